"""Rules of the record that a table schema cannot say: how tables, shapes and boundaries must agree.

A module holds the rules of one concern; each rule yields a `Fault` for each breach, at the cell where it is mended. The
rules hold against a record whose cells break the schema too: what the schema finds, they pass over.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from geo.read.rules import crossings, dates, evidence, figures, languages, lineage, places, references, shapes, stages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import pandas as pd

    from geo.errors import Fault
    from geo.read.boundaries import Boundaries

OF_TABLES = (
    references.subject_faults,
    references.source_faults,
    references.unused_faults,
    references.partner_faults,
    references.authority_faults,
    references.hearsay_faults,
    evidence.source_faults,
    evidence.report_faults,
    evidence.event_faults,
    evidence.reading_faults,
    evidence.search_faults,
    dates.promise_faults,
    dates.meeting_faults,
    dates.period_faults,
    figures.unit_faults,
    figures.number_faults,
    figures.claim_faults,
    crossings.side_faults,
    crossings.report_faults,
    crossings.reading_faults,
    stages.regression_faults,
    stages.line_faults,
    lineage.cycle_faults,
    lineage.part_faults,
    lineage.reading_faults,
)
"""The rules that ask for the tables alone."""


def record_faults(
    tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame, boundaries: Boundaries
) -> Iterator[Fault]:
    """Find each breach of the rules that tie tables, shapes and boundaries together.

    Parameters
    ----------
    tables
        Table name → frame, from `geo.read.tables.read_tables`.
    layer
        From `geo.read.shapes.read_shapes`.
    boundaries
        From `geo.read.boundaries.read_boundaries`.

    Yields
    ------
    Fault
        At the cell where it is mended.
    """
    units = places.outlines(boundaries)
    yield from chain.from_iterable(rule(tables) for rule in OF_TABLES)
    yield from languages.language_faults(tables, layer)
    yield from references.completeness_faults(tables, layer)
    yield from places.unit_faults(tables, boundaries)
    yield from places.parent_faults(tables, units)
    yield from places.position_faults(tables, units)
    yield from shapes.reference_faults(tables, layer, units)
    yield from shapes.geometry_faults(tables, layer, boundaries, units)
    yield from shapes.crossing_faults(tables, layer, boundaries)
    yield from shapes.stop_faults(layer)
    yield from shapes.length_faults(layer)
