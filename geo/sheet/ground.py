"""The ground of an atlas in metres, worked out once: outlines, boundary lines, projects, and where names may stand.

Everything is in ``MEASURE_CRS`` and at full detail; a sheet thins it to what its scale can show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.read.base import no_rivers
from geo.sheet.labels import inside
from geo.sheet.projection import to_metres

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.atlas.atlas import Atlas

LEVELS = ("county", "prefecture", "province")
FINEST_MM = 0.035
"""Corners nearer than this to the line are left out: about a dot of a printer at 600 dpi."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Outlines by adcode, boundary lines by level, and the features of the atlas, all in metres.

    ``features`` has the columns of `geo.atlas.Atlas.features` without their geometry, with ``metres`` (of a unit that
    stands for a project, its outline), ``anchor_x`` and ``anchor_y``. ``rivers`` is `geo.atlas.atlas.Atlas.rivers` with
    ``metres`` likewise; ``seats`` is where the counties and cities have their seats, by adcode, as far as it is known.
    """

    units: Mapping[str, BaseGeometry]
    cities: Mapping[str, str]
    lines: Mapping[str, NDArray[Any]]
    features: pd.DataFrame
    rivers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(no_rivers()).assign(metres=[]))
    seats: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    _spots: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)

    def has_unit(self, adcode: str) -> bool:
        """Whether there is an outline of this code.

        Parameters
        ----------
        adcode
            A code of GB/T 2260.
        """
        return adcode in self.units

    def unit(self, adcode: str) -> BaseGeometry:
        """Return the outline of a province, a city or a county.

        Parameters
        ----------
        adcode
            A code of GB/T 2260 that `has_unit`.

        Returns
        -------
        BaseGeometry
            In metres of ``MEASURE_CRS``.
        """
        return self.units[adcode]

    def spots(self, adcode: str) -> tuple[tuple[float, float], ...]:
        """Return the points of a unit at which its name may stand, the best first.

        Parameters
        ----------
        adcode
            A code of GB/T 2260 that `has_unit`.

        Returns
        -------
        tuple
            x and y of each in metres of ``MEASURE_CRS``.
        """
        if adcode not in self._spots:
            self._spots[adcode] = inside(shapely.simplify(self.units[adcode], 400.0), 11)
        return self._spots[adcode]


@lru_cache(maxsize=2)
def ground_of(atlas: Atlas) -> Ground:
    """Return the ground of an atlas; the same atlas gives the same ground without any work.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    counties = atlas.boundaries.counties
    outlines = _metres(counties.geometry.to_numpy())
    parents = counties["parent_id"].to_numpy()
    units = dict(zip(counties["adcode"], outlines, strict=True))
    for layer in (atlas.boundaries.prefectures, atlas.boundaries.province):
        shapes = _metres(layer.geometry.to_numpy())
        units |= dict(zip(layer["adcode"], shapes, strict=True))
    units |= {city: shapely.coverage_union_all(outlines[parents == city]) for city in sorted(set(parents))}
    lines = {level: _metres(lines) for level, lines in boundary_lines(counties).items()}
    cities = dict(zip(counties["adcode"], parents, strict=True))
    rivers = pd.DataFrame(atlas.rivers.drop(columns="geometry"))
    rivers = rivers.assign(metres=_metres(atlas.rivers.geometry.to_numpy()))
    return Ground(units, cities, lines, _features(atlas, units), rivers, _seats(atlas, units))


def _seats(atlas: Atlas, units: Mapping[str, BaseGeometry]) -> Mapping[str, NDArray[np.float64]]:
    """Return the seats of the cities and counties that have an outline."""
    places = atlas.places[atlas.places["level"].isin(["prefecture", "county"]) & atlas.places["lon"].notna()]
    places = places[places.index.isin(list(units))]
    x, y = to_metres(places["lon"].to_numpy(), places["lat"].to_numpy())
    return dict(zip(places.index, np.column_stack([x, y]), strict=True))


def boundary_lines(counties: gpd.GeoDataFrame) -> Mapping[str, NDArray[Any]]:
    """Return the lines of each level, from the county up, in the layer's own coordinates.

    Each edge is drawn once, as a line of the highest level it bounds: an edge of one county only bounds the province,
    one between counties of two cities bounds those. Drawn by unit, an edge would lie over itself, and the gaps of one
    dash pattern would be filled by the dashes of another.

    Parameters
    ----------
    counties
        With ``parent_id``; neighbours share their vertices.

    Returns
    -------
    Mapping[str, NDArray[Any]]
        Level (``county``, ``prefecture``, ``province``) → its lines.
    """
    rings, owner = shapely.get_rings(counties.geometry.to_numpy(), return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    is_edge = ring[:-1] == ring[1:]
    ends = np.hstack([xy[:-1], xy[1:]])[is_edge]
    is_turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[is_turned] = ends[is_turned][:, [2, 3, 0, 1]]
    edges, at, count = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    parent = pd.factorize(counties["parent_id"])[0][owner[ring[:-1][is_edge]]]
    low, high = np.full(len(edges), np.inf), np.full(len(edges), -np.inf)
    np.minimum.at(low, at.ravel(), parent)
    np.maximum.at(high, at.ravel(), parent)
    rank = np.where(count == 1, 2, np.where(low < high, 1, 0))
    return {level: _merged(edges[rank == at_rank]) for at_rank, level in enumerate(LEVELS)}


def thinned(metres: Any, metres_per_mm: float) -> Any:
    """Return geometries with no more corners than their scale can show.

    Parameters
    ----------
    metres
        One geometry or an array of them, in ``MEASURE_CRS``.
    metres_per_mm
        The scale: metres of ground in a millimetre of the page.

    Returns
    -------
    Any
        As given, one or an array; what is left out lies within `FINEST_MM` of the line on the page.
    """
    return shapely.simplify(metres, FINEST_MM * metres_per_mm, preserve_topology=False)


def _merged(edges: NDArray[np.float64]) -> NDArray[Any]:
    chains: NDArray[Any] = np.asarray(shapely.linestrings(edges.reshape(-1, 2, 2)))
    parts: NDArray[Any] = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(chains)))
    return parts


def _features(atlas: Atlas, units: Mapping[str, BaseGeometry]) -> pd.DataFrame:
    """Return the features in metres; a unit's outline is taken from the units, for many projects share it."""
    layer = atlas.features
    is_admin = (layer["precision"] == "admin").to_numpy()
    metres = np.empty(len(layer), dtype=object)
    metres[~is_admin] = _metres(layer.geometry.to_numpy()[~is_admin])
    unions = {ids: shapely.union_all([units[i] for i in ids]) for ids in set(layer.loc[is_admin, "place_ids"])}
    metres[is_admin] = [unions[ids] for ids in layer.loc[is_admin, "place_ids"]]
    x, y = to_metres(layer["anchor_lon"].to_numpy(), layer["anchor_lat"].to_numpy())
    table = pd.DataFrame(layer.drop(columns="geometry"))
    return table.assign(metres=pd.Series(metres, index=layer.index, dtype=object), anchor_x=x, anchor_y=y)


def _metres(geometries: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(shapely.transform(geometries, _columns), dtype=object)


def _columns(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(to_metres(*degrees.T))
