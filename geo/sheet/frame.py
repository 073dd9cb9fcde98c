"""The window of a sheet: which part of the ground it shows, and how metres become millimetres of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas import joins
from geo.atlas.drawn import units_met
from geo.errors import SheetError
from geo.sheet.ground import ground_of
from geo.sheet.options import CLUSTER, FILTERED, MapView
from geo.sheet.projection import to_degrees, to_metres

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.drawn import Drawn
    from geo.sheet.labels import Box

    Bounds = tuple[float, float, float, float]

MARGIN = 0.045
"""Share of the extent that is left free on every side."""
LEAST_M = 16_000.0
"""No sheet shows less ground than this from side to side: a single point needs its surroundings."""
SCREEN_PX = (900, 570)
"""How large the map on screen is, about: a sheet of its view shows the same ground."""
ROUND = tuple(
    number / 100
    for first, last, step in ((100, 120, 10), (125, 126, 1), (130, 260, 10), (275, 400, 25), (400, 1025, 25))
    for number in range(first, last, step)
)
"""Scales that a reader would call round, between 1 and 10."""
PX_M = 156_543.034
"""Metres a pixel at the equator at Leaflet's zoom 0 (a tile of 256 px, WGS 84's equatorial radius)."""


@dataclass(frozen=True)
class Frame:
    """A box on the page and the ground in it, in ``MEASURE_CRS``, north up at its central meridian.

    Parameters
    ----------
    box
        Where the map lies on the page, mm.
    west_m, south_m
        Its lower left corner, metres of ``MEASURE_CRS``.
    metres_per_mm
        Metres of ground in a millimetre of the page as it is laid out.
    """

    box: Box
    west_m: float
    south_m: float
    metres_per_mm: float

    @property
    def ground(self) -> Bounds:
        """West, south, east, north in metres of ``MEASURE_CRS``."""
        east = self.west_m + self.box.width * self.metres_per_mm
        return self.west_m, self.south_m, east, self.south_m + self.box.height * self.metres_per_mm

    def window(self, margin_mm: float = 0.0) -> Bounds:
        """Return the ground with a margin around it, metres.

        Parameters
        ----------
        margin_mm
            On each side, mm of the page.
        """
        west, south, east, north = self.ground
        by = margin_mm * self.metres_per_mm
        return west - by, south - by, east + by, north + by

    def to_page(self, metres: NDArray[Any]) -> NDArray[np.float64]:
        """Turn coordinates in ``MEASURE_CRS`` (n × 2) into mm of the page.

        Parameters
        ----------
        metres
            Rows of x, y.
        """
        corner = np.array([self.west_m, self.south_m])
        on_page: NDArray[np.float64] = (metres - corner) / self.metres_per_mm + (self.box.left, self.box.bottom)
        return on_page

    def shapes(self, metres: Any, margin_mm: float = 2.0) -> NDArray[Any]:
        """Return geometries in ``MEASURE_CRS`` as geometries in mm of the page, cut off a little outside the frame.

        Parameters
        ----------
        metres
            One geometry or an array of them.
        margin_mm
            How far outside the frame they are cut, mm of the page.

        Returns
        -------
        ndarray
            An array also of one; empty geometries where nothing lies in the window.
        """
        cut = shapely.clip_by_rect(metres, *self.window(margin_mm))
        on_page: NDArray[Any] = np.asarray(shapely.transform(cut, self.to_page), dtype=object)
        return on_page

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the page, mm.

        Parameters
        ----------
        lon, lat
            Degrees of WGS 84.
        """
        x, y = self.to_page(np.array([to_metres(lon, lat)]))[0]
        return float(x), float(y)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Return which place lies at a point of the page.

        Parameters
        ----------
        x, y
            From the lower left of the page, mm.

        Returns
        -------
        tuple
            Degrees of WGS 84.
        """
        lon, lat = to_degrees(
            self.west_m + (x - self.box.left) * self.metres_per_mm,
            self.south_m + (y - self.box.bottom) * self.metres_per_mm,
        )
        return float(lon), float(lat)

    def north_deg(self, x: float, y: float) -> float:
        """Return by how many degrees true north leans to the right of the page at a point of it, mm.

        Parameters
        ----------
        x, y
            From the lower left of the page, mm.
        """
        lon, lat = self.lonlat(x, y)
        (x0, y0), (x1, y1) = self.point(lon, lat), self.point(lon, lat + 0.01)
        return float(np.degrees(np.arctan2(x1 - x0, y1 - y0)))


def frame_for(  # noqa: PLR0913 - what is to be seen, where, and how large
    ground: Bounds,
    box: Box,
    margin: float = MARGIN,
    *,
    within: Box | None = None,
    enlarged: float = 1.0,
    ratio: int = 0,
) -> Frame:
    """Return the frame that shows all of the ground in the middle of a box, or of a part of that box (``within``).

    The scale is round on a page that is printed ``enlarged`` so many times.

    Parameters
    ----------
    ground
        West, south, east, north in metres of ``MEASURE_CRS``.
    box
        The box of the map on the page, mm.
    margin
        Room around the ground, as a share of its width and height on each side.
    within
        The part of the box that nothing covers, mm; all of it where None.
    enlarged
        How many times larger than it is laid out the page is printed.
    ratio
        The scale of the printed map as 1 to so many, where it is fixed; what does not fit then lies outside.
    """
    part = within or box
    west, south, east, north = ground
    width, height = (max(side * (1 + 2 * margin), LEAST_M) for side in (east - west, north - south))
    fitting = max(width / part.width, height / part.height) / enlarged
    scale = (ratio / 1000 if ratio else round_scale(fitting)) * enlarged
    middle_x, middle_y = part.centre
    return Frame(
        box,
        (west + east) / 2 - (middle_x - box.left) * scale,
        (south + north) / 2 - (middle_y - box.bottom) * scale,
        scale,
    )


def round_scale(metres_per_mm: float) -> float:
    """Return the next larger scale that a reader would call round.

    Parameters
    ----------
    metres_per_mm
        Metres of ground in a millimetre of the page.

    Returns
    -------
    float
        One of `ROUND` times a power of ten.
    """
    power = 10.0 ** np.floor(np.log10(metres_per_mm))
    share = round(metres_per_mm / power, 6)
    return float(next(step for step in ROUND if step >= share) * power)


def cluster_ground(view: View) -> Bounds:
    """Return the extent of the five cities, metres in ``MEASURE_CRS``.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    ground = ground_of(view.atlas)
    return _together([ground.unit(city).bounds for city in view.atlas.city_ids])


