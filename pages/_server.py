"""How the atlas is served: its files, its health, the warming up, and what a visitor sees of a fault."""

from __future__ import annotations

import contextlib
import logging
import threading
from secrets import token_hex
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo.atlas.filters import from_query
from geo.errors import AtlasError
from geo.read.words import LANGUAGES
from pages import _log, _widgets
from pages._files import FOR_EVER, base_path, map_files, page_files
from pages._guard import NoStrangers, SecurityHeaders
from pages._head import OwnHead
from pages._packing import Packed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import streamlit as st
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("atlas")
COOKIE = "atlas_visitor"
"""The cookie that keeps a visitor at one process."""


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
        files = len(map_files()) + len(page_files())
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
        known = page_files() if name in page_files() else map_files()
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
        map_files()
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
