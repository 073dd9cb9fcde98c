from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from reading import FLAGS, Reader, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail("CHROMIUM is not set: run the tests with `make test`, or give the path of a Chromium in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def opened_map(app: str, browser: Browser) -> Iterator[Reader]:
    """The map of every project, opened once a file: for tests that look at it, or move it and ask nothing of the server."""
    opened = Reader(browser, app).open()
    yield opened
    opened.close()


@pytest.fixture
def reader(app: str, browser: Browser) -> Iterator[Reader]:
    opened = Reader(browser, app)
    yield opened
    opened.close()
