"""Marks in folders as KML 2.2, which Google Earth and many Chinese map programs open.

Written with the standard library: the driver of GDAL that keeps more than a name and a description is in no wheel. No
icon is asked of a foreign host: a program draws its own, in the colour of the style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import shapely
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAMESPACE = "http://www.opengis.net/kml/2.2"
BALLOON = "<h3>$[name]</h3>$[description]"
FILL_ALPHA = "66"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


@dataclass(frozen=True)
class Style:
    """How marks are drawn: ``colour`` as ``#rrggbb``, ``alpha`` as two hexadecimal digits, width in px, scale."""

    colour: str
    alpha: str = "ff"
    width: float = 3
    scale: float = 1


@dataclass(frozen=True)
class Mark:
    """A placemark in WGS 84: the id of its `Style`, what its balloon says, its values by field, each with a label."""

    name: str
    style: str
    geometry: shapely.Geometry
    description: Markup
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Folder:
    """Marks, and folders after them; without either it is left out."""

    name: str
    marks: Sequence[Mark] = ()
    folders: Sequence[Folder] = ()


def kml(title: str, about: Iterable[str], styles: Mapping[str, Style], folders: Iterable[Folder]) -> bytes:
    """Return folders as a KML document; coordinates are written as exactly as they are held.

    Parameters
    ----------
    title
        The name of the document.
    about
        What it says of itself, a paragraph each.
    styles
        Id → style; those that no mark has are left out.
    folders
        In order.
    """
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    document = _add(root, "Document")
    _add(document, "name", title)
    _add(document, "Snippet", maxLines="0")
    _add(document, "description", paragraphs(about))
    held = list(folders)
    used = {mark.style for folder in held for mark in _marks(folder)}
    for name, style in styles.items():
        if name in used:
            _style(document, name, style)
    for folder in held:
        _folder(document, folder)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def paragraphs(texts: Iterable[str]) -> Markup:
    """Return texts as HTML, a paragraph each; whatever they hold stays text.

    Parameters
    ----------
    texts
        Plain texts; a `Markup` stays as it is.
    """
    return Markup().join(Markup("<p>{}</p>").format(text) for text in texts)


def _marks(folder: Folder) -> Iterable[Mark]:
    yield from folder.marks
    for inner in folder.folders:
        yield from _marks(inner)


def _folder(parent: ET.Element, folder: Folder) -> None:
    if not any(True for _ in _marks(folder)):
        return
    element = _add(parent, "Folder")
    _add(element, "name", folder.name)
    for mark in folder.marks:
        _mark(element, mark)
    for inner in folder.folders:
        _folder(element, inner)


def _mark(parent: ET.Element, mark: Mark) -> None:
    element = _add(parent, "Placemark")
    _add(element, "name", mark.name)
    _add(element, "Snippet", maxLines="0")
    _add(element, "description", mark.description)
    _add(element, "styleUrl", f"#{mark.style}")
    extended = _add(element, "ExtendedData")
    for name, (label, value) in mark.values.items():
        pair = _add(extended, "Data", name=name)
        _add(pair, "displayName", label)
        _add(pair, "value", value)
    _geometry(element, mark.geometry)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text:
        element.text = NOT_XML.sub("", str(text))
    return element


def _style(document: ET.Element, name: str, style: Style) -> None:
    """Add a style; KML writes colours as alpha, blue, green, red."""
    red, green, blue = (style.colour[at : at + 2].lower() for at in (1, 3, 5))
    element = _add(document, "Style", id=name)
    icon = _add(element, "IconStyle")
    _add(icon, "color", f"{style.alpha}{blue}{green}{red}")
    _add(icon, "scale", f"{style.scale:g}")
    _add(_add(element, "LabelStyle"), "scale", f"{style.scale:g}")
    line = _add(element, "LineStyle")
    _add(line, "color", f"{style.alpha}{blue}{green}{red}")
    _add(line, "width", f"{style.width:g}")
    _add(_add(element, "PolyStyle"), "color", f"{FILL_ALPHA}{blue}{green}{red}")
    _add(_add(element, "BalloonStyle"), "text", BALLOON)


def _geometry(parent: ET.Element, geometry: shapely.Geometry) -> None:
    parts = shapely.get_parts(geometry)
    if len(parts) > 1:
        parent = _add(parent, "MultiGeometry")
    for part in parts:
        if isinstance(part, shapely.Polygon):
            polygon = _add(parent, "Polygon")
            for tag, rings in (("outerBoundaryIs", [part.exterior]), ("innerBoundaryIs", part.interiors)):
                for ring in rings:
                    _coordinates(_add(_add(polygon, tag), "LinearRing"), ring.coords)
        else:
            _coordinates(_add(parent, part.geom_type), part.coords)


def _coordinates(parent: ET.Element, points: Iterable[tuple[float, ...]]) -> None:
    _add(parent, "coordinates", " ".join(f"{lon!r},{lat!r}" for lon, lat, *_ in points))
