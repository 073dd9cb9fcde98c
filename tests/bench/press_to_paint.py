"""A press in the browser, to the painted frame: rows of the map's legend, and the controls of the pages.

Run by ``make bench``. Each figure is the browser's own event timing (`PerformanceObserver`, type ``event``): from the
input to the frame that is painted after it, in steps of 8 ms. ``--beside`` names another checkout to measure in turn with this one.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "browser"), str(HERE.parents[1])]

from made_record import make_record  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from reading import FLAGS, Reader, running  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESSES = 22
SIZES = (0, 5000)
"""Projects: the record as it is, and made ones."""
ROWS = (("group", 5), ("status", 5), ("precision", 3))
"""Section of the legend → how many of its rows are pressed in turn, each on and off."""
CONTROLS = {
    "toggle": '[data-testid="stSidebar"] [data-testid="stCheckbox"] label',
    "pill": '[data-testid="stSidebar"] [data-testid="stButtonGroup"] button',
    "legend": "frame:.atlas-legend-title",
    "zoom": "frame:.leaflet-control-zoom-in",
    "home": "frame:.atlas-home",
}
OBSERVE = """() => {
  window.pressed = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) window.pressed.push([entry.interactionId, entry.duration, entry.processingEnd - entry.processingStart]);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
TAKEN = """() => {
  const longest = new Map();
  for (const [id, duration, script] of window.pressed.splice(0)) {
    const held = longest.get(id) || [0, 0];
    longest.set(id, [Math.max(held[0], duration), Math.max(held[1], script)]);
  }
  return [...longest.values()];
}"""


def press_rows(reader: Reader) -> list[tuple[float, float]]:
    """Press rows of the legend, each on and off again; return milliseconds to paint and of script."""
    frame, taken = reader.frame, []
    frame.evaluate(OBSERVE)
    rows = [
        frame.locator(f"button[data-switch^='{kind} ']").nth(at)
        for at in range(max(n for _, n in ROWS))
        for kind, n in ROWS
        if at < n
    ]
    for at in range(PRESSES + 2):
        row = rows[at // 2 % len(rows)]
        box = row.bounding_box()
        reader.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        reader.page.wait_for_timeout(100)
        frame.evaluate(TAKEN)
        reader.page.mouse.down()
        reader.page.mouse.up()
        reader.page.wait_for_timeout(150)
        settle(reader)
        spent = frame.evaluate(TAKEN)
        if at >= 2:
            taken.append(max(spent, default=[16.0, 0.0]))
    return [(took, script) for took, script in taken]


def press_controls(reader: Reader) -> dict[str, list[float]]:
    """Press the controls of the map page in turn; return milliseconds to paint by control."""
    reader.page.evaluate(OBSERVE)
    taken: dict[str, list[float]] = {}
    for _ in range(4):
        for name, css in CONTROLS.items():
            where: Any = reader.frame if css.startswith("frame:") else reader.page
            box = where.locator(css.removeprefix("frame:")).first.bounding_box()
            reader.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            reader.page.wait_for_timeout(100)
            where.evaluate(TAKEN)
            reader.page.mouse.down()
            reader.page.mouse.up()
            reader.page.wait_for_timeout(150)
            settle(reader)
            taken.setdefault(name, []).append(max((took for took, _ in where.evaluate(TAKEN)), default=16.0))
    return taken


def settle(reader: Reader) -> None:
    """Wait until the page has been run to its end."""
    reader.page.wait_for_timeout(250)
    reader.page.wait_for_function(
        "document.querySelector('[data-testid=\"stApp\"]').getAttribute('data-test-script-state') === 'notRunning'",
        timeout=60_000,
    )
    reader.page.wait_for_timeout(350)


def row(name: str, times: list[float]) -> str:
    """Return the figures of one way as a row of a Markdown table."""
    spread = statistics.quantiles(times, n=100, method="inclusive")
    figures = (statistics.median(times), spread[74], spread[94], min(times), max(times))
    return f"| {name} | {len(times)} | {' | '.join(f'{one:.0f}' for one in figures)} |"


@contextlib.contextmanager
def record_of(count: int) -> Iterator[Path]:
    """Give a data folder of so many projects; 0 stands for the record as it is."""
    root = HERE.parents[1] / "data"
    ready = os.environ.get("BENCH_RECORD")
    if not count or ready:
        yield Path(ready) if count and ready else root
        return
    with tempfile.TemporaryDirectory() as folder:
        yield make_record(root, Path(folder) / "record", count)


def main() -> None:
    """Measure this checkout, and one beside it in turn where it is named; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="another checkout, its .venv not asked")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    asked = parser.parse_args()
    ways = {"here": HERE.parents[1]} | ({"beside": asked.beside.resolve()} if asked.beside else {})
    print(f"Press to painted frame, ms, by the browser's own event timing; load {os.getloadavg()[0]:.1f}")
    print("| what | presses | median | p75 | p95 | least | most |\n|---|--:|--:|--:|--:|--:|--:|")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        for count in asked.sizes:
            with record_of(count) as data, contextlib.ExitStack() as stack:
                if count:
                    os.environ["ATLAS_DATA"] = str(data)
                else:  # each checkout its own: the words of one may be strange to another
                    os.environ.pop("ATLAS_DATA", None)
                readers = {}
                for name, root in ways.items():
                    readers[name] = Reader(chromium, stack.enter_context(running(root / "app.py", cwd=root)))
                    readers[name].page.set_default_timeout(120_000)
                    readers[name].open()
                    settle(readers[name])
                for name, reader in readers.items():
                    reader.page.bring_to_front()
                    spent = press_rows(reader)
                    size = count or "the record"
                    print(row(f"legend, {size}, {name}", [took for took, _ in spent]))
                    print(row(f"  script of it, {size}, {name}", [script for _, script in spent]), flush=True)
                for name, reader in readers.items():
                    reader.page.bring_to_front()
                    by_control = press_controls(reader)
                    for control, times in by_control.items():
                        print(row(f"{control}, {count or 'the record'}, {name}", times), flush=True)
                for reader in readers.values():
                    reader.context.close()
        chromium.close()


if __name__ == "__main__":
    main()
