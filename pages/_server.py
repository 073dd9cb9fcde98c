"""How the atlas is served: its files, its health, the warming up, and what a visitor sees of a fault."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
import re
import threading
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo.atlas.filters import from_query
from geo.errors import AtlasError
from geo.html.style_sheet import style_sheet
from geo.read.words import HTML_LANGS, LANGUAGES, Words, read_words
from geo.webmap.asset import Asset
from geo.words.faults import own_words
from pages import _log, _settings, _widgets
from pages._guard import NoStrangers, SecurityHeaders

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("atlas")
LEVEL = 6
"""Of packing: 9 takes three times as long for less than one in a hundred."""
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = re.compile(r"[.][0-9a-f]{8,}[.](?:js|css)$")
"""The name of a file that has another one when it changes."""
PRELOADED = (
    *("Multiselect", "TextInput", "Checkbox", "ButtonGroup", "purify.es"),
    *("useSyncComboBoxEnterTargetFocus", "useMenuTrigger", "useLoadMoreSentinel", "useFormValidation"),
)
"""The scripts of Streamlit that the bar and the filters of every page are shown with, by their names without a hash."""
PACKED = (".js", ".css")
PACKED_KINDS = ("application/javascript", "text/javascript", "text/css")
PLACES = ("static", "component")
"""Where Streamlit has its own files, and those of components."""
COOKIE = "atlas_visitor"
"""The cookie that keeps a visitor at one process."""


def base_path() -> str:
    """Return the path that the atlas is served below, such as ``/office``; empty for none."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def routes() -> list[Route]:
    """Return the routes beside Streamlit's own; it does not put them below ``server.baseUrlPath`` itself."""
    own = {"files/{name}": file, "paper/{table}": paper, "healthz": health}
    return [Route(f"{base_path()}/{path}", answer) for path, answer in own.items()]


def health(_request: Request) -> JSONResponse:
    """Answer whether the atlas can do its work: the record is sound, and the map's files are served.

    ``/_stcore/health`` says no more than that the process lives.

    Parameters
    ----------
    _request
        Not asked.

    Returns
    -------
    JSONResponse
        503 where the record is refused; how many projects and files there are, or the first fault.
    """
    from pages import _record  # noqa: PLC0415 - as below

    try:
        projects = len(_record.checked().projects)
        files = len(_map_files()) + len(_page_files())
    except AtlasError as fault:
        told = {"status": "refused", "record": str(fault).splitlines()[0]}
        return JSONResponse(told, status_code=503, headers={"Cache-Control": "no-store"})
    sound = {"status": "ok", "record": "sound", "projects": projects, "files": files}
    return JSONResponse(sound, headers={"Cache-Control": "no-store"})


def file(request: Request) -> Response:
    """Answer with a file of the atlas, packed where the browser can unpack it, to be kept for ever.

    Its name carries its content's hash, so it is the same in every process; a name that is not known is none any more.

    Parameters
    ----------
    request
        With the file's name in its path.

    Returns
    -------
    Response
        404 for a name that is not known.
    """
    name = request.path_params["name"]
    try:
        known = _page_files() if name in _page_files() else _map_files()
    except AtlasError:
        return PlainTextResponse("The record of the atlas is refused; see its first page.", status_code=503)
    if name not in known:
        return PlainTextResponse("There is no such file of the atlas.", status_code=404)
    asset, packed = known[name]
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def paper(request: Request) -> Response:
    """Answer with the projects of an address as a table for paper: the browser asks when it is about to print.

    Parameters
    ----------
    request
        With the table's name in its path, and the address of the page as its query.

    Returns
    -------
    Response
        HTML, its text escaped; 404 for a table or a choice that there is not.
    """
    from geo.export.paper_table import paper_table  # noqa: PLC0415 - as below
    from pages import _record, _register  # noqa: PLC0415

    asked: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        asked.setdefault(name, []).append(value)
    lang = next((one for one in asked.get("lang", ()) if one in LANGUAGES), LANGUAGES[0])
    try:
        words, view = _record.every_language()[lang], _record.checked().view(from_query(asked)[0])
        if request.path_params["table"] == "register":
            view = _register.in_order(view, asked, lang)
        elif request.path_params["table"] != "map":
            return PlainTextResponse("There is no such table of the atlas.", status_code=404)
    except AtlasError:
        return PlainTextResponse("There is no such choice in the atlas.", status_code=404)
    return HTMLResponse(paper_table(view, words, request.path_params["table"]), headers={"Cache-Control": "no-store"})


def _packed(files: Iterable[Asset]) -> dict[str, tuple[Asset, bytes]]:
    """Return file name → the file, and the same packed (nothing for pictures, which are packed already)."""
    return {
        asset.file_name: (
            asset,
            b"" if asset.media_type == "image/png" else gzip.compress(asset.content, LEVEL, mtime=0),
        )
        for asset in files
    }


@cache
def _map_files() -> dict[str, tuple[Asset, bytes]]:
    from pages import _record  # noqa: PLC0415 - as below

    return _packed(_record.map_files().values())


