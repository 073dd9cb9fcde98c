"""A layer as KML 2.2, which Google Earth and many Chinese map programs open.

Written with the standard library: the driver of GDAL that keeps more than a name and a description is in no wheel.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import shapely

from geo.crs import MAP_CRS, require_crs
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

NAMESPACE = "http://www.opengis.net/kml/2.2"
LINE_WIDTH, FILL_ALPHA = "3", "66"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


def kml(
    layer: gpd.GeoDataFrame, title: str, *, name: str, colours: Mapping[str, str], labels: Mapping[str, str]
) -> bytes:
    """Return a layer as a KML document; coordinates are written as exactly as they are held.

    Parameters
    ----------
    layer
        In ``MAP_CRS``, with a column ``group``.
    title
        The name of the document.
    name
        The column with the name of each placemark.
    colours
        Group → ``#rrggbb``.
    labels
        Column → its name for readers; the columns are in the file, in this order, under their own names.

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    """
    require_crs(layer, MAP_CRS)
    root = ET.Element("kml", {"xmlns": NAMESPACE})
    document = _add(root, "Document")
    _add(document, "name", title)
    used = set(layer["group"])
    for group, colour in colours.items():
        if group in used:
            _style(document, group, colour)
    for row in rows(layer):
        mark = _add(document, "Placemark")
        _add(mark, "name", getattr(row, name))
        _add(mark, "styleUrl", f"#{row.group}")
        extended = _add(mark, "ExtendedData")
        for field, label in labels.items():
            pair = _add(extended, "Data", name=field)
            _add(pair, "displayName", label)
            _add(pair, "value", _value(getattr(row, field)))
        _geometry(mark, row.geometry)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text:
        element.text = NOT_XML.sub("", text)
    return element


def _value(value: object) -> str:
    return "" if value != value else str(value)  # noqa: PLR0124 - what is not equal to itself is no number


def _style(document: ET.Element, group: str, colour: str) -> None:
    """Add a style; KML writes colours as alpha, blue, green, red."""
    red, green, blue = (colour[at : at + 2].lower() for at in (1, 3, 5))
    style = _add(document, "Style", id=group)
    _add(_add(style, "IconStyle"), "color", f"ff{blue}{green}{red}")
    line = _add(style, "LineStyle")
    _add(line, "color", f"ff{blue}{green}{red}")
    _add(line, "width", LINE_WIDTH)
    _add(_add(style, "PolyStyle"), "color", f"{FILL_ALPHA}{blue}{green}{red}")


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
