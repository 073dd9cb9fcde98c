"""The list for paper is asked for by the address of a page, when the browser is about to print."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from pages import _server


def answer(table, **asked):
    scope = {
        "type": "http",
        "method": "GET",
        "headers": [],
        "path": "/",
        "path_params": {"table": table},
        "query_string": urlencode(asked, doseq=True).encode(),
    }
    return _server.paper(Request(scope))


@pytest.mark.parametrize("table", ["map", "register"])
def test_the_list_holds_what_the_address_leaves_in_its_language(table, atlas):
    page = answer(table, status="suspended", lang="en").body.decode()
    for project_id, project in atlas.projects.iterrows():
        assert (project["name_en"] in page) == (project["status"] == "suspended"), project_id
    assert "<script" not in page


def test_the_list_of_the_register_stands_in_its_order():
    one, other = (answer("register", by=by, lang="en").body.decode() for by in ("", "name"))
    assert one != other


@pytest.mark.parametrize(("table", "asked"), [("nothing", {}), ("map", {"status": "<b>nonsense</b>"})])
def test_a_list_that_there_is_not_is_not_found(table, asked):
    given = answer(table, **asked)
    assert given.status_code == 404
    assert b"<b>" not in given.body
