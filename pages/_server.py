"""How the atlas is served: the map's files, security headers, the warming up, and what a visitor sees of a fault."""

from __future__ import annotations

import contextlib
import gzip
import logging
import threading
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from geo.webmap.assets import Asset

LOG = logging.getLogger("atlas")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": "base-uri 'self'; frame-ancestors 'self'; object-src 'none'",
}
"""On every answer: no guessing of types, no frames and no addresses for others, nothing that the atlas does not use."""


def routes() -> list[Route]:
    """Return the routes beside Streamlit's own; it does not put them below ``server.baseUrlPath`` itself."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return [Route(f"/{base}/map/{{name}}" if base else "/map/{name}", map_file)]


def map_file(request: Request) -> Response:
    """Answer with a file of the map, packed where the browser can unpack it, to be kept for ever.

    Its name carries its content's hash, so it is the same in every process; a name that is not known is none any more.
    """
    file = _map_files().get(request.path_params["name"])
    if file is None:
        return PlainTextResponse("There is no such file of the map.", status_code=404)
    asset, packed = file
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.content, media_type=asset.media_type, headers=headers)


@cache
def _map_files() -> dict[str, tuple[Asset, bytes]]:
    """Return file name → the file, and the same packed (nothing for pictures, which are packed already)."""
    from pages import _record  # noqa: PLC0415 - as below

    return {
        asset.file_name: (asset, b"" if asset.media_type == "image/png" else gzip.compress(asset.content, mtime=0))
        for asset in _record.map_files().values()
    }


class SecurityHeaders:
    """Middleware that sets `HEADERS` on every answer.

    Parameters
    ----------
    app
        The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers added to the start of an HTTP answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


@contextlib.asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[None]:
    """Read the record beside the start, so that the first visitor does not wait for it."""
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def _warm_up() -> None:
    from geo.errors import AtlasError  # noqa: PLC0415 - what this imports is what takes the time
    from pages import _record  # noqa: PLC0415 - and st_folium, which must not be there before the server is

    try:
        _record.whole_atlas()
        _map_files()
    except AtlasError as fault:  # each visitor is shown it; whoever started the server reads it here
        LOG.error("%s", fault)  # noqa: TRY400 - the place in the code says nothing to whoever keeps the record


def calm(fault: Exception) -> bool:
    """Show a visitor one sentence for an error of the atlas itself, and log the rest.

    Returns
    -------
    bool
        True: Streamlit shows nothing of its own.
    """
    from pages import _record  # noqa: PLC0415 - as above

    LOG.error("A page could not be shown", exc_info=fault)
    st.error(_record.words()("error.page"), icon=":material/error:")
    return True
