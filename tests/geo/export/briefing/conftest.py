from __future__ import annotations

import datetime as dt
import struct
import zlib
from contextlib import contextmanager
from functools import cache

import pytest

from geo.atlas.filters import Filters
from geo.export import briefing as package
from geo.export.briefing import ROOM_MM, compose, deck, picture

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
            for name in ("map_picture", "slide_picture"):
                patch.setattr(picture, name, lambda *_, **__: GREY_DOT)
            yield

    return drawn


@pytest.fixture(scope="session")
def composed(without_map):
    """Return what a view's briefing says."""

    def of(view, words, since=None, until=None, style="atlas"):
        with without_map():
            return compose.compose(
                view, words, since=since, until=until, made_on=MADE_ON, map_mm=ROOM_MM[style], style=style
            )

    return of


@pytest.fixture(scope="session")
def dealt(without_map):
    """Return what a view's slides say."""

    def of(view, words, since=None, until=None):
        with without_map():
            return deck.compose_deck(view, words, since=since, until=until, made_on=MADE_ON)

    return of


@pytest.fixture(scope="session")
def made(without_map, views, words):
    """Return the file of a view by its name, made once."""

    @cache
    def of(name, lang, kind, style="atlas"):
        with without_map():
            return package.briefing(views[name], words[lang], kind=kind, style=style, made_on=MADE_ON)

    return of


@pytest.fixture(scope="session")
def views(atlas, whole_atlas):
    """Views of the texts and of the whole record, of different size and place, by name."""
    return {
        "cluster": atlas.view(),
        "jinzhong": atlas.view(Filters(place=("140700",))),
        "yangquan": atlas.view(Filters(place=("140300",))),
        "one": atlas.view_of([ONE]),
        "whole": whole_atlas.view(),
        "jinzhong-whole": whole_atlas.view(Filters(place=("140700",))),
        "yuci": whole_atlas.view(Filters(place=("140702",))),
        "day": whole_atlas.view(Filters(day=dt.date(2024, 6, 30))),
        "texts": whole_atlas.view(Filters(evidence=("texts",))),
    }


@pytest.fixture(params=["zh", "en"], scope="session")
def lang(request):
    return request.param
