"""What stands before every answer: headers, no stranger's page speaks for a visitor, numbers for the machine alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from geo.webmap.backgrounds import HOSTS
from pages import _settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'self'",
    # Streamlit's page begins with a script of its own; its charts and the frame of the map are compiled in the browser.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": f"'self' data: blob: {' '.join(HOSTS)}",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
"""What a page may fetch: its own, and the pictures of background maps that a reader switches on."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
}
"""On every answer: no guessing of types, no frames and no addresses for others, nothing that the atlas does not use."""
METRICS = "/_stcore/metrics"
THIS_MACHINE = ("127.0.0.1", "::1")


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


class NoStrangers:
    """Middleware that refuses the websocket to a page of another host, and the process's numbers to another machine.

    Streamlit would compare such a host with the machine's own address, which it asks a service on the internet for: of
    what comes from elsewhere the ``Origin`` is therefore not handed on.

    Parameters
    ----------
    app
        The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or answer as if no other page had asked."""
        is_foreign = scope["type"] in ("http", "websocket") and _is_foreign(Headers(scope=scope))
        if is_foreign and scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and _is_numbers(scope):
            await PlainTextResponse("Not found.", status_code=404)(scope, receive, send)
        else:
            kept = [(name, value) for name, value in scope.get("headers", ()) if name != b"origin" or not is_foreign]
            await self.app({**scope, "headers": kept} if is_foreign else scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    """Whether a page of another host asks; a program that is no browser names none."""
    asking = headers.get("origin")
    own = {headers.get("host", ""), urlsplit(_settings.PUBLIC_ADDRESS).netloc} - {""}  # ``null`` names no host either
    return asking is not None and urlsplit(asking).netloc not in own


def _is_numbers(scope: Scope) -> bool:
    client = scope.get("client") or ("",)
    return str(scope["path"]).endswith(METRICS) and client[0] not in THIS_MACHINE