def ground_for(view: View, extent: str | MapView) -> Bounds:
    """Return the ground that a sheet is asked to show, metres in ``MEASURE_CRS``.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    extent
        The id of a place, ``cluster``, ``filtered`` (what is in view), or the map as it stands on screen.

    Returns
    -------
    Bounds
        West, south, east, north; of a place without an outline its point, or else the unit it lies in.

    Raises
    ------
    SheetError
        The extent is a place that the atlas does not have, or a view outside Shanxi's surroundings.
    """
    if isinstance(extent, MapView):
        return _seen(extent)
    if extent == FILTERED:
        return _filtered(view)
    if extent in (CLUSTER, joins.CLUSTER):
        return cluster_ground(view)
    ground, places, place = ground_of(view.atlas), view.atlas.places, extent
    while place in places.index or ground.has_unit(place):
        if place == joins.CLUSTER:
            return cluster_ground(view)
        if ground.has_unit(place):
            bounds: Bounds = ground.unit(place).bounds
            return bounds
        spot = places.loc[place, ["lon", "lat"]].to_numpy(dtype=float)
        if np.isfinite(spot).all():
            x, y = to_metres(*spot.tolist())
            return float(x), float(y), float(x), float(y)
        place = str(places.at[place, "parent_id"])  # a zone without a point lies somewhere in its unit
    raise SheetError("sheet.no_extent", extent=extent)


def _seen(view: MapView) -> Bounds:
    """Return what the map on screen shows."""
    if not (30 <= view.lat <= 45 and 105 <= view.lon <= 120 and 4 <= view.zoom <= 18):  # noqa: PLR2004
        raise SheetError("sheet.outside", lat=view.lat, lon=view.lon, zoom=view.zoom)
    x, y = to_metres(view.lon, view.lat)
    px_m = PX_M * np.cos(np.radians(view.lat)) / 2**view.zoom
    half_width, half_height = (float(side * px_m / 2) for side in SCREEN_PX)
    return float(x) - half_width, float(y) - half_height, float(x) + half_width, float(y) + half_height


def _filtered(view: View) -> Bounds:
    """Return the extent of the projects in view and the places chosen; of the five cities where nothing is chosen."""
    ground = ground_of(view.atlas)
    chosen = [ground.unit(place).bounds for place in view.filters.place if ground.has_unit(place)]
    if view.filters.drawn and not chosen:
        return _around_drawing(view.atlas, view.filters.drawn)
    is_everything = view.filters.is_empty and len(view.projects) == len(view.atlas.projects)
    if is_everything or (view.projects.empty and not chosen):
        return cluster_ground(view)
    features = ground.features[ground.features["project_id"].isin(view.projects.index)]
    is_unit = features["precision"] == "admin"
    if not chosen:  # what stands for a unit is to be seen with the whole of it, unless units of their own are asked for
        return _together([shape.bounds for shape in features["metres"]])
    spots = features.loc[is_unit, ["anchor_x", "anchor_y"]].to_numpy()
    return _together(
        [*(shape.bounds for shape in features.loc[~is_unit, "metres"]), *chosen, *np.hstack([spots, spots])]
    )


def _around_drawing(atlas: Atlas, drawn: Drawn) -> Bounds:
    """Return the extent of what was drawn and of the counties that it meets: all that it meets is seen in part."""
    x, y = to_metres(*np.array(drawn.points)[:, ::-1].T)
    ground, codes = ground_of(atlas), units_met(atlas.boundaries, drawn)
    counties = [ground.unit(code).bounds for code in codes if code in set(atlas.boundaries.counties["adcode"])]
    return _together([(float(x.min()), float(y.min()), float(x.max()), float(y.max())), *counties])


def _together(extents: list[Bounds]) -> Bounds:
    edges = np.array(extents)
    west, south = edges[:, :2].min(axis=0).tolist()
    east, north = edges[:, 2:].max(axis=0).tolist()
    return west, south, east, north
