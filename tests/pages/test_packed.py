"""Streamlit's scripts and styles are packed once, and nothing else is held."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import streamlit as st

from pages._head import PRELOADED, _preloads
from pages._packing import Packed
from tests.conftest import finished

SCRIPT = b"const lines = 156;\n" * 200
WHOLE = len(SCRIPT)
RESUMED = [(b"etag", b'"a"'), (b"last-modified", b"Sat, 28 Nov 2026 08:00:00 GMT"), (b"accept-ranges", b"bytes")]
"""What lets a browser that was cut off ask for the rest of a file."""


class Server:
    """A server behind the layer: what it was asked for, and what it answers."""

    def __init__(self, kind="application/javascript", status=200, headers=(), length=WHOLE):
        self.asked, self.kind, self.status, self.headers, self.length = [], kind, status, headers, length

    async def __call__(self, scope, _receive, send):
        self.asked.append(dict(scope["headers"]))
        headers = [(b"content-type", self.kind.encode()), (b"content-length", b"%d" % self.length), *RESUMED]
        await send({"type": "http.response.start", "status": self.status, "headers": [*headers, *self.headers]})
        await send({"type": "http.response.body", "body": SCRIPT[:100], "more_body": True})
        await send({"type": "http.response.body", "body": SCRIPT[100:]})


def answer(layer, path="/static/js/index.1.js", **headers):
    headers = {"accept-encoding": "gzip, br", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent = []

    async def send(message):
        sent.append(message)

    finished(layer(scope, None, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(message["body"] for message in sent[1:])


def test_a_script_is_packed_once_and_the_same_when_it_is_unpacked():
    server = Server(headers=[(b"cache-control", b"public, immutable, max-age=31536000")])
    layer = Packed(server)
    for _ in range(2):
        status, headers, body = answer(layer)
        assert status == 200
        assert gzip.decompress(body) == SCRIPT
        assert headers["content-encoding"] == "gzip"
        assert headers["content-length"] == str(len(body))
        assert headers["vary"] == "Accept-Encoding"
        assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert len(server.asked) == 1
    assert b"accept-encoding" not in server.asked[0]


def test_a_packed_script_that_was_cut_off_is_not_gone_on_with_from_the_script_unpacked():
    headers = answer(Packed(Server()))[1]
    assert not {"etag", "last-modified"} & headers.keys()
    assert headers["accept-ranges"] == "none"


def test_a_script_of_which_a_part_is_missing_is_not_held():
    layer = Packed(Server(length=WHOLE + 1))
    assert "content-encoding" not in answer(layer)[1]
    assert not layer.held


def test_a_file_of_a_component_is_kept_for_ever_only_if_its_name_changes_with_it():
    loose = Server(headers=[(b"cache-control", b"public")])
    hashed = answer(Packed(loose), "/component/streamlit_folium.st_folium/static/js/main.521860b0.js")[1]
    named = answer(Packed(loose), "/component/streamlit_folium.st_folium/static/js/main.js")[1]
    assert hashed["cache-control"] == "public, max-age=31536000, immutable"
    assert named["cache-control"] == "public"


def test_the_head_names_the_scripts_that_every_page_needs_and_they_are_there():
    scripts = Path(st.__file__).parent / "static" / "static" / "js"
    named = re.findall(r'<link rel="modulepreload" crossorigin href="/static/js/([^"]+)">', _preloads())
    assert [name.split(".")[0] for name in named] == [stem.split(".")[0] for stem in PRELOADED]
    assert all((scripts / name).is_file() for name in named)


@pytest.mark.parametrize("path", ["/component/streamlit_folium.st_folium/static/js/main.js", "/static/css/index.css"])
def test_styles_and_the_scripts_of_components_are_packed_too(path):
    kind = "text/css; charset=utf-8" if path.endswith("css") else "text/javascript"
    assert answer(Packed(Server(kind)), path)[1]["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "headers",
    [{"accept_encoding": "identity"}, {"range": "bytes=0-99"}, {"if_none_match": '"a"'}],
)
def test_who_cannot_unpack_asks_for_a_part_or_has_it_is_answered_by_streamlit(headers):
    layer = Packed(Server())
    _, told, body = answer(layer, **headers)
    assert "content-encoding" not in told
    assert body == SCRIPT
    assert not layer.held


@pytest.mark.parametrize(
    ("kind", "status", "path"),
    [
        ("text/html", 200, "/static/js/no-such-name.js"),
        ("text/plain", 404, "/component/no.such/main.js"),
        ("application/javascript", 206, "/static/js/index.1.js"),
        ("application/javascript", 200, "/static/js/./index.1.js"),
        ("application/javascript", 200, "/static//js/index.1.js"),
        ("application/javascript", 200, "/media/index.1.js"),
        ("font/woff2", 200, "/static/media/font.woff2"),
    ],
)
def test_what_is_no_script_of_that_name_is_neither_packed_nor_held(kind, status, path):
    layer = Packed(Server(kind, status))
    told_status, told, body = answer(layer, path)
    assert (told_status, body) == (status, SCRIPT)
    assert "content-encoding" not in told
    assert not layer.held
