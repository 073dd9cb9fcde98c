"""How far the closest two stages and the closest two groups are apart: ``python -m geo.looks [data]``.

Then how far what is printed lies outside what inks reach. Leaves with 1 where two are closer, or one farther outside,
than they may be.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.looks import base, style
from geo.looks.difference import (
    SIGHTS,
    closest_groups,
    closest_stages,
    line_picture,
    symbol_picture,
)
from geo.looks.printing import TOLERANCE, beyond_print
from geo.looks.schemes import HUES_FOR_ALL, HUES_IN_GREY, HUES_IN_PRINT, HUES_ON_DARK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.looks.difference import Draw

    Closest = tuple[float, str, str]

JUST_NOTICEABLE = 2.3
LEAST_STAGES, LEAST_GROUPS, LEAST_FOR_ALL, LEAST_GREYS = 7.0, 14.0, 28.0, 6.0
"""What is asked for: of stages in ink, and of the hues of groups on screen and paper, in the theme for every reader and
in greys, which letters help. A stage in the palest hue, copied without colours, has to be noticeable."""
IN_COLOUR = ("normal", "deuteranopia", "protanopia")


@dataclass(frozen=True)
class Row:
    """What is compared, the closest two for each sight that it is made for, and how far apart they must be."""

    label: str
    closest: Mapping[str, Closest]
    least: float

    @property
    def is_apart(self) -> bool:
        """Whether no two are closer than they may be."""
        return all(value >= self.least for value, _, _ in self.closest.values())

    def __str__(self) -> str:
        cells = "".join(
            f"{self.closest[sight][0]:14.1f}" if sight in self.closest else f"{'–':>14}" for sight in SIGHTS
        )
        _, one, other = min(self.closest.values())
        return (
            f"{self.label:<34}{cells}   {one} / {other}{'' if self.is_apart else f'  TOO CLOSE, {self.least:g} asked'}"
        )


def rows(hues: Mapping[str, str]) -> list[Row]:
    """Return what is compared, for the hue of each group.

    Parameters
    ----------
    hues
        Group → its hue (``#rrggbb``).
    """
    dark = {group: HUES_ON_DARK[hue] for group, hue in hues.items() if hue in HUES_ON_DARK}
    return [
        _of_stages("stages, symbols, in ink", symbol_picture, [style.INK], LEAST_STAGES),
        _of_stages("stages, lines, in ink", line_picture, [style.INK], LEAST_STAGES),
        _of_stages("stages, symbols, in any hue", symbol_picture, list(hues.values()), JUST_NOTICEABLE),
        _of_stages("stages, lines, in any hue", line_picture, list(hues.values()), JUST_NOTICEABLE),
        _of_groups("groups, light", hues, IN_COLOUR, LEAST_GROUPS),
        _of_groups("groups, in print", in_print(hues), IN_COLOUR, LEAST_GROUPS),
        _of_groups("groups, dark", dark, IN_COLOUR, LEAST_GROUPS),
        _of_groups("groups, theme for every reader", HUES_FOR_ALL, IN_COLOUR, LEAST_FOR_ALL),
        _of_groups("groups, grey theme (has letters)", HUES_IN_GREY, ("grey",), LEAST_GREYS),
    ]


def in_print(hues: Mapping[str, str]) -> dict[str, str]:
    """Return the hue that each group has on a sheet in colour.

    Parameters
    ----------
    hues
        Group → its hue in the record (``#rrggbb``).
    """
    return {group: HUES_IN_PRINT.get(hue, hue) for group, hue in hues.items()}


def printed(hues: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the colours that are printed: of groups in each theme, of the ground, of its lines and letters.

    Parameters
    ----------
    hues
        Group → its hue in the record (``#rrggbb``).
    """
    lines = {level: stroke.colour for level, stroke in style.BOUNDARY_LINES.items()}
    return {
        "groups": in_print(hues),
        "groups, theme for every reader": dict(HUES_FOR_ALL),
        "groups, grey theme": dict(HUES_IN_GREY),
        "ground": {"paper": style.PAPER, "province": style.PROVINCE_FILL} | style.CITY_TINTS,
        "lines and letters": lines
        | {"river": base.RIVER.colour, "name of a river": base.RIVER_INK, "ink": style.INK, "quiet": style.QUIET}
        | {f"shield {kind}": colour for kind, colour in base.SHIELDS.items()},
    }


def _of_stages(label: str, draw: Draw, hues: Sequence[str], least: float) -> Row:
    return Row(label, {sight: min(closest_stages(draw, hue, sight) for hue in hues) for sight in SIGHTS}, least)


def _of_groups(label: str, hues: Mapping[str, str], sights: Sequence[str], least: float) -> Row:
    return Row(label, {sight: closest_groups(hues, sight) for sight in sights}, least)


def main(data: str = "data") -> int:
    """Print a line for each comparison; return 1 where two looks are too close.

    Parameters
    ----------
    data
        The folder of the record; its ``project_types.csv`` gives the hues.
    """
    with (Path(data) / "tables" / "project_types.csv").open(encoding="utf-8", newline="") as file:
        hues = {row["group"]: row["colour"] for row in csv.DictReader(file)}
    compared = rows(hues)
    print(f"{'smallest difference (CIE 1976)':<34}{''.join(f'{sight:>14}' for sight in SIGHTS)}   the closest two")
    for row in compared:
        print(row)
    print(f"{'farthest outside what inks reach':<34}{'CIE 1976':>14}   (FOGRA39L, at most {TOLERANCE:g})")
    is_within = True
    for label, colours in printed(hues).items():
        most, name, colour = max((beyond_print(colour), name, colour) for name, colour in colours.items())
        is_within &= most <= TOLERANCE
        print(f"{label:<34}{max(most, 0.0):14.1f}   {name} {colour}{'' if most <= TOLERANCE else '  OUTSIDE'}")
    return 0 if is_within and all(row.is_apart for row in compared) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
