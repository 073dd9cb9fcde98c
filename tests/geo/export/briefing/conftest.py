from __future__ import annotations

import datetime as dt
import struct
import zlib
from contextlib import contextmanager
from functools import cache

import pytest

from geo.atlas.filters import Filters
from geo.export import briefing as package
from geo.export.briefing import compose, picture

MADE_ON = dt.date(2026, 2, 3)
ONE = "binhe-east-south"


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


GREY_DOT = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    + _chunk(b"IEND", b"")
)
"""A picture of one pixel: what is on the map is tested where it is drawn."""


@pytest.fixture(scope="session")
def without_map():
    """Put a grey dot in place of the map."""

    @contextmanager
    def drawn():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(picture, "map_picture", lambda *_, **__: GREY_DOT)
            yield

    return drawn


@pytest.fixture(scope="session")
def composed(without_map):
    """Return what a view's briefing says."""

    def of(view, words, since=None):
        with without_map():
            return compose.compose(view, words, since=since, made_on=MADE_ON, map_mm=(170.0, 150.0))

    return of


@pytest.fixture(scope="session")
def made(without_map, views, words):
    """Return the file of a view by its name, made once."""

    @cache
    def of(name, lang, kind):
        with without_map():
            return package.briefing(views[name], words[lang], kind=kind, made_on=MADE_ON)

    return of


@pytest.fixture(scope="session")
def views(atlas):
    """Four views of different size, by name."""
    return {
        "cluster": atlas.view(),
        "jinzhong": atlas.view(Filters(place=("140700",))),
        "yangquan": atlas.view(Filters(place=("140300",))),
        "one": atlas.view_of([ONE]),
    }


@pytest.fixture(params=["zh", "en"], scope="session")
def lang(request):
    return request.param
