"""A reader at the atlas: the app as `make run` starts it, in Chromium, with every host but this machine cut off."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("", "projects", "cities", "cooperation", "strategy", "timeline", "indicators", "snapshot", "data")
"""The addresses of all pages below that of the app, in the order of the bar; the map's is the app's own."""
SIZES = {"laptop": (1366, 768), "desk": (1920, 1080), "phone": (390, 844)}
CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    CUT_OFF,
]


@contextlib.contextmanager
def running(script: Path = ROOT / "app.py", options: Sequence[str] = (), cwd: Path = ROOT) -> Iterator[str]:
    """Run an app on a free port of this machine and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        *options,
    ]
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            healthy_soon(address + "".join(f"/{path}" for path in options[1:2]))
            yield address
        finally:
            server.kill()


def healthy_soon(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{address} was not healthy within 60 s")


SHARED: WeakKeyDictionary[Browser, BrowserContext] = WeakKeyDictionary()
"""The context of each browser that its readers open their pages in, one after the other."""


def shared_context(browser: Browser) -> BrowserContext:
    """Return a context whose cache holds the scripts of the page: in a new one to fetch and compile them is half the work."""
    if browser not in SHARED:
        SHARED[browser] = browser.new_context(accept_downloads=True)
        SHARED[browser].on("close", lambda _: SHARED.pop(browser, None))
    return SHARED[browser]


class Reader:
    """A reader with the atlas open: the page, and what went wrong or left the machine.

    One who is alone has a cache, cookies and a storage of his own, as somebody at another machine has; the others find
    the cache filled and the rest empty.
    """

    def __init__(self, browser: Browser, address: str, size: str = "laptop", *, is_alone: bool = False) -> None:
        width, height = SIZES[size]
        self.is_alone = is_alone
        self.context = browser.new_context(accept_downloads=True) if is_alone else shared_context(browser)
        self.page: Page = self.context.new_page()
        self.page.set_viewport_size({"width": width, "height": height})
        self.address = address
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.requested: list[str] = []
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)

    def close(self) -> None:
        """Close the page, and leave to the next reader nothing but the cache."""
        if self.is_alone:
            self.context.close()
            return
        kept = {"origin": self.address, "storageTypes": "cookies,local_storage,indexeddb,service_workers"}
        self.context.new_cdp_session(self.page).send("Storage.clearDataForOrigin", kept)
        self.context.clear_cookies()
        self.page.close()

    def _hear(self, message: object) -> None:
        """Keep what the console calls an error."""
        if message.type == "error":  # type: ignore[attr-defined]
            self.errors.append(f"{message.text} {message.location.get('url', '')}")  # type: ignore[attr-defined]

    def _note(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        self.requested.append(url)
        if not url.startswith((self.address, "data:", "blob:")):
            self.outside.append(url)

    @property
    def map(self):
        return self.page.frame_locator('iframe[title="streamlit_folium.st_folium"]')

    def open(self, path: str = "/") -> Reader:
        self.page.goto(self.address + path)
        self.map.locator(".atlas-legend").first.wait_for()
        self.map.locator(".atlas-label").first.wait_for(state="attached")
        self.frame.wait_for_function("window.atlasShown > 0 && map_div.getSize().y > 500")
        return self

    def settle(self) -> Reader:
        """Wait until the page has been run to its end and its maps and charts stand."""
        self.page.locator(".atlas-brand").wait_for()
        self.page.wait_for_function(
            "document.querySelector('[data-testid=\"stApp\"]').getAttribute('data-test-script-state') === 'notRunning'"
        )
        self.page.wait_for_timeout(500)
        return self

    @property
    def frame(self):
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    def count(self) -> int:
        return int(self.page.locator(".atlas-counts b").first.text_content() or "-1")

    def wait_for_count(self, count: int) -> None:
        self.page.wait_for_function(
            "n => document.querySelector('.atlas-counts b')?.textContent === String(n)", arg=count
        )

    def map_view(self) -> list[float]:
        return self.frame.evaluate("[map_div.getZoom(), map_div.getCenter().lat, map_div.getCenter().lng]")
