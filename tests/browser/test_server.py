"""How the atlas is served: headers on every answer, and one calm sentence for a fault of its own."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from reading import Reader, running

pytestmark = pytest.mark.always


@pytest.mark.parametrize("path", ["/", "/projects", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(app, path):
    with urllib.request.urlopen(app + path) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_a_fault_of_the_atlas_itself_is_one_calm_sentence(browser):
    with running(Path(__file__).resolve().parent / "broken" / "app.py") as broken:
        reader = Reader(browser, broken)
        reader.page.goto(broken)
        alert = reader.page.get_by_test_id("stAlert")
        alert.wait_for()
        assert "本页暂时无法显示" in (alert.text_content() or "")
        assert "secret" not in reader.page.content()
        assert reader.page.get_by_test_id("stException").count() == 0
        reader.context.close()
