"""The atlas from the shell: ``python -m geo check | sheet | export``, with options named as in the address."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from geo.atlas.atlas import load_atlas
from geo.atlas.filters import Filters
from geo.errors import AtlasError
from geo.export.oc4ids import oc4ids_file
from geo.read.words import LANGUAGES, read_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.atlas.atlas import Atlas

DATA = Path(__file__).resolve().parent.parent / "data"
FORMATS: Mapping[str, Callable[[Atlas], bytes]] = {"oc4ids": oc4ids_file}
"""What ``export --to`` can write of the whole atlas, each as one file."""


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
    counted = ", ".join(f"{len(table)} {name}" for name, table in atlas.tables.items())
    read_too = f", printed names found in {options.texts}" if options.texts else ""
    print(f"{counted}, {len(atlas.features)} shapes: no fault{read_too}")


def sheet(options: argparse.Namespace) -> None:
    """Draw the filtered view as a map sheet."""
    from geo.draw.sheet.sheet import draw_sheet  # noqa: PLC0415 - matplotlib costs a second that only a sheet needs

    atlas = load_atlas(options.data)
    filters = Filters(
        tuple(options.place), tuple(options.group), tuple(options.type), tuple(options.status), options.q, options.cross
    )
    picture = draw_sheet(atlas.view(filters), read_words(options.data / "text")[options.lang], dpi=options.dpi)
    _write(options.out, picture)


def export(options: argparse.Namespace) -> None:
    """Write the whole atlas in a format that other programs read."""
    _write(options.out, FORMATS[options.to](load_atlas(options.data)))


def _write(path: Path, content: bytes) -> None:
    """Write a file that appears only when it is whole, and print its path.

    Raises
    ------
    AtlasError
        The path cannot be written.
    """
    unfinished = path.parent / f"{path.name}.part"
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as refused:
        with suppress(OSError):  # it may not even have been begun
            unfinished.unlink()
        raise AtlasError(f"cannot write {path}: {refused.strerror}") from refused
    print(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description="The Central Shanxi Atlas from the shell")
    parser.add_argument("--data", type=Path, default=DATA, help="the data directory (default: the atlas' own)")
    commands = parser.add_subparsers(required=True, metavar="check | sheet | export")

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

    exporting = commands.add_parser("export", help="write the whole atlas for other programs")
    exporting.add_argument("--to", choices=FORMATS, required=True, help="the format; oc4ids: an OC4IDS project package")
    exporting.add_argument("out", type=Path, help="the file to write")
    exporting.set_defaults(run=export)
    return parser


if __name__ == "__main__":
    sys.exit(main())
