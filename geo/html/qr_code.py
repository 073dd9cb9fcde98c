"""An address as a QR code."""

from __future__ import annotations

import segno


def qr_code(address: str) -> str:
    """Return a picture of the QR code of an address as a ``data:`` address (SVG).

    Error correction M (15 %), with the quiet zone of four modules that the standard (ISO/IEC 18004) asks for.
    """
    made = segno.make(address, error="m", micro=False)
    found: str = made.svg_data_uri(border=4, dark="#000", light="#fff", scale=4)
    return found
