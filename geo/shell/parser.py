"""What the shell understands: the options of each command, with examples."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from geo.atlas.filters import FILTERS
from geo.export.briefing.parts import STYLES
from geo.export.series_parts import BYS
from geo.export.systems import SYSTEMS, WGS84
from geo.read.words import LANGUAGES
from geo.sheet.options import CLUSTER, DPIS, FILTERED, LAYOUTS, SCALES
from geo.sheet.theme import THEMES
from geo.shell import commands

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = {
    "check": """
  python -m geo check
  python -m geo check --texts texts""",
    "upgrade": """
  python -m geo upgrade /srv/atlas/data""",
    "sheet": """
  python -m geo sheet --place 晋中市 --group rail --out rail.png
  python -m geo sheet --extent 140700 --layout a3-upright --theme grey --lang en --out jinzhong.pdf
  python -m geo sheet --size 240x160 --title 铁路建设 --organisation 发展改革委 --graticule --out rail.svg
  python -m geo sheet --template monthly.toml --out monthly.pdf     (every [[sheet]] of the file)
  python -m geo sheet --day 2024-06-30 --dpi 600 --address https://atlas.example/?place=140700 --out june.png""",
    "series": """
  python -m geo series --by county --out counties.pdf
  python -m geo series --by city --files png --dpi 150 --out cities.zip
  python -m geo series --by project --place 太原 --status building --lang en --out projects.pdf""",
    "briefing": """
  python -m geo briefing --place 吕梁市 --out lvliang.docx
  python -m geo briefing --day 2026-01-31 --since 2024-06-30 --lang en --out cluster.pptx
  python -m geo briefing --place Jinzhong --group road --out roads.pdf
  python -m geo briefing --place 晋中市 --since 2024-06-30 --until 2025-06-30 --style official --out jinzhong.docx""",
    "export": """
  python -m geo export --place 阳泉市 --out yangquan.xlsx
  python -m geo export --status building --day 2024-06-30 --out building.csv
  python -m geo export --group rail --out rail.gpkg     (also .geojson, .kml; .zip holds Shapefiles)
  python -m geo export --place 晋中 --crs gk3-114 --out jinzhong.gpkg         (CGCS2000, Gauss–Krüger)
  python -m geo export --to positions --crs cgcs2000 --out positions.csv     (a row a point, with coordinates)
  python -m geo export --to oc4ids out.json             (the whole atlas as an OC4IDS package)
  python -m geo export --to oc4ids --evidence texts out.json    (by the five texts alone)""",
}


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and how to learn what is right; leave with 2.

        Parameters
        ----------
        message
            What argparse says, in one line or several.
        """
        self.exit(2, f"{self.prog}: {' '.join(message.split())} (see {self.prog} --help)\n")


def parser() -> Parser:
    """Return the parser of all commands; each sets ``run``, which takes what was asked for."""
    top = Parser(
        prog="python -m geo",
        description="The Central Shanxi Atlas from the shell: 0 when it is done, 2 and one line when it cannot be.",
    )
    top.add_argument(
        "--data", type=Path, default=commands.OWN_DATA, help="the data directory (default: the atlas' own)"
    )
    rooms = top.add_subparsers(
        required=True, dest="command", metavar="check | upgrade | sheet | series | briefing | export"
    )

    def room(name: str, run: Callable[[argparse.Namespace], str], purpose: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = rooms.add_parser(
            name,
            help=purpose,
            description=purpose,
            epilog=f"examples:{EXAMPLES[name]}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        made.set_defaults(run=run)
        return made

    checking = room("check", commands.check, "check the record against its contract; 1 when it has faults")
    checking.add_argument(
        "--texts", type=Path, help="where the source texts lie: look for printed names in their lines"
    )
    checking.add_argument("--lang", choices=LANGUAGES, help="the language of the faults (default: en)")

    forward = room("upgrade", commands.upgrade, "bring a data directory of an older version of the contract forward")
    forward.add_argument("folder", type=Path, help="the data directory; it is changed")
    forward.add_argument("--lang", choices=LANGUAGES, help="the language of what is wrong (default: en)")

    drawing = room("sheet", commands.sheet, "draw a map sheet")
    _filters(drawing)
    _sheet(drawing)
    drawing.add_argument(
        "--extent",
        default=FILTERED,
        help=f"{CLUSTER}, {FILTERED} (default), the id or name of a place, or latitude,longitude,zoom",
    )
    drawing.add_argument(
        "--template",
        type=Path,
        help="a TOML with the settings of one sheet or several; what is typed beside it goes first",
    )
    drawing.add_argument("--outlines", action="store_true", help="letters as outlines in SVG and PDF, not as text")
    _out(drawing, ".png, .svg or .pdf")

    binding = room("series", commands.series, "draw a sheet for each city, county or project")
    _filters(binding)
    _sheet(binding)
    binding.add_argument("--by", choices=BYS, required=True, help="what has a sheet of its own")
    binding.add_argument("--files", choices=commands.EACH, default="png", help="what a .zip holds (default: png)")
    _out(binding, ".pdf (with contents) or .zip")

    telling = room("briefing", commands.brief, "write a briefing")
    _filters(telling)
    telling.add_argument("--since", default="", help="tell what changed from this day on (default: the text before)")
    telling.add_argument("--until", default="", help="tell what changed up to this day (default: that of the briefing)")
    telling.add_argument("--style", choices=STYLES, default=STYLES[0], help="of a document: as the atlas, or GB/T 9704")
    _out(telling, ".docx, .pdf or .pptx (at most twelve slides, and an .xlsx with every entry beside them)")

    giving = room("export", commands.export, "write the projects as data")
    _filters(giving)
    giving.add_argument(
        "--crs",
        default=WGS84,
        help=f"the reference system of .gpkg, .zip and positions: {', '.join(SYSTEMS)} (default: {WGS84})",
    )
    giving.add_argument("--to", choices=commands.TO, help="the format, where the ending does not say it")
    target = giving.add_mutually_exclusive_group(required=True)
    target.add_argument("out", type=Path, nargs="?", help="the file to write")
    target.add_argument("--out", type=Path, dest="named_out", help=", ".join(f".{e}" for e in commands.DATA_KINDS))
    return top


def _filters(room: argparse.ArgumentParser) -> None:
    chosen = room.add_argument_group("filters (named as in the address of a page)")
    for name, entry in FILTERS.items():
        if entry.kind == "choices":
            chosen.add_argument(f"--{name}", action="append", default=[], help=entry.help)
        elif entry.kind == "switch":
            chosen.add_argument(f"--{name}", action="store_true", help=entry.help)
        else:
            chosen.add_argument(f"--{name}", default="", help=entry.help)
    chosen.add_argument("--lang", choices=LANGUAGES, help="the language (default: zh, and en for what is wrong)")


def _sheet(room: argparse.ArgumentParser) -> None:
    chosen = room.add_argument_group("the sheet")
    page = chosen.add_mutually_exclusive_group()
    page.add_argument("--layout", help=f"{', '.join(LAYOUTS)} (default: {next(iter(LAYOUTS))})")
    page.add_argument("--size", help="a size of one's own, width and height in mm, as 240x160")
    for name, purpose in (
        ("title", "instead of the name of the atlas"),
        ("subtitle", "instead of the filters in words"),
        ("note", "a remark in the foot"),
        ("organisation", "who issues the sheet"),
        ("approval", "the map approval number (审图号)"),
        ("address", "what the QR code opens"),
    ):
        chosen.add_argument(f"--{name}", default="", help=purpose)
    chosen.add_argument("--theme", choices=THEMES, default=next(iter(THEMES)), help=f"(default: {next(iter(THEMES))})")
    chosen.add_argument("--graticule", action="store_true", help="with meridians and parallels")
    chosen.add_argument("--grid", action="store_true", help="with a kilometre grid (CGCS2000, Gauss-Kruger)")
    scales = ", ".join(f"{scale}" for scale in SCALES)
    chosen.add_argument(
        "--scale", type=int, choices=SCALES, default=0, help=f"a fixed scale: {scales} (default: as large as it fits)"
    )
    chosen.add_argument("--dpi", type=int, choices=DPIS, default=300, help="dots per inch of a PNG (default: 300)")


def _out(room: argparse.ArgumentParser, endings: str) -> None:
    room.add_argument("--out", type=Path, required=True, help=f"the file to write: {endings}")
