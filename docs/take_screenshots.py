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
)


def main() -> None:
    """Write each picture of ``PICTURES`` to docs/images."""
    (DOCS / "images").mkdir(exist_ok=True)
    with running() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        for name, path, size in PICTURES:
            reader = Reader(chromium, address, size).open(path)
            reader.page.wait_for_timeout(1500)
            reader.page.screenshot(path=DOCS / "images" / f"{name}.png")
            reader.context.close()
        chromium.close()


if __name__ == "__main__":
    main()
