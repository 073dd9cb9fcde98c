"""The head of every page: title, language, icon, style and script of the atlas, there before Streamlit draws."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st

from geo.errors import AtlasError
from geo.read.words import HTML_LANGS, LANGUAGES, Words, read_words
from geo.words.faults import own_words
from pages import _settings
from pages._files import base_path, page_files
from pages._packing import send_whole, whole_answer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

PRELOADED = (
    *("Multiselect", "TextInput", "Checkbox", "ButtonGroup", "purify.es"),
    *("useSyncComboBoxEnterTargetFocus", "useMenuTrigger", "useLoadMoreSentinel", "useFormValidation"),
)
"""The scripts of Streamlit that the bar and the filters of every page are shown with, by their names without a hash."""


class OwnHead:
    """Middleware that puts the atlas's title, language, script and style into Streamlit's one HTML page.

    Streamlit has a way for styles that come with the first run (`st.html`), which is after the first paint: everything
    then jumps. What stands in the page itself is there before, and travels once.

    Parameters
    ----------
    app
        The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; what the browser opens as a page is taken unpacked, and its head is filled."""
        accepted = dict(scope.get("headers", ())).get(b"accept", b"")
        if scope["type"] != "http" or scope["method"] != "GET" or b"text/html" not in accepted:
            await self.app(scope, receive, send)
            return
        status, headers, body = await whole_answer(self.app, scope, receive)
        if headers.get("content-type", "").startswith("text/html") and b"<title>Streamlit</title>" in body:
            body = _filled(body, scope["query_string"].decode("latin-1"))
            headers["content-length"] = str(len(body))
        await send_whole(send, status, headers, body)


@cache
def _wait() -> str:
    """Return what stands in the page until Streamlit draws: the outline of what will come."""
    return (Path(__file__).parent / "wait.html").read_text(encoding="utf-8")


@cache
def _words() -> dict[str, Words]:
    """Return the words of the record, or the program's own where those are refused: a page must be able to say so."""
    try:
        return read_words(_settings.DATA / "text")
    except AtlasError:
        return {lang: own_words(lang) for lang in LANGUAGES}


def _filled(page: bytes, query: str) -> bytes:
    """Return Streamlit's page with the atlas's language, title, icon, style and script.

    An icon given to `st.set_page_config` is a file of each session, gone where a page is left fast.
    """
    wanted = parse_qs(query).get("lang", [LANGUAGES[0]])[0]
    lang = wanted if wanted in LANGUAGES else LANGUAGES[0]
    css, js, icon = (f"{base_path()}/files/{name}" for name in page_files())
    for old, new in (
        ('<html lang="en">', f'<html lang="{HTML_LANGS[lang]}">'),
        ('href="./favicon.png"', f'href="{icon}"'),
        ("<title>Streamlit</title>", f"<title>{escape(_words()[lang]('title'))}</title>"),
        ("</head>", f'{_preloads()}<script src="{js}"></script></head>'),
        ('<div id="root"></div>', f'<div id="root">{_wait()}</div>'),
        # At the end of the body, so that it rules over what Streamlit puts into the head as it goes.
        ("</body>", f'<link rel="stylesheet" href="{css}"></body>'),
    ):
        page = page.replace(old.encode(), new.encode(), 1)
    return page


@cache
def _preloads() -> str:
    """Return what tells the browser of scripts that it would else ask for one after the other, when they are needed.

    A name that this version of Streamlit has not is left out.
    """
    scripts = Path(st.__file__).parent / "static" / "static" / "js"
    names = [path.name for stem in PRELOADED for path in sorted(scripts.glob(f"{stem}.*.js"))[:1]]
    return "".join(f'<link rel="modulepreload" crossorigin href="{base_path()}/static/js/{name}">' for name in names)
