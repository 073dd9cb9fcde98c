"""The sheets that show what a sheet can be: those in docs/samples, which are measured by ``make check`` as well."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.atlas.filters import Filters
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.sheet import compose_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words
    from geo.sheet.paper import Paper

MADE_ON = dt.date(2026, 2, 1)
"""The date in the foot of every sample, so that a sample made again is the same.

With a longer one, as 28 November 2026, the foot takes a line more and two English sheets fall to 64 % map.
"""
LANGS = ("zh", "en")
SUBJECTS: Mapping[str, tuple[str, Filters]] = {
    "cluster": ("cluster", Filters()),
    **{
        name: (code, Filters(place=(code,)))
        for name, code in (
            *(("taiyuan", "140100"), ("jinzhong", "140700"), ("xinzhou", "140900"), ("lvliang", "141100")),
            *(("yangquan", "140300"), ("yuci", "140702"), ("xiaodian", "140105"), ("jiaocheng", "141122")),
        )
    },
    "rail": ("cluster", Filters(group=("rail",))),
    "energy": ("cluster", Filters(group=("energy",))),
}
"""What a sheet may be of → its extent and its filters: the cluster, five cities, three counties, two groups."""


@dataclass(frozen=True)
class Sample:
    """A sheet: of which of `SUBJECTS`, in which language, on which paper and in which colours.

    Parameters
    ----------
    subject
        One of `SUBJECTS`.
    lang
        ``zh`` or ``en``.
    layout, theme
        As of `SheetOptions`.
    """

    subject: str
    lang: str
    layout: str = "a4-across"
    theme: str = "colour"

    @property
    def file(self) -> str:
        """The name of its file, without an ending: what is as usual goes unsaid."""
        size = {"a4-across": "", "a4-upright": "upright", "a3-across": "a3"}.get(self.layout, self.layout)
        theme = {"colour": "", "colour_blind": "colour-blind"}.get(self.theme, self.theme)
        return "-".join(part for part in (self.subject, size, theme, self.lang) if part)

    @property
    def filters(self) -> Filters:
        """What is in view."""
        return SUBJECTS[self.subject][1]

    @property
    def options(self) -> SheetOptions:
        """The choices for it."""
        return SheetOptions(layout_of(self.layout), SUBJECTS[self.subject][0], theme=self.theme, made_on=MADE_ON)


SAMPLES = tuple(
    Sample(subject, lang, layout, theme)
    for subject, layout, theme in (
        ("cluster", "a4-across", "colour"),
        ("cluster", "a4-upright", "colour"),
        ("cluster", "a3-across", "colour"),
        ("cluster", "slide", "colour"),
        ("jinzhong", "slide", "colour"),
        *((city, "a4-across", "colour") for city in ("taiyuan", "jinzhong", "xinzhou", "lvliang", "yangquan")),
        *((county, "a4-across", "colour") for county in ("yuci", "xiaodian")),
        ("jiaocheng", "a4-upright", "colour"),
        ("rail", "a4-across", "colour"),
        ("energy", "a4-across", "colour"),
        ("lvliang", "a4-across", "grey"),
        ("taiyuan", "a4-across", "colour_blind"),
    )
    for lang in LANGS
)
"""What is drawn into docs/samples and measured."""


def papers_of(atlas: Atlas, words: Mapping[str, Words], sample: Sample) -> list[Paper]:
    """Lay out a sample: the page of its map, and those of its register.

    Parameters
    ----------
    atlas
        The record.
    words
        Of each language.
    sample
        Which sheet.
    """
    return compose_all(atlas.view(sample.filters), words[sample.lang], sample.options)
