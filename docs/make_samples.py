"""Draw docs/samples again: every sheet that `make check` measures, a series, and the pictures of the README.

``python docs/make_samples.py`` or ``make samples``. The same record gives the same bytes. Briefings are not drawn here.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from PIL import Image  # noqa: E402

from geo.atlas.atlas import load_atlas  # noqa: E402
from geo.atlas.filters import Filters  # noqa: E402
from geo.export.series import series  # noqa: E402
from geo.read.words import read_words  # noqa: E402
from geo.sheet.options import SheetOptions, layout_of  # noqa: E402
from geo.sheet.sheet import draw_sheet  # noqa: E402
from geo.sheet.showcase import LANGS, MADE_ON, SAMPLES, papers_of  # noqa: E402
from geo.sheet.writers import bytes_of  # noqa: E402

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.read.words import Words
    from geo.sheet.showcase import Sample

COLOURS = 128
"""A picture of the README has so many."""


@dataclass(frozen=True)
class Picture:
    """A sheet as a picture in the README: its place (none for the cluster), and the rest as of `SheetOptions`."""

    place: str
    lang: str
    dpi: int
    layout: str = "a4-across"
    theme: str = "colour"


PICTURES = {
    "cluster-a4-zh": Picture("", "zh", 150),
    "yangquan-slide-en": Picture("140300", "en", 150, "slide"),
    "lvliang-grey-zh": Picture("141100", "zh", 150, theme="grey"),
}
SIZES = {
    "a4-across": ("A4 横幅", "A4 landscape"),
    "a4-upright": ("A4 竖幅", "A4 portrait"),
    "a3-across": ("A3 横幅", "A3 landscape"),
    "slide": ("幻灯片", "slide"),
}
THEMES = {"colour": ("", ""), "grey": ("，灰度", ", grey"), "colour_blind": ("，色觉友好", ", colour-blind safe")}
SUBJECTS = {"rail": ("铁路", "Rail"), "energy": ("能源", "Energy"), "cluster": ("城市群", "The cluster")}
HEAD = """# 样图 · Samples

由 `make samples` 按现有数据绘制，`make check` 逐张量测（`python -m geo.sheet.measure`）：
字号、注记压线、遮挡、出界符号、未注名条目、图面占比。
PDF 首页为图，其后为清单；带地理参考，GIS 可直接打开。界线为非审定底图。

Drawn by `make samples` from the record as it is; `make check` measures each of them (`python -m geo.sheet.measure`):
size of letters, names on lines, what is hidden, marks outside their unit, entries without a name, share of the map.
The first page of a PDF is the map, the register follows; it is georeferenced, so a GIS opens it in place.
Boundaries are no approved base map.

| 图 · sheet | 纸张 · paper | 中文 | English |
|---|---|---|---|
"""
FOOT = """
- 成套图 · a series: [cities-zh.pdf](cities-zh.pdf)
- A3: [jinzhong-a3-zh.pdf](jinzhong-a3-zh.pdf)
- README 插图 · pictures of the README: {pictures}
- 简报（`python -m geo briefing`，不由此重绘） · briefings, not drawn again here:
  [Word](yangquan-briefing-zh.docx), [PowerPoint](yangquan-briefing-zh.pptx), [PDF](yangquan-briefing-en.pdf)
"""


def main() -> None:
    """Write each sample and their list."""
    atlas, words = load_atlas(DOCS.parent / "data"), read_words(DOCS.parent / "data" / "text")
    for sample in SAMPLES:
        _write(f"{sample.file}.pdf", bytes_of(papers_of(atlas, words, sample), file="pdf"))
    common = SheetOptions(made_on=MADE_ON)
    _write("cities-zh.pdf", series(atlas.view(), words["zh"], common, by="city"))
    large = SheetOptions(layout_of("a3-across"), "140700", made_on=MADE_ON)
    _write("jinzhong-a3-zh.pdf", draw_sheet(atlas.view(Filters(place=("140700",))), words["zh"], large, file="pdf"))
    for name, picture in PICTURES.items():
        _write(f"{name}.png", _drawn(atlas, words[picture.lang], picture))
    (DOCS / "samples" / "README.md").write_text(HEAD + "".join(_rows(atlas)) + _foot(), encoding="utf-8")


def _write(name: str, content: bytes) -> None:
    (DOCS / "samples").mkdir(exist_ok=True)
    (DOCS / "samples" / name).write_bytes(content)


def _drawn(atlas: Atlas, words: Words, picture: Picture) -> bytes:
    """Return a sheet as a picture of few colours, so that it is a third as large."""
    view = atlas.view(Filters(place=(picture.place,) if picture.place else ()))
    extent = picture.place or "cluster"
    options = SheetOptions(layout_of(picture.layout), extent, theme=picture.theme, made_on=MADE_ON)
    with Image.open(io.BytesIO(draw_sheet(view, words, options, dpi=picture.dpi))) as whole:
        small = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        file = io.BytesIO()
        small.save(file, "PNG", optimize=True)
    return file.getvalue()


def _rows(atlas: Atlas) -> list[str]:
    """Return a line of the list for each sheet, both languages in one."""
    pairs = [
        {lang: sample for sample in SAMPLES for lang in LANGS if sample == _in(one, lang)}
        for one in SAMPLES
        if one.lang == LANGS[0]
    ]
    return [_row(atlas, pair) for pair in pairs]


def _in(sample: Sample, lang: str) -> Sample:
    return type(sample)(sample.subject, lang, sample.layout, sample.theme)


def _row(atlas: Atlas, pair: dict[str, Sample]) -> str:
    one = pair[LANGS[0]]
    extent = one.options.extent
    place = atlas.places.loc[extent, ["name_zh", "name_en"]].tolist() if extent in atlas.places.index else []
    name = " ".join(place or SUBJECTS[one.subject])
    size = " · ".join(f"{size}{theme}" for size, theme in zip(SIZES[one.layout], THEMES[one.theme], strict=True))
    links = " | ".join(f"[{sample.file}.pdf]({sample.file}.pdf)" for sample in pair.values())
    return f"| {name} | {size} | {links} |\n"


def _foot() -> str:
    return FOOT.format(pictures=", ".join(f"[{name}.png]({name}.png)" for name in PICTURES))


if __name__ == "__main__":
    main()
