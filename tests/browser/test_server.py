"""How the atlas is served: headers on every answer, and one calm sentence for a fault of its own."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from reading import Reader, running

pytestmark = pytest.mark.always


@pytest.mark.parametrize("path", ["/", "/projects", "/_stcore/health", "/healthz"])
def test_every_answer_carries_the_security_headers(app, path):
    with urllib.request.urlopen(app + path) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy


def test_the_health_of_the_atlas_is_that_of_its_record_and_files(app):
    with urllib.request.urlopen(f"{app}/healthz") as answer:
        told = json.load(answer)
        assert answer.headers["Cache-Control"] == "no-store"
    assert told["status"] == "ok"
    assert told["record"] == "sound"
    assert told["projects"] > 200
    assert told["files"] > 10


def handshake(app, origin):
    """Ask for the websocket as a page of that host would; return the status of the answer."""
    asked = urllib.request.Request(
        f"{app}/_stcore/stream",
        headers={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Origin": origin,
        },
    )
    connection = http.client.HTTPConnection(urlsplit(app).netloc, timeout=10)
    connection.request("GET", asked.selector, headers=dict(asked.header_items()))
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_page_of_another_host_gets_no_websocket(app):
    assert handshake(app, app) == 101
    for origin in ("https://elsewhere.example", "null", "http://127.0.0.1:1", f"{app}.elsewhere.example"):
        assert handshake(app, origin) == 403


def map_files(reader, below=""):
    """Return the addresses from which a reader's map was fetched; when a browser asks for an icon is its own affair."""
    files = {url for url in reader.requested if url.startswith(f"{reader.address}{below}/files/")}
    return sorted(url for url in files if "/files/icon." not in url)


def test_the_files_of_the_map_are_named_by_content_packed_and_kept_for_ever(reader):
    reader.open()
    files = map_files(reader)
    assert {url.rsplit("/", 1)[1].split(".")[0] for url in files} >= {
        "leaflet",
        "loader",
        "atlas",
        "boundaries",
        "projects",
    }
    for url in files:
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            is_packed = answer.headers["Content-Encoding"] == "gzip"
            assert is_packed is not url.endswith(".png")
        content = gzip.decompress(body) if is_packed else body
        assert hashlib.sha256(content).hexdigest()[:12] == url.rsplit(".", 2)[1]


def test_two_processes_serve_the_same_addresses_and_a_path_below_works(browser, reader):
    reader.open()
    here = [url.removeprefix(reader.address) for url in map_files(reader)]
    with running(options=("--server.baseUrlPath", "office/atlas")) as other:
        visitor = Reader(browser, other)
        visitor.open("/office/atlas/")
        assert [url.removeprefix(f"{other}/office/atlas") for url in map_files(visitor, "/office/atlas")] == here
        assert (
            visitor.page.locator(".atlas-bar-of-pages a").nth(2).evaluate("a => a.href")
            == f"{other}/office/atlas/cities"
        )
        assert visitor.outside == []
        assert visitor.errors == []
        visitor.close()


def test_a_name_that_no_file_has_is_not_found(app):
    for name in ("atlas.000000000000.css", "..%2f..%2fapp.py", "%2e%2e/app.py"):
        with pytest.raises(urllib.error.HTTPError, match=r"40[04]"):
            urllib.request.urlopen(f"{app}/files/{name}")


def test_a_fault_of_the_atlas_itself_is_one_calm_sentence(browser):
    with running(Path(__file__).resolve().parent / "broken" / "app.py") as broken:
        reader = Reader(browser, broken)
        reader.page.goto(broken)
        alert = reader.page.get_by_test_id("stAlert")
        alert.wait_for()
        assert "本页暂时无法显示" in (alert.text_content() or "")
        assert "secret" not in reader.page.content()
        assert reader.page.get_by_test_id("stException").count() == 0
        reader.close()


def test_the_page_is_never_blank_while_its_scripts_are_on_their_way(app, browser):
    reader = Reader(browser, app, is_alone=True)
    reader.page.route("**/static/js/*", lambda route: route.abort())
    reader.page.goto(app)
    box = reader.page.locator(".atlas-wait i").last.bounding_box()
    assert box["width"] > 200
    assert box["height"] > 500
    reader.close()
