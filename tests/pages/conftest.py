from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "pages" / "main.py"


@pytest.fixture
def open_page():
    """Return a function: page and query → the app after its first run there."""

    def opened(page, **query):
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.switch_page(f"{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return opened
