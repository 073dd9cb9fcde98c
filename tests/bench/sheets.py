"""How long a map sheet takes, and how much memory: run with ``python tests/bench/sheets.py``.

Each time is the shortest of several, warm (the ground of the atlas and the widths of letters are worked out once, and Typst keeps what it did for the sheet), on
this machine as busy as it is; the first sheet of a process, cold, is told beside it. The memory is that of a process of
its own which loads the atlas, draws one A4 sheet and ends. With a layout as argument only that is drawn.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geo.atlas.atlas import load_atlas  # noqa: E402
from geo.atlas.filters import Filters  # noqa: E402
from geo.read.words import read_words  # noqa: E402
from geo.sheet.sheet import SheetOptions, draw_sheet, layout_of  # noqa: E402

ROUNDS = 5
FILES = (("preview, 1000 px", "png", 0), ("PNG 300 dpi", "png", 300), ("PNG 600 dpi", "png", 600))
FILES = (*FILES, ("SVG", "svg", 0), ("PDF", "pdf", 0))
PROMISED = {"preview, 1000 px": 1.0, "PNG 300 dpi": 1.0, "PNG 600 dpi": 3.0}
"""Seconds, for A4 on two cores."""
PROMISED_MB = {("png", 300): 450, ("png", 600): 750, ("pdf", 300): 400}
"""Typst holds a page and its pictures as pixels; see docs/decisions/0008-sheet.md."""
PREVIEW_PX, MM_PER_INCH = 1000, 25.4
ONE = """
import sys
from pathlib import Path
from geo.atlas.atlas import load_atlas
from geo.sheet.sheet import draw_sheet
from geo.read.words import read_words
view, words = load_atlas(Path("data")).view(), read_words(Path("data/text"))["zh"]
def peak():  # of this program alone: what getrusage tells begins with its parent's
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = peak()
draw_sheet(view, words, file=sys.argv[1], dpi=int(sys.argv[2]))
print(before, peak())
"""


def main() -> None:
    """Print the times and the memory."""
    atlas, words = load_atlas(ROOT / "data"), read_words(ROOT / "data" / "text")["zh"]
    layout = layout_of(sys.argv[1] if len(sys.argv) > 1 else "a4-across")
    print(f"{layout.name}, shortest of {ROUNDS}, seconds; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    began = time.perf_counter()
    draw_sheet(atlas.view(), words, SheetOptions(layout=layout), dpi=300)
    print(f"{'first sheet of the process':34}{time.perf_counter() - began:6.2f}")
    for name, place in (("cluster", ""), ("city 140700", "140700"), ("county 140722", "140722")):
        view = atlas.view(Filters(place=(place,) if place else ()))
        options = SheetOptions(layout=layout, extent=place or "cluster", made_on=dt.date(2026, 2, 1))
        for what, file, dpi in FILES:
            dots = dpi or round(PREVIEW_PX * MM_PER_INCH / max(layout.width_mm, layout.height_mm))
            spent = min(_timed(view, words, options, file, dots) for _ in range(ROUNDS))
            remark = f"  promised under {PROMISED[what]:g}" if what in PROMISED else ""
            print(f"{name:14}{what:20}{spent:6.2f}{remark}")
    for (file, dpi), promised in PROMISED_MB.items():
        peaks = subprocess.run(
            [sys.executable, "-c", ONE, file, str(dpi)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()
        print(f"peak memory {file} {dpi}: {peaks[1]} MB (atlas alone {peaks[0]}), promised under {promised}")


def _timed(view: object, words: object, options: SheetOptions, file: str, dpi: int) -> float:
    began = time.perf_counter()
    draw_sheet(view, words, options, file=file, dpi=dpi)  # type: ignore[arg-type]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
