"""The colours of a sheet: as on screen, in greys for a printer without colours, or with letters for every reader.

Twelve greys cannot be told apart, and not every reader tells twelve hues apart. So in both other themes a letter says
to which group a mark belongs; the legend explains the letters. The theme for every reader has hues of its own as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.looks import style
from geo.looks.schemes import HUES_FOR_ALL, HUES_IN_GREY, HUES_IN_PRINT

if TYPE_CHECKING:
    from collections.abc import Mapping

BRIGHT = 0.36
"""Relative luminance from which on dark figures read better than white ones."""

GREY_TINTS = {"140100": "#d6d6d6", "140700": "#e6e6e6", "140900": "#dfdfdf", "141100": "#eaeaea", "140300": "#dbdbdb"}
CALM_TINTS = {"140100": "#dde3e8", "140700": "#eceff1", "140900": "#e4e9ee", "141100": "#f0f1ee", "140300": "#d6dce2"}
"""Almost without hue: the hues that every reader tells apart are those of the groups."""


@dataclass(frozen=True)
class Theme:
    """A set of colours.

    Parameters
    ----------
    name, label
        What addresses and the shell call it, and its name in each language.
    has_letters
        Whether the letter of its group stands on each mark.
    is_grey
        Whether all colours are printed as greys.
    tints, province, about
        What fills the cities by their code, the province, and the units that a sheet is about (their city's tint where
        empty).
    hues
        By group: instead of those of the record.
    """

    name: str
    label: Mapping[str, str]
    has_letters: bool = False
    is_grey: bool = False
    tints: Mapping[str, str] = field(default_factory=lambda: style.CITY_TINTS)
    province: str = style.PROVINCE_FILL
    about: str = ""
    hues: Mapping[str, str] = field(default_factory=dict)

    def hue(self, group: str, colour: str) -> str:
        """Return the colour of a group as it is printed, where the record has one for the screen.

        Parameters
        ----------
        group
            The id of a group.
        colour
            That of the record (``#rrggbb``), taken where the theme has no other and inks reach it.
        """
        return self.hues.get(group, HUES_IN_PRINT.get(colour, colour))

    def printed(self, colour: str) -> str:
        """Return a colour (``#rrggbb``) as this theme prints it.

        Parameters
        ----------
        colour
            ``#rrggbb``, or empty for none.
        """
        if not self.is_grey or not colour:
            return colour
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return "#" + f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02x}" * 3


THEMES = {
    theme.name: theme
    for theme in (
        Theme("colour", {"zh": "彩色", "en": "Colour"}),
        Theme(
            "grey",
            {"zh": "灰度印刷", "en": "Grey print"},
            has_letters=True,
            is_grey=True,
            tints=GREY_TINTS,
            province="#f5f5f5",
            about="#ffffff",
            hues=HUES_IN_GREY,
        ),
        Theme(
            "colour_blind",
            {"zh": "色觉友好", "en": "Colour-blind safe"},
            has_letters=True,
            tints=CALM_TINTS,
            province="#f6f6f4",
            hues=HUES_FOR_ALL,
        ),
    )
}
"""Every theme that is offered, on the page and in the shell; the first is the one at first."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2).

    Parameters
    ----------
    colour
        ``#rrggbb``.

    Returns
    -------
    float
        From 0 (black) to 1 (white).
    """
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ink_over(colour: str) -> str:
    """Return the colour in which figures read best over another.

    Parameters
    ----------
    colour
        The ground (``#rrggbb``).
    """
    return style.INK if luminance(colour) > BRIGHT else "#ffffff"


def dark(colour: str) -> str:
    """Return a hue darkened enough to read as text.

    Parameters
    ----------
    colour
        ``#rrggbb``.
    """
    return "#" + "".join(f"{round(int(colour[i : i + 2], 16) * 0.72):02x}" for i in (1, 3, 5))
