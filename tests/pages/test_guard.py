"""What stands before every answer, without a browser: numbers for the machine alone, no stranger's origin handed on."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from pages import _guard, _log, _settings
from tests.conftest import finished


@pytest.fixture
def ask():
    """Return a function: path, headers and client → the status and what the application behind was given."""

    def asked(path="/", client="10.0.0.7", **headers):
        given, sent = [], []

        async def behind(scope, _receive, send):
            given.append(scope)
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body"})

        async def receive():
            return {"type": "http.request"}

        async def send(message):
            sent.append(message)

        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "headers": raw,
            "client": (client, 5),
            "query_string": b"",
        }
        finished(_guard.NoStrangers(behind)(scope, receive, send))
        return sent[0]["status"], dict(given[0]["headers"]) if given else None

    return asked


def test_numbers_on_the_process_are_for_the_machine_itself(ask):
    assert ask(_guard.METRICS)[0] == 404
    assert ask(f"/office{_guard.METRICS}")[0] == 404
    assert ask(_guard.METRICS, client="127.0.0.1")[0] == 200


def test_the_origin_of_another_host_is_not_handed_on(ask):
    for origin in ("https://elsewhere.example", "null", ""):
        assert b"origin" not in ask(host="atlas.example", origin=origin)[1]
    assert b"origin" in ask(host="atlas.example", origin="https://atlas.example")[1]


def test_the_public_address_is_no_other_host(ask, monkeypatch):
    monkeypatch.setattr(_settings, "PUBLIC_ADDRESS", "https://map.example/atlas")
    assert b"origin" in ask(host="127.0.0.1:8501", origin="https://map.example")[1]


def test_an_event_is_one_line_of_json_with_where_an_error_arose():
    try:
        int("山西\nline")
    except ValueError:
        record = logging.LogRecord("atlas", logging.ERROR, __file__, 1, "A page of %s", ("zh\n",), sys.exc_info())
    line = _log.Lines().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("error", "atlas", "A page of zh\n")
    assert "ValueError: invalid literal" in told["error"]
