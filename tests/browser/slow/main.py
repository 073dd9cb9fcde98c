"""The main script of the atlas, held up: before it begins, and before a page has been shown to its end."""

import runpy
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from pages import _state  # noqa: E402 - its folder must be known first

BEFORE_S, AFTER_S = 0.35, 0.8


def held_up(filters, write=_state.write, **page):
    write(filters, **page)
    time.sleep(AFTER_S)


if _state.write.__name__ != held_up.__name__:
    _state.write = held_up
time.sleep(BEFORE_S)
runpy.run_path(str(ROOT / "pages" / "main.py"))
