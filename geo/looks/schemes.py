"""Colours for a light and a dark scheme: pairs, as CSS writes them, and whether they stand out from their ground."""

from __future__ import annotations

from typing import Final

HUES_ON_DARK: Final = {
    "#b0170f": "#e26766",
    "#1f2328": "#e9e5db",
    "#481d80": "#c192f4",
    "#7f6833": "#cebc80",
    "#105de9": "#3d89f9",
    "#f39201": "#f39201",
    "#0a6a54": "#24b497",
    "#b6499d": "#e07fcd",
    "#432011": "#ad7538",
    "#e1a2ae": "#ebaecb",
    "#4ac0f0": "#8fdcff",
    "#78b04b": "#90d253",
}
"""Hue of a group in ``project_types.csv`` → the one that stands for it in a dark scheme.

Chosen near the hue that readers know, at least 3:1 from every dark ground, and told apart by colour-blind readers: any
two of them lie 14 or more apart (CIE 1976), as the light ones do.
"""
HUES_IN_PRINT: Final = {"#481d80": "#4b2078", "#105de9": "#114ea5", "#b6499d": "#b34698"}
"""Hue of a group in ``project_types.csv`` → the nearest that printing inks reach (`geo.looks.printing`), for the sheet.

Searched for so that any two hues of groups stay as far apart as they were; the blue of waters has to give way most.
"""
HUES_IN_GREY: Final = {
    "rail": "#000000",
    "road": "#141414",
    "industry": "#212121",
    "water": "#2e2e2e",
    "ecology": "#3c3c3c",
    "air": "#4b4b4b",
    "digital": "#5a5a5a",
    "zone": "#696969",
    "transit": "#797979",
    "service": "#898989",
    "energy": "#9a9a9a",
    "culture": "#ababab",
}
"""Group → its grey for a printer without colours: even steps of lightness, so that no two are closer than they must."""
HUES_FOR_ALL: Final = {
    "road": "#d96b17",
    "rail": "#000007",
    "air": "#463661",
    "transit": "#999366",
    "water": "#0077c3",
    "energy": "#e8d113",
    "digital": "#2b503d",
    "zone": "#062587",
    "industry": "#73400a",
    "culture": "#c36d98",
    "service": "#0ecafc",
    "ecology": "#b0de77",
}
"""Group → its hue for every reader: any two lie 28 or more apart for deuteranopes and protanopes, and inks reach each.

Each is near the hue that readers know where that leaves it apart; road and industry, water and zone are told by
lightness too.
"""
LEAST = 3.0
"""The contrast of a graphical object with its ground that WCAG 2.1 asks for (1.4.11)."""
DARK_GROUNDS: Final = ("#181c20", "#23292e", "#24282c", "#3a2f2a", "#30382a", "#293640", "#3a3728", "#332f3b")
"""What a hue may lie on in a dark scheme: page, panel, province, and the five cities."""
WHITE, BLACK = "#ffffff", "#000000"


def pair(light: str, dark: str) -> str:
    """Return a colour for each scheme as one value of CSS; the script of the map reads the same.

    Parameters
    ----------
    light, dark
        Any two colours of CSS.
    """
    return f"light-dark({light}, {dark})"


def in_both(colour: str) -> str:
    """Return a hue for both schemes, as `pair` does.

    One that is not in `HUES_ON_DARK`, as of a type that a reader brings, is lightened until it stands out; one that is
    a pair already stays as it is.

    Parameters
    ----------
    colour
        A hue as the record has it (``#rrggbb``), or a pair.
    """
    if colour.startswith("light-dark("):
        return colour
    return pair(colour, HUES_ON_DARK.get(colour) or on_dark(colour))


def on_dark(colour: str) -> str:
    """Return a colour (``#rrggbb``) as much lighter as it must be to stand out from every dark ground.

    Parameters
    ----------
    colour
        A hue (``#rrggbb``).

    Returns
    -------
    str
        ``#rrggbb``, of a `contrast` of at least `LEAST` to each of `DARK_GROUNDS`.
    """
    steps = (mix(colour, WHITE, percent / 100) for percent in range(101))
    return next(lighter for lighter in steps if all(contrast(lighter, ground) >= LEAST for ground in DARK_GROUNDS))


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour (``#rrggbb``) moved towards another by a share from 0 to 1.

    Parameters
    ----------
    colour, other
        From which, and towards which (``#rrggbb``).
    share
        0 gives the first, 1 the other.
    """
    moved = (c + (o - c) * share for c, o in zip(_channels(colour), _channels(other), strict=True))
    return "#" + "".join(f"{round(channel):02x}" for channel in moved)


def contrast(one: str, other: str) -> float:
    """Return how well two colours are told apart, from 1 to 21.

    Parameters
    ----------
    one, other
        Two colours (``#rrggbb``), in any order.

    Source
    ------
    WCAG 2.1, contrast ratio.
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
