"""What the atlas serves beside its pages: the map's files and the pages' own, under names with their content's hash."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geo.html.style_sheet import style_sheet
from geo.webmap.asset import Asset

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVEL = 6
"""Of packing: 9 takes three times as long for less than one in a hundred."""
FOR_EVER = "public, max-age=31536000, immutable"


def base_path() -> str:
    """Return the path that the atlas is served below, such as ``/office``; empty for none."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


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
def map_files() -> dict[str, tuple[Asset, bytes]]:
    """Return the files of the map, by name: each as it is, and packed.

    Raises
    ------
    AtlasError
        The record is refused.
    """
    from pages import _record  # noqa: PLC0415 - as below

    return _packed(_record.map_files().values())


@cache
def page_files() -> dict[str, tuple[Asset, bytes]]:
    """Return the style, the script and the icon of every page."""
    here = Path(__file__).parent
    css = style_sheet() + (here / "page.css").read_text(encoding="utf-8")
    own = (Asset.of(name, (here / name).read_bytes()) for name in ("page.js", "icon.png"))
    return _packed([Asset.of("page.css", css), *own])
