"""How far any two looks are apart for whom: measured, not judged by eye.

A symbol, or a piece of a line, is drawn at the size at which it is printed, blurred by what an eye at reading distance
blurs, and seen with the colours that a reader sees. The difference of two is the mean of the CIE 1976 colour difference
over what either covers. Of hues it is that of two flat colours.

Sources: Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB, for deuteranopia and protanopia; grey is
the relative luminance of Rec. 709 alone.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely
import shapely.ops

from geo.looks import glyphs, style
from geo.looks.stages import PLAIN_PLACE, PRECISIONS, STAGES, StageLook, stage_look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Picture = NDArray[np.float64]
    Draw = Callable[[StageLook, str], Picture]

TO_GREY = (0.2126, 0.7152, 0.0722)
SIGHTS = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "grey": np.array([TO_GREY] * 3),
}
"""How the light of a colour reaches whom."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE_POINT = (0.9505, 1.0, 1.089)
PX_PER_MM = 12.0
SYMBOL_MM, LINE_MM, MM_PER_PX = 3.1, 9.0, 0.164
"""What a symbol and a piece of a line measure on a sheet, and a pixel of the screen there (as `geo.sheet.symbols`)."""
BLUR_MM = 0.06
"""Half of what a minute of arc is at 40 cm: the standard deviation of the blur."""
CURVE_STEPS = 6


def lab(colours: Picture, sight: str) -> Picture:
    """Return colours (sRGB from 0 to 1, in the last axis) as CIE 1976 L*a*b* for a sight.

    Parameters
    ----------
    colours
        Of any shape, red, green and blue in the last axis.
    sight
        One of `SIGHTS`.

    Returns
    -------
    Picture
        Of the same shape.
    """
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB
    xyz = np.clip(linear @ SIGHTS[sight].T, 0, 1) @ TO_XYZ.T / WHITE_POINT
    x, y, z = np.moveaxis(np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116), -1, 0)  # noqa: PLR2004 - CIE
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def lab_of(colour: str) -> Picture:
    """Return a colour (``#rrggbb``) as CIE 1976 L*a*b* for normal sight, relative to the white of the screen.

    Parameters
    ----------
    colour
        ``#rrggbb``.
    """
    return lab(_rgb(colour), "normal")


def of_hues(one: str, other: str, sight: str) -> float:
    """Return how far two flat colours (``#rrggbb``) are apart.

    Parameters
    ----------
    one, other
        Two colours (``#rrggbb``), in any order.
    sight
        One of `SIGHTS`.

    Returns
    -------
    float
        CIE 1976 colour difference: 0 for the same, about 2.3 for what is just noticed.
    """
    return float(np.linalg.norm(lab(_rgb(one), sight) - lab(_rgb(other), sight)))


def of_pictures(one: Picture, other: Picture, sight: str) -> float:
    """Return how far two pictures (rows, columns, sRGB from 0 to 1) are apart on average where either is not white.

    Parameters
    ----------
    one, other
        Of one shape.
    sight
        One of `SIGHTS`.

    Returns
    -------
    float
        CIE 1976 colour difference; 0 where both are white throughout.
    """
    return _apart(_drawn_and_seen(one, sight), _drawn_and_seen(other, sight))


def _drawn_and_seen(picture: Picture, sight: str) -> tuple[NDArray[np.bool_], Picture]:
    """Return where a picture is not white, and its colours as they are seen."""
    return np.any(picture < 1, axis=-1), lab(picture, sight)


def _apart(one: tuple[NDArray[np.bool_], Picture], other: tuple[NDArray[np.bool_], Picture]) -> float:
    is_drawn = one[0] | other[0]
    apart = np.linalg.norm(one[1] - other[1], axis=-1)
    return float(apart[is_drawn].mean()) if is_drawn.any() else 0.0


def closest(names: Sequence[str], apart: Callable[[str, str], float]) -> tuple[float, str, str]:
    """Return the smallest difference of any two, and which two.

    Parameters
    ----------
    names
        Two or more.
    apart
        How far the two of these names are apart.
    """
    return min((apart(one, other), one, other) for one, other in combinations(names, 2))


def closest_stages(draw: Draw, hue: str, sight: str) -> tuple[float, str, str]:
    """Return the smallest difference of any two stages in a hue, as `symbol_picture` or `line_picture` draws them.

    Parameters
    ----------
    draw
        `symbol_picture` or `line_picture`.
    hue
        ``#rrggbb``.
    sight
        One of `SIGHTS`.
    """
    seen = {status: _drawn_and_seen(draw(stage_look(status), hue), sight) for status in STAGES}
    return closest(list(seen), lambda one, other: _apart(seen[one], seen[other]))


def closest_groups(hues: Mapping[str, str], sight: str) -> tuple[float, str, str]:
    """Return the smallest difference of the hues of any two groups.

    Parameters
    ----------
    hues
        Group → its hue (``#rrggbb``).
    sight
        One of `SIGHTS`.
    """
    return closest(list(hues), lambda one, other: of_hues(hues[one], hues[other], sight))


