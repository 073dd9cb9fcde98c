"""The atlas from the shell: ``python -m geo check | sheet``, with options named like the query of the address."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geo.atlas.atlas import load_atlas
from geo.atlas.filters import Filters
from geo.errors import AtlasError
from geo.read.words import LANGUAGES, read_words

DATA = Path(__file__).resolve().parent.parent / "data"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 with the reason on standard error."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except AtlasError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def check(options: argparse.Namespace) -> None:
    """Check ``data/`` against its contract, and with ``--texts`` each printed name against its lines."""
    atlas = load_atlas(options.data, options.texts)
    read_words(options.data / "text")
    reports, roles, shapes = len(atlas.reports), len(atlas.tables["roles"]), len(atlas.features)
    read_too = f", printed names found in {options.texts}" if options.texts else ""
    counted = f"{len(atlas.projects)} projects, {reports} reports, {shapes} shapes, {roles} roles"
    print(f"{counted}: no fault{read_too}")


def sheet(options: argparse.Namespace) -> None:
    """Draw the filtered view as a map sheet; the file appears only when it is whole."""
    from geo.draw.sheet import draw_sheet  # noqa: PLC0415 - matplotlib costs a second that only a sheet needs

    atlas = load_atlas(options.data)
    filters = Filters(
        tuple(options.place), tuple(options.group), tuple(options.type), tuple(options.status), options.q, options.cross
    )
    picture = draw_sheet(atlas.view(filters), read_words(options.data / "text")[options.lang], dpi=options.dpi)
    unfinished = options.out.with_name(options.out.name + ".part")
    try:
        unfinished.write_bytes(picture)
        unfinished.replace(options.out)
    except OSError as refused:
        raise AtlasError(f"cannot write {options.out}: {refused.strerror}") from refused
    print(options.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="The Central Shanxi Atlas from the shell")
    parser.add_argument("--data", type=Path, default=DATA, help="the data directory (default: the atlas' own)")
    commands = parser.add_subparsers(required=True, metavar="check | sheet")

    checking = commands.add_parser("check", help="check the record against its contract")
    checking.add_argument(
        "--texts", type=Path, help="where the source texts lie: look for each printed name in its lines"
    )
    checking.set_defaults(run=check)

    drawing = commands.add_parser("sheet", help="draw a map sheet as PNG, A4 across")
    for name in ("place", "group", "type", "status"):
        drawing.add_argument(f"--{name}", action="append", default=[], help="an id; may be given more than once")
    drawing.add_argument("--q", default="", help="words to search for")
    drawing.add_argument("--cross", action="store_true", help="only projects that cross a city boundary")
    drawing.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    drawing.add_argument("--dpi", type=int, default=300, choices=(150, 300, 600))
    drawing.add_argument("--out", type=Path, required=True, help="the file to write")
    drawing.set_defaults(run=sheet)
    return parser


if __name__ == "__main__":
    sys.exit(main())
