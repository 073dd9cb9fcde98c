"""A filter click, to the painted frame: this atlas, a bare page of Streamlit and the usual way, in turn, in one run.

Run by ``make bench``, for the record and for a made one of 5,000 projects (``--sizes``). Each figure is the time from the click on “only across a city boundary” to the second animation
frame after the map shows exactly the projects that the filter leaves.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "browser"), str(HERE.parents[1])]

from playwright.sync_api import sync_playwright  # noqa: E402
from press_to_paint import SIZES, record_of  # noqa: E402
from reading import FLAGS, running  # noqa: E402

from geo.atlas.atlas import load_atlas  # noqa: E402
from geo.atlas.filters import Filters  # noqa: E402

ROUNDS = 9
WARM_UP = 2
MEASURE = """
expected => new Promise((resolve, reject) => {
  const shown = () => {
    const bare = document.getElementById("bare");
    if (bare) return Number(bare.textContent);
    const frame = [...document.querySelectorAll('iframe')].find(f => f.title.includes('st_folium'));
    const w = frame && frame.contentWindow;
    if (!w || !w.map) return -1;
    if (w.map._atlas) return w.map._atlas.isReady ? Object.keys(w.map._atlas.byProject || {}).length : -1;
    const ids = new Set();
    w.map.eachLayer(l => { const p = l.feature && l.feature.properties; if (p && p.project_id) ids.add(p.project_id); });
    return ids.size;
  };
  const began = performance.now();
  const look = () => {
    if (shown() === expected) return requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
    if (performance.now() - began > 60000) return reject(new Error(`after 60 s the map shows ${shown()} projects, not ${expected}`));
    requestAnimationFrame(look);
  };
  document.querySelector('[data-testid="stSidebar"] [data-testid="stCheckbox"] input').click();
  look();
})
"""


def measure(data: Path, *, is_usual: bool) -> None:
    """Measure every way in turn with a record and print medians and their ratios."""
    atlas = load_atlas(data)
    every, crossing = len(atlas.projects), len(atlas.view(Filters(cross=True)).projects)
    shown = {"atlas": (crossing, every), "bare": (1, 2)} | ({"usual": (crossing, every)} if is_usual else {})
    scripts = {"bare": [HERE / "bare_page.py"], "usual": [HERE / "usual_way.py"]}
    times: dict[str, list[float]] = {name: [] for name in shown}
    os.environ["ATLAS_DATA"] = str(data)
    with contextlib.ExitStack() as stack, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        pages = {}
        for name in shown:
            pages[name] = chromium.new_page(viewport={"width": 1366, "height": 768})
            pages[name].goto(stack.enter_context(running(*scripts.get(name, []))))
            waited_for = "#bare" if name == "bare" else 'iframe[title*="st_folium"]'
            pages[name].wait_for_selector(waited_for, timeout=120_000)
            pages[name].wait_for_timeout(4000)
        for turn in range(ROUNDS + WARM_UP):
            for name, page in pages.items():
                page.bring_to_front()
                took = page.evaluate(MEASURE, shown[name][turn % 2])
                page.wait_for_timeout(300)
                if turn >= WARM_UP:
                    times[name].append(took)
        chromium.close()
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    print(f"{every} projects, {len(atlas.features)} features; click to paint, median of {ROUNDS} (least–most), ms")
    for name, spent in times.items():
        beside = medians[name] / medians["bare"]
        print(
            f"  {name:6} {medians[name]:7.0f}  ({min(spent):.0f}–{max(spent):.0f})  {beside:.1f} times the bare page",
            flush=True,
        )


def main() -> None:
    """Measure at each size; the usual way with the record alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    for count in parser.parse_args().sizes:
        with record_of(count) as data:
            measure(data, is_usual=not count)


if __name__ == "__main__":
    main()
