"""The CSS that HTML of the record is shown with. A start asks for it: nothing that takes long to load is here."""

from __future__ import annotations

from importlib.resources import files

from geo.looks.css import stage_css


def style_sheet() -> str:
    """Return the CSS that everything of `geo.html` is shown with."""
    return files("geo.html").joinpath("card.css").read_text(encoding="utf-8") + stage_css()
