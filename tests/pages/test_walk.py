"""From page to page: what one page chose under a name that others have too breaks none of them."""

from __future__ import annotations

import pytest

from tests.conftest import IS_SWEEP

PAGES = ("map", "projects", "cities", "cooperation", "strategy", "timeline", "indicators", "snapshot", "data")


@pytest.mark.no_cover
@pytest.mark.parametrize("first", PAGES if IS_SWEEP else PAGES[::3])
def test_from_every_page_to_every_other(open_page, first):
    app = open_page(first)
    for page in PAGES[PAGES.index(first) :]:  # there and back, so with those before it as they come first themselves
        app.switch_page(f"{page}.py").run()
        assert not app.exception, (first, page)
        app.switch_page(f"{first}.py").run()
        assert not app.exception, (page, first)
