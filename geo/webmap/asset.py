"""A file that the browser fetches once."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

MEDIA_TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
}


@dataclass(frozen=True)
class Asset:
    """A file to be served: its name with its content's hash, its content and its media type."""

    file_name: str
    content: bytes
    media_type: str

    @classmethod
    def of(cls, name: str, content: str | bytes) -> Asset:
        """Return a file by the name it has without a hash.

        Parameters
        ----------
        name
            The name with its ending, one of `MEDIA_TYPES`.
        content
            Text is encoded as UTF-8.

        Returns
        -------
        Asset
            Its name holds the first twelve digits of the SHA-256 of its content: what changes has another address.
        """
        held = content.encode() if isinstance(content, str) else content
        stem, suffix = name.rsplit(".", 1)
        return cls(f"{stem}.{hashlib.sha256(held).hexdigest()[:12]}.{suffix}", held, MEDIA_TYPES[suffix])

    @property
    def data_url(self) -> str:
        """The file as an address that holds its content."""
        return f"data:{self.media_type.replace(' ', '')};base64,{base64.b64encode(self.content).decode()}"