@cache
def _page_files() -> dict[str, tuple[Asset, bytes]]:
    """Return the style, the script and the icon of every page."""
    here = Path(__file__).parent
    css = style_sheet() + (here / "page.css").read_text(encoding="utf-8")
    own = (Asset.of(name, (here / name).read_bytes()) for name in ("page.js", "icon.png"))
    return _packed([Asset.of("page.css", css), *own])


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
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        held: list[Message] = []

        async def filled(message: Message) -> None:
            held.append(message)
            if message.get("more_body") or message["type"] == "http.response.start":
                return
            start, body = held[0], b"".join(part.get("body", b"") for part in held[1:])
            headers = MutableHeaders(scope=start)
            if headers.get("content-type", "").startswith("text/html") and b"<title>Streamlit</title>" in body:
                body = _filled(body, scope["query_string"].decode("latin-1"))
                headers["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app({**scope, "headers": plain}, receive, filled)


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
    css, js, icon = (f"{base_path()}/files/{name}" for name in _page_files())
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


class Packed:
    """Middleware that packs the scripts and styles of Streamlit and of its components, each once.

    Streamlit sends them as they are, because to pack them at each request costs more than it gains; without a proxy
    that packs, a first visit then takes 2.7 to 4.7 MB. What was packed is held: some 2 MB of files that do not change
    while the program runs. What is no script or style, as Streamlit's page in answer to a name that it has not, is not.

    Parameters
    ----------
    app
        The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.held: dict[str, tuple[MutableHeaders, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a script or a style, asked for whole by who can unpack it, is sent packed."""
        if not self._concerns(scope):
            await self.app(scope, receive, send)
            return
        if scope["path"] not in self.held:
            status, headers, body = await self._asked(scope, receive)
            kind = headers.get("content-type", "").partition(";")[0]
            is_whole = headers.get("content-length", str(len(body))) == str(len(body))
            if status != HTTPStatus.OK or kind not in PACKED_KINDS or "content-encoding" in headers or not is_whole:
                await _send(send, status, headers, body)
                return
            packed = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
            headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(packed)), "Accept-Ranges": "none"})
            headers.add_vary_header("Accept-Encoding")
            for name in (
                "etag",
                "last-modified",
            ):  # of the file unpacked: a browser that was cut off would go on with it
                del headers[name]
            if HASHED.search(scope["path"]):  # Streamlit lets those of a component be kept as long as a browser likes
                headers["Cache-Control"] = FOR_EVER
            self.held[scope["path"]] = headers, packed
        await _send(send, HTTPStatus.OK, *self.held[scope["path"]])

    @staticmethod
    def _concerns(scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(PACKED):
            return False
        if "/." in scope["path"] or "//" in scope["path"]:  # one file has one name here
            return False
        headers = Headers(scope=scope)
        is_whole = "range" not in headers and "if-none-match" not in headers and "if-modified-since" not in headers
        return (
            is_whole
            and scope["path"].startswith(tuple(f"{base_path()}/{place}/" for place in PLACES))
            and "gzip" in headers.get("accept-encoding", "")
        )

    async def _asked(self, scope: Scope, receive: Receive) -> tuple[int, MutableHeaders, bytes]:
        """Return what the application answers, in one piece and unpacked."""
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await self.app({**scope, "headers": plain}, receive, hold)
        body = b"".join(message.get("body", b"") for message in held[1:])
        return held[0]["status"], MutableHeaders(raw=list(held[0]["headers"])), body


async def _send(send: Send, status: int, headers: MutableHeaders, body: bytes) -> None:
    await send({"type": "http.response.start", "status": int(status), "headers": list(headers.raw)})
    await send({"type": "http.response.body", "body": body})


class VisitorCookie:
    """Middleware that gives a visitor's browser a cookie by which a proxy sends it to the same process each time.

    A session lives in one process, and so do the files that it made. The value is random, says nothing of the visitor,
    and goes when the browser is closed (``deploy/nginx.conf`` reads it).

    Parameters
    ----------
    app
        The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a page asked for without the cookie brings it along."""
        is_new = scope["type"] == "http" and COOKIE not in Request(scope).cookies

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    path = base_path() or "/"
                    headers.append("Set-Cookie", f"{COOKIE}={token_hex(8)}; Path={path}; HttpOnly; SameSite=Lax")
            await send(message)

        await self.app(scope, receive, with_cookie if is_new else send)


LAYERS = (SecurityHeaders, NoStrangers, VisitorCookie, OwnHead, Packed)
"""Every middleware, the outermost first."""


@contextlib.asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[None]:
    """Begin the log, and read the record beside the start, so that the first visitor does not wait for it.

    Parameters
    ----------
    _app
        Not asked.

    Yields
    ------
    None
        Once, when reading has begun.
    """
    _log.begin()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def _warm_up() -> None:
    from pages import _record  # noqa: PLC0415 - what this imports is what takes the time

    try:
        _record.checked()
        _map_files()
        from geo.webmap import frame  # noqa: F401, PLC0415 - folium, which the first page would load else
    except AtlasError as fault:  # each visitor is shown it; whoever started the server reads it here
        LOG.error("%s", fault)  # noqa: TRY400 - the place in the code says nothing to whoever keeps the record


def calm(fault: Exception) -> bool:
    """Show a visitor one sentence for an error of the atlas itself, and log the rest.

    Parameters
    ----------
    fault
        What was raised.

    Returns
    -------
    bool
        True: Streamlit shows nothing of its own.
    """
    from pages import _record  # noqa: PLC0415 - as above

    LOG.error("A page could not be shown", exc_info=fault)
    _widgets.error(_record.words()("error.page"), icon=":material/error:")
    return True
