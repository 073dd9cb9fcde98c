"""A filter click, to the painted frame: this atlas against the usual way, in turn, in one run on one machine.

Run by ``make bench``. Each figure is the time from the click on “only across a city boundary” to the second animation
frame after the map shows exactly the projects that the filter leaves.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "browser"), str(HERE.parents[1])]

from playwright.sync_api import sync_playwright  # noqa: E402
from reading import FLAGS, running  # noqa: E402

from geo.atlas.atlas import load_atlas  # noqa: E402
from geo.atlas.filters import Filters  # noqa: E402

ROUNDS = 9
WARM_UP = 2
MEASURE = """
expected => new Promise((resolve, reject) => {
  const shown = () => {
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


def main() -> None:
    """Measure both ways in turn and print medians and their ratio."""
    atlas = load_atlas(HERE.parents[1] / "data")
    every, crossing = len(atlas.projects), len(atlas.view(Filters(cross=True)).projects)
    times: dict[str, list[float]] = {"atlas": [], "usual": []}
    with running() as ours, running(HERE / "usual_way.py") as usual, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        pages = {}
        for name, address in (("atlas", ours), ("usual", usual)):
            pages[name] = chromium.new_page(viewport={"width": 1366, "height": 768})
            pages[name].goto(address)
            pages[name].wait_for_selector('iframe[title*="st_folium"]', timeout=60_000)
            pages[name].wait_for_timeout(4000)
        for turn in range(ROUNDS + WARM_UP):
            expected = crossing if turn % 2 == 0 else every
            for name, page in pages.items():
                page.bring_to_front()
                took = page.evaluate(MEASURE, expected)
                page.wait_for_timeout(300)
                if turn >= WARM_UP:
                    times[name].append(took)
        chromium.close()
    medians = {name: statistics.median(spent) for name, spent in times.items()}
    print(f"{every} projects, {len(atlas.features)} features; click to paint, median of {ROUNDS} (least–most), ms")
    for name, spent in times.items():
        print(f"  {name:6} {medians[name]:7.0f}  ({min(spent):.0f}–{max(spent):.0f})")
    print(f"  the usual way takes {medians['usual'] / medians['atlas']:.1f} times as long")


if __name__ == "__main__":
    main()
