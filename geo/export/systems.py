"""The reference systems that a file can be asked for, and a layer of the atlas put into one of them.

WGS 84 is what the atlas holds. The zones of Gauss–Krüger are those that the cluster lies in (110.4 to 114.1 E): by 3
degrees the strips of 111 E (109.5–112.5) and of 114 E (112.5–115.5), by 6 degrees that of 111 E (108–114). Each is
there with and without the number of its zone before the easting, because offices write both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import MAP_CRS, require_crs, wgs84_to_gcj02
from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.read.words import Words


@dataclass(frozen=True)
class System:
    """A reference system of files.

    Parameters
    ----------
    name
        What the shell and the address call it; in words ``system.name.<name>``.
    code
        Its EPSG code; empty for GCJ-02, which has none, so that no file declares one.
    strip
        The meridians between which a zone of Gauss–Krüger is meant to be used, degrees; None for degrees.
    """

    name: str
    code: str
    strip: tuple[float, float] | None = None

    @property
    def is_metric(self) -> bool:
        """Whether its coordinates are metres, not degrees."""
        return self.strip is not None

    @property
    def axes(self) -> tuple[str, str]:
        """The names of columns of coordinates, which say of which system they are: east first, then north."""
        mark = self.name.replace("-", "_")
        return (f"east_m_{mark}", f"north_m_{mark}") if self.is_metric else (f"lon_{mark}", f"lat_{mark}")

    @property
    def mark(self) -> str:
        """What stands in the names of files and layers; empty for what the atlas holds."""
        return "" if self.name == WGS84 else self.name

    def in_words(self, words: Words) -> str:
        """Return its name in the reader's language, with its code.

        Parameters
        ----------
        words
            The words of the language.
        """
        return words(f"system.name.{self.name}")

    def remark(self, words: Words, layer: gpd.GeoDataFrame | None = None) -> str:
        """Return what a file says of its reference system.

        Parameters
        ----------
        words
            The words of the language.
        layer
            What is in the file, in ``MAP_CRS``: of a zone it is said how much of it lies beside its strip.
        """
        known = words("system.remark", system=self.in_words(words))
        if not self.code:
            return _joined([known, words("system.about.gcj02")], words)
        parts = [known, *([] if self.name == WGS84 else [words("system.about.cgcs2000")])]
        if self.strip and layer is not None and (beside := _beside(layer, self.strip)):
            west, east = self.strip
            parts.append(words("system.about.beside", west=west, east=east, count=beside, total=len(layer)))
        return _joined(parts, words)


IN_ANY_SYSTEM = ("gpkg", "shp", "positions")
"""The kinds of file whose reference system can be chosen; GeoJSON and KML know WGS 84 alone, tables no coordinates."""
WGS84 = "wgs84"
GCJ02 = "gcj02"
THIRD_37, THIRD_38, SIXTH_19 = (109.5, 112.5), (112.5, 115.5), (108.0, 114.0)
SYSTEMS = {
    system.name: system
    for system in (
        System(WGS84, MAP_CRS),
        System("cgcs2000", "EPSG:4490"),
        System("gk3-111", "EPSG:4546", THIRD_37),
        System("gk3-114", "EPSG:4547", THIRD_38),
        System("gk6-111", "EPSG:4508", SIXTH_19),
        System("gk3-zone37", "EPSG:4525", THIRD_37),
        System("gk3-zone38", "EPSG:4526", THIRD_38),
        System("gk6-zone19", "EPSG:4497", SIXTH_19),
        System(GCJ02, ""),
    )
}
"""Every system by name; the first is that of the atlas."""


def system_of(name: str, kind: str, kinds: Iterable[str]) -> System:
    """Return a system by its name, where files of this kind can be in it.

    Parameters
    ----------
    name
        One of ``SYSTEMS``.
    kind
        Of file.
    kinds
        The kinds of file that can be in any system; others are in WGS 84 alone.

    Raises
    ------
    ExportError
        There is no such system, or a file of this kind is in WGS 84 alone.
    """
    if name not in SYSTEMS:
        raise ExportError("export.system", system=name, known=list(SYSTEMS))
    if name != WGS84 and kind not in kinds:
        raise ExportError("export.system_fixed", kind=kind, system=name, known=list(kinds))
    return SYSTEMS[name]


def with_mark(name: str, system: System) -> str:
    """Return the name of a file, with its reference system before the ending unless it is that of the atlas.

    Parameters
    ----------
    name
        With an ending.
    system
        That of the coordinates in the file.
    """
    stem, _, ending = name.rpartition(".")
    return f"{stem}_{system.mark}.{ending}" if system.mark else name


def in_system(layer: gpd.GeoDataFrame, system: System) -> gpd.GeoDataFrame:
    """Return a layer with its coordinates in a system; of GCJ-02 it declares none.

    CGCS2000 and WGS 84 are taken as one, as EPSG has it: they differ by centimetres, and no shape is that exact.

    Parameters
    ----------
    layer
        In ``MAP_CRS``.
    system
        Where it is to be.

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    """
    require_crs(layer, MAP_CRS)
    if system.name == WGS84:
        return layer
    if system.code:
        return layer.to_crs(system.code)
    shifted = shapely.transform(
        layer.geometry.to_numpy(), lambda points: np.column_stack(wgs84_to_gcj02(points[:, 0], points[:, 1]))
    )
    return gpd.GeoDataFrame(
        layer.drop(columns=layer.geometry.name), geometry=gpd.GeoSeries(shifted, index=layer.index, crs=None)
    )


def _joined(sentences: Iterable[str], words: Words) -> str:
    return ("" if words.lang == "zh" else " ").join(sentences)


def _beside(layer: gpd.GeoDataFrame, strip: tuple[float, float]) -> int:
    """Return how many shapes reach beyond a strip."""
    bounds = layer.geometry.bounds
    return int(((bounds["minx"] < strip[0]) | (bounds["maxx"] > strip[1])).sum())
