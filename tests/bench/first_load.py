"""What a first visit to each page costs: bytes, largest paint, shift; against a bare Streamlit page in the same run.

Run by ``make bench``. Each visit has an empty cache; bytes are what came over the network, packed, told apart by whose they are:
Streamlit's own files, the atlas's (``/files/``, the map's component and the HTML), and the messages of the session. A second
visit in the same browser tells what is fetched again. Bare is a page that only says hello.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "browser"), str(HERE.parents[1])]

from playwright.sync_api import sync_playwright  # noqa: E402
from reading import FLAGS, PAGES, running  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ROUNDS = 5
SETTLE_MS = 1500
SMALL = 4_000
"""Bytes: a smaller file is not told of one by one."""
OBSERVE = """
window.seen = { paint: 0, shift: 0, what: "" };
new PerformanceObserver((list) => { for (const e of list.getEntries()) Object.assign(window.seen, { paint: e.startTime, what: `${e.size} ${e.element?.tagName}.${e.element?.className} ${e.element?.textContent.slice(0, 30)}` }); })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.seen.shift += e.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
RESTS = """
() => document.querySelector('[data-testid="stApp"]')?.getAttribute('data-test-script-state') === 'notRunning'
  && document.querySelector('[data-testid="stElementContainer"]')
"""


def whose(url: str) -> str:
    """Return whose a file is: Streamlit's own, or the atlas's."""
    return "streamlit" if "/static/" in url and "/component/" not in url else "page"


def visit(context: BrowserContext, address: str) -> tuple[dict[str, float], Counter[str], Counter[str]]:
    """Open a page and wait until it rests; return paints and shift, bytes by whose they are, and bytes by file."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    bytes_of: Counter[str] = Counter()
    files: Counter[str] = Counter()
    urls: dict[str, str] = {}

    def finished(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "")
        bytes_of[whose(url)] += event["encodedDataLength"]
        files[urlsplit(url).path] += event["encodedDataLength"]

    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished", finished)
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: bytes_of.update({"messages": len(event["response"]["payloadData"]) * 3 // 4}),
    )
    session.send("Network.enable")
    page.add_init_script(OBSERVE)
    page.goto(address)
    page.wait_for_function(RESTS, timeout=60_000)
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.wait_for_timeout(SETTLE_MS)
    seen = page.evaluate("window.seen")
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    page.close()
    return {"first": first} | seen, bytes_of, files


def first_and_later(
    chromium: Browser, address: str
) -> tuple[dict[str, float], Counter[str], Counter[str], Counter[str]]:
    """Visit a page with an empty cache, and again with what the first visit left."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    seen, first, files = visit(context, address)
    _, later, _ = visit(context, address)
    context.close()
    return seen, first, later, files


def main() -> None:
    """Visit the bare page and each page of the atlas in turn and print a table."""
    rounds = int(os.environ.get("ROUNDS", ROUNDS))
    pages = [page.removeprefix("/") for page in sys.argv[1:]] or PAGES
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hello = Path(folder) / "hello.py"
        hello.write_text('import streamlit as st\n\nst.write("Hello")\n', encoding="utf-8")
        with running(hello) as bare, running() as atlas:
            chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
            addresses = {"bare": f"{bare}/"} | {page or "map": f"{atlas}/{page}" for page in pages}
            for address in (f"{bare}/", f"{atlas}/"):
                first_and_later(chromium, address)
            taken: dict[str, list[Any]] = {}
            for _ in range(rounds):
                for name, address in addresses.items():
                    taken.setdefault(name, []).append(first_and_later(chromium, address))
            chromium.close()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; median of {rounds}; KB packed, ms, layout shift")
    print(
        "| page | Streamlit's | ours | messages | later, Streamlit's | later, ours | later, messages | first paint | "
        "largest paint | to bare | shift |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    bare_paint = statistics.median(visits[0]["paint"] for visits in taken["bare"])
    for name, visits in taken.items():
        kb = [
            round(statistics.median(one[when][kind] for one in visits) / 1000)
            for when in (1, 2)
            for kind in ("streamlit", "page", "messages")
        ]
        first, paint, shift = (
            statistics.median(one[0][what] for one in visits) for what in ("first", "paint", "shift")
        )
        cells = [*map(str, kb), f"{first:.0f}", f"{paint:.0f}", f"{paint / bare_paint:.2f}", f"{shift:.3f}"]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
        if os.environ.get("FILES"):
            print("   ", visits[0][0]["what"])
            for url, size in visits[0][3].most_common():
                if size >= SMALL and url not in taken["bare"][0][3]:
                    print(f"    {size:9,} {url}")


if __name__ == "__main__":
    main()
