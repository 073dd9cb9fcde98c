"""Places beside each other, as HTML: a block each, with stages, first roles, main groups, partners and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.atlas import partnership
from geo.atlas.evidence import coverage
from geo.atlas.profile import FIGURE_KINDS
from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.html.statements import newest_first, side_name
from geo.looks import themes
from geo.read.tables import records
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.atlas.evidence import Coverage
    from geo.atlas.profile import Profile
    from geo.html.statements import Row
    from geo.read.words import Words

ROLES_SHOWN = 2
"""Roles of a city in the comparison, the first of the newest text; all stand in its profile."""
GROUPS_SHOWN = 3
PARTNERS_SHOWN = {"zh": 2, "en": 1}
"""As many as one line has room for."""
ROOM_FOR_A_NUMBER = 0.08
"""The share of a bar from which on a part of it has room for its number."""


@dataclass(frozen=True)
class _Block:
    """One place in the comparison."""

    id: str
    total: int
    stages: list[Row]
    roles: list[Row]
    groups: Mapping[str, int]
    counts: Mapping[str, str]
    coverage: Coverage


def compared(atlas: Atlas, profiles: Iterable[Profile], words: Words, link: Link = no_link) -> Markup:
    """Return places beside each other, as HTML: which texts speak of each, then a block each, with the same lines.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    profiles
        Of the places, in their order.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    cities = [_block(atlas, place, words) for place in profiles]
    return render(
        "places_compared",
        words,
        link,
        atlas=atlas,
        cities=cities,
        texts=records(atlas.texts.reset_index()),
        leading=_leading(atlas, cities, words),
        group_colours=dict(zip(atlas.types["group"], atlas.types["colour"], strict=True)),
        theme_colours=themes.theme_colours(atlas),
    )


def compared_heading(atlas: Atlas, text: str, words: Words) -> Markup:
    """Return a heading with what the parts of the bars mean, the most advanced stage first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    text
        The heading, in the language.
    words
        The words of the language.
    """
    return render("places_heading", words, atlas=atlas, text=text, stages=list(reversed(atlas.statuses.index)))


def _block(atlas: Atlas, place: Profile, words: Words) -> _Block:
    return _Block(
        place.place_id,
        len(place.projects),
        _stages(atlas, place, words),
        records(newest_first(place.roles).head(ROLES_SHOWN)),
        {str(group): n for group, n in place.projects["group"].value_counts().head(GROUPS_SHOWN).items()},
        _counts(atlas, place, words),
        coverage(atlas, place.projects.index),
    )


def _leading(atlas: Atlas, cities: Iterable[_Block], words: Words) -> list[str]:
    """Return, for each text from which nearly all reports on some of these places come, how many of each do."""
    by_text: dict[str, list[_Block]] = {}
    for city in cities:
        if city.coverage.leading:
            by_text.setdefault(city.coverage.leading, []).append(city)
    sentences = []
    for source_id, led in by_text.items():
        text: Any = atlas.texts.loc[source_id]
        sentences.append(
            words(
                "cities.leading",
                shares=words("list.mark").join(
                    words(
                        "cities.leading_share",
                        name=atlas.label(city.id, words.lang),
                        count=city.coverage.by_text[source_id],
                        total=city.coverage.reports,
                    )
                    for city in led
                ),
                when=when(text["published_on"], text["date_precision"], words),
            )
        )
    return sentences


def _stages(atlas: Atlas, place: Profile, words: Words) -> list[Row]:
    """Return the parts of the bar of stages: status, label, count, and whether there is room for the number."""
    counts = place.projects["status"].value_counts()
    return [
        {
            "status": status,
            "label": atlas.label(status, words.lang) if status else words("detail.no_status"),
            "count": counts[status],
            "has_room": counts[status] / len(place.projects) > ROOM_FOR_A_NUMBER,
        }
        for status in (*reversed(atlas.statuses.index), "")
        if status in counts
    ]


def _counts(atlas: Atlas, place: Profile, words: Words) -> Mapping[str, str]:
    """Return how much there is of the other parts of a profile, in words."""
    figures = place.figures["kind"].value_counts()
    return {
        "roles": str(place.size_of("roles")),
        "industries": str(place.size_of("industries")),
        "partners": _partners(atlas, place, words),
        "figures": words("list.mark").join(
            f"{words(f'indicators.kind.{kind}')} {figures[kind]}" for kind in FIGURE_KINDS if kind in figures
        ),
    }


def _partners(atlas: Atlas, place: Profile, words: Words) -> str:
    """Return with whom a city does most, and how often."""
    rows = place.partners
    own = atlas.city_of(place.place_id)
    others = rows["to_side"].where(rows["from_side"] == own, rows["from_side"])
    others = others[~others.isin([own, partnership.UNPLACED])].value_counts().head(PARTNERS_SHOWN[words.lang])
    named = words("list.mark").join(f"{side_name(atlas, str(side), words)} {n}" for side, n in others.items())
    return f"{len(rows)}" + (words("cities.of_which", named=named) if named else "")
