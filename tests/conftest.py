from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.atlas.atlas import load_atlas
from geo.read.words import read_words

ROOT = Path(__file__).resolve().parent.parent
TIMES = int(os.environ.get("SWEEP", "0"))
"""How often `make sweep` repeats what takes minutes; none in `make test`."""
IS_SWEEP = TIMES > 0
"""Whether what repeats a test at more days, sizes and speeds is run too: `make sweep` does, `make test` does not."""


def pytest_collection_modifyitems(items):
    """What must always hold runs first; the browser's files stand evenly among the others, so that few run at a time.

    Each of them is long, and two cores bear one or two browsers. Coverage, which doubles the work of whatever it follows,
    follows none of them: the app that they ask is another process.
    """
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("no_cover")
    items.sort(key=lambda item: item.get_closest_marker("always") is None)
    files = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    kinds = ([path for path in files if (path.parent.name == "browser") is is_browser] for is_browser in (True, False))
    places = [((number + 0.5) / len(kind), path) for kind in kinds for number, path in enumerate(kind)]
    items[:] = [item for _, path in sorted(places) for item in files[path]]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_setup(item):
    """What is marked ``no_cover`` is prepared without coverage, too: the plugin itself leaves out the call alone."""
    controller = getattr(item.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    is_left_out = controller is not None and item.get_closest_marker("no_cover") is not None
    if is_left_out:
        controller.pause()
    yield
    if is_left_out:
        controller.resume()


def pytest_terminal_summary(terminalreporter):
    """Say last what was not run, and what it needs: nothing is left out in silence."""
    skipped = {report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(skipped):
        terminalreporter.write_line(f"NOT RUN: {reason}", yellow=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def _own_memory(tmp_path_factory):
    """What is found out in a test is kept in a directory of the tests, not in the user's; servers they start inherit it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CACHE_DIRECTORY", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def data_dir():
    return ROOT / "data"


@pytest.fixture(scope="session")
def texts_dir():
    """The five source texts, which lie beside the checkout and are no part of it."""
    directory = ROOT.parent / "shared" / "sources"
    if not directory.is_dir():
        pytest.skip(f"the source texts are not beside the checkout, at ../{directory.relative_to(ROOT.parent)}")
    return directory


@pytest.fixture(scope="session")
def oc4ids_dir():
    """The official schema and codelists of OC4IDS, which lie beside the checkout and are no part of it."""
    directory = ROOT.parent / "shared" / "oc4ids"
    if not directory.is_dir():
        place = f"../{directory.relative_to(ROOT.parent)}"
        pytest.skip(f"the official OC4IDS schema and codelists are not beside the checkout, at {place}")
    return directory


@pytest.fixture(scope="session")
def whole_atlas(data_dir):
    """Both rings of evidence: what a reader sees who chooses nothing."""
    return load_atlas(data_dir)


@pytest.fixture(scope="session")
def atlas(whole_atlas):
    """What the five texts alone say: what tests about the texts and their days ask."""
    return whole_atlas.by_evidence("texts")


@pytest.fixture(scope="session")
def words(data_dir):
    return read_words(data_dir / "text")


@pytest.fixture(scope="session")
def copied_data(data_dir):
    """Return a function that copies the record below a folder, to be broken there."""

    def copied(folder):
        ignored = shutil.ignore_patterns("*.py", "__pycache__")
        return Path(shutil.copytree(data_dir, folder / "data", ignore=ignored))

    return copied


@pytest.fixture
def broken_data(copied_data, tmp_path):
    """A copy of the record, to be broken."""
    return copied_data(tmp_path)


def the_list(app, name):
    """Return a list of the sidebar: one that was set from elsewhere has a key of its own (pages/_lists.py)."""
    return next(each for each in app.multiselect if each.key.partition("@")[0] == name)


def finished(coroutine):
    """Run a coroutine to its end, also where a browser's loop runs in this thread; return what it returns."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, coroutine).result()


needs_node = pytest.mark.skipif(not shutil.which("node"), reason="the browser's module runs in Node")


def answered_by_node(script, asked):
    """Return what a script of tests/js answers to what it is asked."""
    answer = subprocess.run(
        ["node", f"tests/js/{script}"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)
