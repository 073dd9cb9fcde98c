"""Take the pictures of docs/ and the README again: the app as `make run` starts it, in Chromium, at three sizes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / "tests" / "browser"))

from playwright.sync_api import sync_playwright  # noqa: E402
from reading import FLAGS, Reader, running  # noqa: E402

PICTURES = (
    ("map-zh-1366", "/", "laptop"),
    ("map-zh-1920", "/?place=140700", "desk"),
    ("map-en-1366", "/?lang=en&project=taisui-hsr", "laptop"),
    ("map-zh-phone", "/", "phone"),
    ("projects-zh-1366", "/projects", "laptop"),
    ("project-zh-1366", "/projects?project=xiongxin-hsr", "laptop"),
    ("cities-zh-1366", "/cities", "laptop"),
    ("cities-en-1366", "/cities?lang=en&place=140300", "laptop"),
    ("cooperation-zh-1366", "/cooperation", "laptop"),
    ("strategy-zh-1366", "/strategy", "laptop"),
    ("timeline-zh-1366", "/timeline", "laptop"),
    ("indicators-zh-1366", "/indicators", "laptop"),
    ("snapshot-zh-1366", "/snapshot", "laptop"),
    ("data-zh-1366", "/data", "laptop"),
    ("cooperation-en-1920", "/cooperation?lang=en", "desk"),
    ("projects-en-phone", "/projects?lang=en", "phone"),
    ("ledger-zh-1366", "/timeline?by=slip#outcome", "laptop"),
    ("crossings-zh-1366", "/cooperation?pair=140100~140700#crossings", "laptop"),
)
"""Name, address and size of the screen; an address with an anchor is scrolled to it, or to the widget of that key."""


def main() -> None:
    """Write each picture of ``PICTURES`` to docs/images."""
    (DOCS / "images").mkdir(exist_ok=True)
    with running() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        for name, path, size in PICTURES:
            reader = Reader(chromium, address, size)
            reader.page.goto(address + path)
            reader.settle()
            reader.page.wait_for_timeout(2500)
            if anchor := path.partition("#")[2]:
                reader.page.locator(f"#{anchor}, .st-key-{anchor}").first.evaluate("part => part.scrollIntoView()")
            reader.page.screenshot(path=DOCS / "images" / f"{name}.png")
            reader.context.close()
        chromium.close()


if __name__ == "__main__":
    main()
