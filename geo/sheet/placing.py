"""Where the features of a view lie on a page, and which of them can be seen there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.read.tables import rows
from geo.sheet.ground import ground_of, thinned
from geo.sheet.labels import along, inside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.frame import Frame
    from geo.sheet.labels import Box
    from geo.sheet.paper import Paper

LEAST_M2 = 1e6
"""Neighbours whose outlines overlap by less have only an edge in common."""


@dataclass(frozen=True)
class Home:
    """The outline of the units that a map is about, metres, and the ids of what belongs to it (None: everything)."""

    outline: BaseGeometry
    ids: frozenset[str] | None

    def owns(self, place_ids: Sequence[str]) -> bool:
        """Whether what stands for some units has its place here.

        Parameters
        ----------
        place_ids
            The units that stand for a project.
        """
        return self.ids is None or bool(self.ids & set(place_ids))


def laid_out(  # noqa: PLR0913 - what is shown, where, how, and what stands in the way
    frame: Frame, view: View, paper: Paper, words: Words, *, hidden: Sequence[Box] = (), home: Home | None = None
) -> pd.DataFrame:
    """Return the features in view as they lie on the page; ``hidden`` are boxes that cover the map.

    What units stand for has a row for each of them, at its seat; where that lies outside the frame, but the unit is
    ``home``, the mark stands there.

    Beside the columns of `View.features`: ``shape`` (mm of the page; lines and units cut to the frame), ``anchor`` and
    ``anchors`` (where a symbol or a name may stand, mm), ``gap`` (mm to keep from there), ``is_line``, ``is_site``,
    ``is_unit``, ``stands_for`` (all units of a project), ``is_shown`` (its mark lies in the frame), ``is_named`` (the
    first or largest part of its project in the frame), ``is_crossing``, ``length`` (mm), ``rank`` (the order of the
    register) and ``letter`` (of its group). ``colour`` is that of the theme.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    view
        The projects in view, with their filters and their day.
    paper
        The page; its theme gives the colours.
    words
        The words of the language.
    hidden
        Boxes that cover the map, mm: what lies below is not shown.
    home
        What the map is about, where that is some units.

    Returns
    -------
    DataFrame
        One row a feature, of units one row each, with the columns named above.
    """
    projects = view.projects
    features = ground_of(view.atlas).features
    features = features[features["project_id"].isin(projects.index)].sort_values("feature_id", kind="stable")
    columns = ["status", "texts_status", "group", "type", "colour", "name_zh", "name_en"]
    features = _by_unit(features, view).join(projects[columns], on="project_id")
    kinds = shapely.get_type_id(features["metres"].to_numpy())
    table = features.assign(
        colour=[paper.theme.hue(g, c) for g, c in zip(features["group"], features["colour"], strict=True)],
        letter=features["group"].map(lambda group: words(f"sheet.letter.{group}")),
        is_line=np.isin(kinds, [1, 5]),
        is_site=kinds == 0,
        is_unit=(features["precision"] == "admin").to_numpy(),
        rank=projects.index.get_indexer(pd.Index(features["project_id"])),
        is_crossing=features["project_id"].map(projects["is_crossing"]),
    )
    return _placed(frame, table if home is None else _homed(frame, table, home), hidden)


def _by_unit(features: pd.DataFrame, view: View) -> pd.DataFrame:
    """Return the features with a row for each unit that stands for one: its outline, and its seat as the anchor."""
    ground = ground_of(view.atlas)
    is_unit = (features["precision"] == "admin").to_numpy()
    units = features[is_unit].assign(stands_for=features.loc[is_unit, "place_ids"]).explode("place_ids")
    outlines = {unit: ground.unit(unit) for unit in units["place_ids"]}
    seats = {unit: ground.seats[unit] if unit in ground.seats else _within(shape) for unit, shape in outlines.items()}
    units = units.assign(
        metres=pd.Series([outlines[unit] for unit in units["place_ids"]], index=units.index, dtype=object),
        anchor_x=[seats[unit][0] for unit in units["place_ids"]],
        anchor_y=[seats[unit][1] for unit in units["place_ids"]],
        place_ids=pd.Series([(unit,) for unit in units["place_ids"]], index=units.index, dtype=object),
    )
    rest = features[~is_unit]
    rest = rest.assign(stands_for=pd.Series([() for _ in rest.index], index=rest.index, dtype=object))
    return pd.concat([rest, units], ignore_index=True)


def _within(unit: BaseGeometry) -> tuple[float, float]:
    """Return a point well inside a unit whose seat is not known."""
    return inside(shapely.multipolygons(list(shapely.get_parts(unit))))[0]


def _homed(frame: Frame, table: pd.DataFrame, home: Home) -> pd.DataFrame:
    """Return the features with the anchors of those units moved home that would else lie outside the frame."""
    west, south, east, north = frame.window(-2.0)
    x, y = table["anchor_x"], table["anchor_y"]
    is_outside = table["is_unit"] & ~((west < x) & (x < east) & (south < y) & (y < north))
    x, y = x.copy(), y.copy()
    spots: dict[tuple[str, ...], tuple[float, float] | None] = {}
    for row in rows(table[is_outside]):
        if row.place_ids not in spots:
            spots[row.place_ids] = _spot_at_home(row.metres, home) if home.owns(row.place_ids) else None
        if (spot := spots[row.place_ids]) is not None:
            x[row.Index], y[row.Index] = spot
    return table.assign(anchor_x=x, anchor_y=y)


def _spot_at_home(unit: BaseGeometry, home: Home) -> tuple[float, float] | None:
    """Return a point of a unit that lies well inside the home."""
    common = shapely.simplify(shapely.intersection(unit, home.outline), 300.0)
    areas = [part for part in shapely.get_parts(common) if part.area > LEAST_M2]
    return inside(shapely.multipolygons(areas))[0] if areas else None


def _placed(frame: Frame, table: pd.DataFrame, hidden: Sequence[Box]) -> pd.DataFrame:
    """Add where each feature lies on the page."""
    inner = frame.box.grown(-1.0)
    thin = {key: thinned(shape, frame.metres_per_mm) for key, shape in _distinct(table["metres"])}
    shapes = {key: frame.shapes([shape])[0] for key, shape in thin.items()}
    shape = np.array([shapes[id(metres)] for metres in table["metres"]], dtype=object)
    spots = frame.to_page(table[["anchor_x", "anchor_y"]].to_numpy())
    cut = np.where(table["is_line"], shapely.clip_by_rect(shape, *inner.corners), shape)
    lengths = np.where(table["is_line"], shapely.length(cut), 0.0)
    is_inside = _is_within(spots, inner)
    for box in hidden:
        is_inside &= ~_is_within(spots, box)
    table = table.assign(
        shape=pd.Series(shape, index=table.index, dtype=object),
        anchor=pd.Series([(float(x), float(y)) for x, y in spots], index=table.index),
        anchors=pd.Series(
            [
                along(line) if is_line and not line.is_empty else ((float(x), float(y)),) if is_site else ()
                for line, (x, y), is_line, is_site in zip(cut, spots, table["is_line"], table["is_site"], strict=True)
            ],
            index=table.index,
        ),
        length=lengths,
        gap=np.where(table["is_line"], 1.4, 2.3),
        is_shown=np.where(table["is_line"], lengths > 0, is_inside),
    )
    first = table[table["is_shown"]].sort_values(["length", "feature_id"], ascending=[False, True])
    return table.assign(is_named=table["feature_id"].isin(first.drop_duplicates("project_id")["feature_id"]))


def _distinct(shapes: pd.Series[Any]) -> list[tuple[int, shapely.Geometry]]:
    """Return each geometry once, with its identity: eighty projects may share one outline."""
    return list({id(shape): shape for shape in shapes}.items())


def _is_within(spots: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    x, y = spots.T
    return np.asarray((box.left < x) & (x < box.right) & (box.bottom < y) & (y < box.top), dtype=np.bool_)
