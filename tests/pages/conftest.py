from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"


@pytest.fixture
def open_page(monkeypatch):
    """Return a function: page and query → the app after its first run there.

    A test app always takes a folder named ``pages`` for pages of the old kind, which run without ``app.py``; here each
    run is one of ``app.py``, as in a server whose first visitor has been.
    """
    monkeypatch.setattr(script_runner, "_mpa_v1", lambda path: runpy.run_path(path, run_name="__main__"))

    def opened(page, **query):
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        app.switch_page(f"pages/{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return opened
