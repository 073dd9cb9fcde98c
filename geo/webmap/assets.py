"""The files that the browser fetches once: Leaflet, the map's modules and style, the ground and the projects.

Each is served under a name that carries its content's hash, all in one directory, so that it may be kept for ever. The
modules import each other as ``#map/<name>``; an import map (`module_addresses`) says which file that is.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xstatic.pkg import leaflet

from geo.webmap.asset import Asset
from geo.webmap.features import project_features
from geo.webmap.ground import ground
from geo.webmap.literals import script_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.atlas.atlas import Atlas

LOADER = "loader.js"
"""The one classic script of ours: the frame of streamlit-folium loads no modules, so this one does."""
LEAFLET = Path(leaflet.BASE_DIR)
"""Leaflet's own files (script, style, images), from the package index instead of a foreign host."""
IMAGES = re.compile(r"url\(images/([\w.-]+\.png)\)")
"""How Leaflet's style names its images."""
SOURCE_MAP = "//# sourceMappingURL=leaflet.js.map"


def assets(atlas: Atlas) -> dict[str, Asset]:
    """Return every file that the map of an atlas is made of.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    dict
        Name without a hash → file: ``leaflet.js``, ``leaflet.css`` and its images, ``loader.js`` and the modules,
        ``atlas.css``, ``boundaries.json`` (`geo.webmap.ground.ground`) and ``projects.json``
        (`geo.webmap.features.project_features`).
    """
    record: dict[str, Any] = {"boundaries.json": ground(atlas), "projects.json": project_features(atlas)}
    return script_assets() | {name: Asset.of(name, script_literal(value)) for name, value in record.items()}


def script_assets() -> dict[str, Asset]:
    """Return the files that are the same for every record: scripts, styles and images."""
    images = {path.name: Asset.of(path.name, path.read_bytes()) for path in sorted((LEAFLET / "images").glob("*.png"))}
    own = {path.name: path.read_text(encoding="utf-8") for path in files("geo.webmap").joinpath("web").iterdir()}
    texts = {
        "leaflet.js": (LEAFLET / "leaflet.js").read_text(encoding="utf-8").replace(SOURCE_MAP, ""),
        "leaflet.css": leaflet_style(lambda name: images[name].file_name),
        **{name: own[name] for name in sorted(own)},
    }
    return {name: Asset.of(name, text) for name, text in texts.items()} | images


def leaflet_style(address: Callable[[str], str]) -> str:
    """Return Leaflet's style with its images at an address each, by their name.

    Parameters
    ----------
    address
        Turns the file name of an image into an address.

    Returns
    -------
    str
        CSS, complete.
    """
    css = (LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    return IMAGES.sub(lambda match: f"url({address(match[1])})", css)


def module_addresses(known: Mapping[str, Asset], address: Callable[[Asset], str]) -> dict[str, str]:
    """Return the import map of the modules: ``#map/<name>`` → address.

    Parameters
    ----------
    known
        Name without a hash → file, from `assets`; all modules must be among them.
    address
        Turns a file into an address.
    """
    modules = sorted(path.name for path in files("geo.webmap").joinpath("web").iterdir() if path.name.endswith(".js"))
    return {f"#map/{name}": address(known[name]) for name in modules if name != LOADER}
