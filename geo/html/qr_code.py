"""An address as a QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from geo.html.rendering import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.read.words import Words


def qr_image(address: str, words: Words) -> Markup:
    """Return the QR code of an address as an HTML image that holds its picture (SVG).

    Error correction M (15 %), with the quiet zone of four modules that the standard asks for.

    Parameters
    ----------
    address
        What the code opens.
    words
        The words of the language.

    Source
    ------
    ISO/IEC 18004.
    """
    code = segno.make(address, error="m", micro=False)
    return render("qr_image", words, picture=code.svg_data_uri(border=4, dark="#000", light="#fff", scale=4))
