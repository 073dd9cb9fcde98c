"""Sheets against pictures that a person has looked at: one name that changes is found.

``python tests/geo/sheet/test_pictures.py`` takes the pictures again, where a change was meant. Look at them first.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.atlas.filters import Filters
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.picture import picture_of
from geo.sheet.sheet import compose
from geo.sheet.writers import bytes_of

ROOT = Path(__file__).resolve().parents[3]
PICTURES = Path(__file__).parent / "pictures"
DPI, STEP = 72, 17
"""Sixteen greys, each seventeen from the next."""
BLOCK_PX = 6
MOST = 5.0
"""How much a block of pixels may differ on average, of 255."""
CITY, COUNTY, RAIL = Filters(place=("140700",)), Filters(place=("140722",)), Filters(group=("rail",))
TYPED = {"organisation": "晋中市规划和自然资源局", "approval": "晋S(2026)012号", "note": "以台账为准。"}
SHEETS = {
    "cluster-a4-across-zh": (Filters(), "zh", {"extent": "cluster"}),
    "cluster-a4-upright-en": (Filters(), "en", {"layout": "a4-upright", "theme": "colour_blind"}),
    "city-a4-across-zh": (CITY, "zh", {"extent": "140700", "graticule": True, "address": "http://10.1.2.3/"} | TYPED),
    "county-grey-en": (COUNTY, "en", {"extent": "140722", "theme": "grey"}),
    "cluster-slide-zh": (Filters(), "zh", {"layout": "slide"}),
    "rail-picture-zh": (RAIL, "zh", None),
}
"""Which picture shows what: the filters, the language, and the options (none: a map for a document)."""


def paper_of(atlas, words, name):
    filters, lang, options = SHEETS[name]
    view = atlas.view(filters)
    if options is None:
        return picture_of(view, words[lang], 160, 120)
    layout = layout_of(options.get("layout", "a4-across"))
    return compose(view, words[lang], SheetOptions(**options | {"layout": layout, "made_on": dt.date(2026, 2, 1)}))


def drawn(paper):
    """Return a sheet small and in sixteen greys."""
    grey = np.asarray(Image.open(io.BytesIO(bytes_of([paper], file="png", dpi=DPI))).convert("L"), dtype=float)
    return Image.fromarray((np.round(grey / STEP) * STEP).astype(np.uint8))


def differences(picture, expected):
    """Return by how much the worst blocks of two pictures differ, and where, the worst first."""
    if picture.size != expected.size:
        return [(255.0, f"the sizes {picture.size} and {expected.size}")]
    apart = np.abs(np.asarray(picture, dtype=float) - np.asarray(expected.convert("L"), dtype=float))
    rows, columns = (side // BLOCK_PX for side in apart.shape)
    blocks = apart[: rows * BLOCK_PX, : columns * BLOCK_PX].reshape(rows, BLOCK_PX, columns, BLOCK_PX).mean(axis=(1, 3))
    worst = np.argsort(blocks, axis=None)[::-1][:5]
    places = [divmod(int(at), columns) for at in worst]
    return [(float(blocks[y, x]), f"around x {x * BLOCK_PX}, y {y * BLOCK_PX} px") for y, x in places]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_looks_as_it_did(atlas, words, name, tmp_path):
    pixels = drawn(paper_of(atlas, words, name))
    worst, where = differences(pixels, Image.open(PICTURES / f"{name}.png"))[0]
    pixels.save(tmp_path / f"{name}.png")
    assert worst < MOST, (
        f"{tmp_path / name}.png differs by {worst:.0f} {where}; if that is meant, take the pictures again"
    )


def renamed(atlas, table, row, column, name):
    """Return the atlas with one name changed."""
    changed = getattr(atlas, table).copy()
    assert changed.at[row, column] != name
    changed.loc[row, column] = name
    if table == "projects":
        return replace(atlas, projects=changed)
    tables = dict(atlas.tables) | {"places": changed.reset_index()}
    return replace(atlas, tables=tables)


@pytest.mark.parametrize(
    ("picture", "table", "row", "column", "name"),
    [
        ("cluster-a4-across-zh", "projects", "xiongxin-hsr", "name_zh", "雄安—忻州普速铁路"),  # one name on the map
        ("cluster-a4-across-zh", "places", "140921", "name_zh", "定兴县"),  # one character of a county
        ("county-grey-en", "places", "140722", "name_en", "Zaoqvan County"),  # two letters of a county
        ("rail-picture-zh", "projects", "xiongxin-hsr", "name_zh", "雄安—忻州高速铁道"),  # one character of a name
    ],
)
def test_one_name_that_changes_is_found(  # noqa: PLR0913, PLR0917 - what changes where
    atlas, words, picture, table, row, column, name
):
    other = renamed(atlas, table, row, column, name)
    pixels = drawn(paper_of(other, words, picture))
    assert differences(pixels, Image.open(PICTURES / f"{picture}.png"))[0][0] > MOST


def test_a_picture_of_another_size_differs():
    assert differences(Image.new("L", (10, 10)), Image.new("L", (12, 10)))[0][0] == 255


@pytest.mark.parametrize("name", SHEETS)
def test_a_stored_picture_is_small(name):
    assert (PICTURES / f"{name}.png").stat().st_size < 120_000


def take_again():
    """Take the pictures again."""
    from geo.atlas.atlas import load_atlas  # noqa: PLC0415 - only then
    from geo.read.words import read_words  # noqa: PLC0415

    atlas, words = load_atlas(ROOT / "data").by_evidence("texts"), read_words(ROOT / "data" / "text")
    for name in SHEETS:
        picture = Image.fromarray(np.asarray(drawn(paper_of(atlas, words, name))) // STEP, "P")
        picture.putpalette([step * STEP for step in range(16) for _ in range(3)])
        picture.save(PICTURES / f"{name}.png", bits=4, optimize=True)
        print(PICTURES / f"{name}.png")  # noqa: T201


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    take_again()
