"""Two processes behind Debian's nginx: a visitor stays at one, and where it dies goes on at the other with the same view."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from proxy import NGINX, behind_nginx, port_of
from reading import Reader

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: apt install nginx-light)")


@pytest.fixture(scope="module")
def behind(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    with behind_nginx(folder) as (address, processes):
        yield address, processes, folder


def test_a_page_brings_a_cookie_that_says_nothing_and_the_next_brings_none(app):
    request = urllib.request.Request(f"{app}/projects", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request) as answer:
        cookie = answer.headers["Set-Cookie"]
    name, value = cookie.split(";")[0].split("=")
    assert (name, len(value), set(value) <= set("0123456789abcdef")) == ("atlas_visitor", 16, True)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    request.add_header("Cookie", f"atlas_visitor={value}")
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Set-Cookie"] is None


def test_what_is_no_page_does_not_bring_it(app):
    with urllib.request.urlopen(f"{app}/_stcore/health") as answer:
        assert not any("atlas_visitor" in value for value in answer.headers.get_all("Set-Cookie", []))


def test_metrics_are_closed_to_strangers(behind):
    with pytest.raises(OSError, match="404"):
        urllib.request.urlopen(f"{behind[0]}/_stcore/metrics")


def test_a_view_outlives_its_process(behind, browser):
    address, processes, folder = behind
    reader = Reader(browser, address, is_alone=True)
    reader.open("/?place=140700&lang=en")
    crossing = reader.page.get_by_test_id("stSidebar").get_by_text("Cross-city projects only")
    every = reader.count()
    crossing.click()
    reader.page.wait_for_url(re.compile("cross"))
    reader.settle()
    left, seen = reader.count(), reader.page.url
    assert left < every
    (cookie,) = (each["value"] for each in reader.context.cookies() if each["name"] == "atlas_visitor")
    port = port_of(folder, cookie)
    processes[port].kill()
    processes[port].wait()
    newcomer = Reader(browser, address, is_alone=True)
    assert newcomer.open("/?lang=en").count() > every
    newcomer.close()
    crossing.click()  # the first run at the other process: it takes the view from the address
    reader.page.wait_for_timeout(4000)
    reader.settle()
    assert (reader.count(), reader.page.url) == (left, seen)
    crossing.click()
    reader.wait_for_count(every)
    crossing.click()
    reader.wait_for_count(left)
    reader.settle()
    assert reader.page.url == seen
    assert port_of(folder, cookie) != port
    assert reader.outside == []
    log = [json.loads(line) for line in (folder / "atlas.log").read_text(encoding="utf-8").splitlines()]
    assert {name for line in log for name in line} == {"at", "method", "path", "status", "bytes", "seconds", "process"}
    assert not any("?" in line["path"] for line in log)
    reader.close()
