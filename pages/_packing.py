"""Streamlit's own scripts and styles, sent packed."""

from __future__ import annotations

import asyncio
import gzip
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from pages._files import FOR_EVER, LEVEL, base_path

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HASHED = re.compile(r"[.][0-9a-f]{8,}[.](?:js|css)$")
"""The name of a file that has another one when it changes."""
PACKED = (".js", ".css")
PACKED_KINDS = ("application/javascript", "text/javascript", "text/css")
PLACES = ("static", "component")
"""Where Streamlit has its own files, and those of components."""


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
            status, headers, body = await whole_answer(self.app, scope, receive)
            kind = headers.get("content-type", "").partition(";")[0]
            is_whole = headers.get("content-length", str(len(body))) == str(len(body))
            if status != HTTPStatus.OK or kind not in PACKED_KINDS or "content-encoding" in headers or not is_whole:
                await send_whole(send, status, headers, body)
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
        await send_whole(send, HTTPStatus.OK, *self.held[scope["path"]])

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


async def whole_answer(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[int, MutableHeaders, bytes]:
    """Return what an application answers, in one piece and unpacked: status, headers, body.

    Parameters
    ----------
    app
        The application that answers.
    scope
        Of an HTTP request.
    receive
        Of the same.
    """
    plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    held: list[Message] = []

    async def hold(message: Message) -> None:
        held.append(message)

    await app({**scope, "headers": plain}, receive, hold)
    body = b"".join(message.get("body", b"") for message in held[1:])
    return held[0]["status"], MutableHeaders(raw=list(held[0]["headers"])), body


async def send_whole(send: Send, status: int, headers: MutableHeaders, body: bytes) -> None:
    """Send an answer in one piece.

    Parameters
    ----------
    send
        Of an HTTP request.
    status, headers, body
        As of `whole_answer`.
    """
    await send({"type": "http.response.start", "status": int(status), "headers": list(headers.raw)})
    await send({"type": "http.response.body", "body": body})