@lru_cache(maxsize=512)
def symbol_picture(look: StageLook, hue: str, precision: str = PLAIN_PLACE) -> Picture:
    """Return the symbol of a stage as it is printed, on white: an array of rows, columns and sRGB from 0 to 1.

    Parameters
    ----------
    look
        That of a stage.
    hue
        That of a group (``#rrggbb``).
    precision
        One of `PRECISIONS`.
    """
    place = PRECISIONS[precision]
    half, reach = SYMBOL_MM / 2, 1.8
    picture = _Picture(2 * reach * half, 2 * reach * half)
    for part in (*glyphs.surround(place), *glyphs.symbol(look, place.shape)):
        for role, shape in (
            (part.fill, lambda part=part: shapely.Polygon(_flat(part.path)[0])),
            (part.stroke, lambda part=part: _stroked(_flat(part.path), part.width, part.dash, is_round=part.is_round)),
        ):
            if colour := style.role_colour(role, hue):
                picture.paint(shape(), colour, part.alpha, half, (reach * half, reach * half))
    return picture.seen()


@lru_cache(maxsize=512)
def line_picture(look: StageLook, hue: str, precision: str = PLAIN_PLACE) -> Picture:
    """Return a piece of the line of a stage as it is printed, on white.

    Parameters
    ----------
    look
        That of a stage.
    hue
        That of a group (``#rrggbb``).
    precision
        One of `PRECISIONS`.

    Returns
    -------
    Picture
        Rows, columns and sRGB from 0 to 1.
    """
    place, length = PRECISIONS[precision], LINE_MM / MM_PER_PX
    height = (glyphs.STRIKE_PX + 1) * MM_PER_PX
    picture = _Picture(LINE_MM, height)
    along = [np.array([(0.0, 0.0), (length, 0.0)])]
    for stroke in glyphs.line(look, place):
        if colour := style.role_colour(stroke.role, hue):
            shape = _stroked(along, stroke.width, stroke.dash, shift=stroke.shift, is_round=stroke.is_round)
            picture.paint(shape, colour, stroke.alpha, MM_PER_PX, (0.0, height / 2))
    return picture.seen()


class _Picture:
    """A white page of so many millimetres on which areas are painted."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        x, y = (np.arange(round(side * PX_PER_MM)) / PX_PER_MM + 0.5 / PX_PER_MM for side in (width_mm, height_mm))
        self.x, self.y = np.meshgrid(x, y)
        self.rgb = np.ones((*self.x.shape, 3))

    def paint(self, shape: Any, colour: str, alpha: float, scale: float, at: tuple[float, float]) -> None:
        """Paint an area; ``scale`` is how many mm its unit is, ``at`` where its origin lies, mm from the upper left."""
        shapely.prepare(shape)
        is_in = shapely.contains_xy(shape, (self.x - at[0]) / scale, (self.y - at[1]) / scale)
        self.rgb[is_in] = self.rgb[is_in] * (1 - alpha) + _rgb(colour) * alpha

    def seen(self) -> Picture:
        """Return the page as an eye at reading distance blurs it."""
        sigma = BLUR_MM * PX_PER_MM
        reach = np.arange(-3, 4)
        kernel = np.exp(-(reach**2) / (2 * sigma**2))
        rgb = self.rgb
        for axis in (0, 1):
            padded = np.concatenate([np.take(rgb, [0] * 3, axis), rgb, np.take(rgb, [-1] * 3, axis)], axis)
            side = rgb.shape[axis]
            shifted = (np.take(padded, range(at, at + side), axis) * weight for at, weight in enumerate(kernel))
            rgb = sum(shifted) / kernel.sum()
        return np.where(rgb > 1 - 1e-9, 1.0, rgb)


@lru_cache(maxsize=512)
def _rgb(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def _flat(path: glyphs.Path) -> list[NDArray[np.float64]]:
    """Return the lines of a path, its curves in short steps."""
    lines: list[list[tuple[float, float]]] = []
    for letter, at in path:
        points = list(zip(at[::2], at[1::2], strict=True))
        if letter == "M":
            lines.append(points)
        elif letter == "L":
            lines[-1] += points
        elif letter == "C":
            a, (b, c, d) = lines[-1][-1], points
            for t in np.arange(1, CURVE_STEPS + 1) / CURVE_STEPS:
                weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
                x, y = (sum(w * p[i] for w, p in zip(weights, (a, b, c, d), strict=True)) for i in (0, 1))
                lines[-1].append((float(x), float(y)))
        else:
            lines[-1].append(lines[-1][0])
    return [np.array(line) for line in lines]


def _stroked(
    lines: Sequence[NDArray[np.float64]], width: float, dash: Sequence[float], shift: float = 0.0, *, is_round: bool
) -> Any:
    """Return what a stroke covers: whole, or each of its dashes."""
    cap: Literal["round", "flat"] = "round" if is_round else "flat"
    pieces = [piece for line in lines for piece in _dashes(shapely.LineString(line), dash, shift)]
    return shapely.MultiLineString(pieces).buffer(width / 2, cap_style=cap, quad_segs=6)


def _dashes(line: Any, dash: Sequence[float], shift: float) -> list[Any]:
    if not dash:
        return [line]
    at, pieces = -shift - sum(dash), []
    while at < line.length:
        for length, is_on in zip(dash, [True, False] * (len(dash) // 2), strict=True):
            begin, end = max(at, 0.0), min(at + length, line.length)
            if is_on and end > begin:
                pieces.append(shapely.ops.substring(line, begin, end))
            at += length
    return pieces
