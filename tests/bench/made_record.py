"""A record of as many projects as wanted, made from the real one: what speed at any size is measured on.

Run as ``python tests/bench/made_record.py 5000 /tmp/record-5000``. The real projects stay as they are; the others are
copies of them in turn, with their reports, places, readings, searches, organisations, figures and ties to strategies,
and with their lines, sites and areas moved a few kilometres. Made from the same record with the same seed it is the same,
byte for byte, and it breaks no rule: what a move would break is moved less far, at last not at all. It is for measuring
only, and nothing in it is so.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geo.read.boundaries import read_boundaries  # noqa: E402
from geo.read.rules import places, shapes  # noqa: E402
from geo.read.schema import read_descriptor  # noqa: E402
from geo.read.shapes import read_shapes  # noqa: E402
from geo.read.tables import read_tables  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SEED = 156
FARTHEST_DEG = 0.15
"""How far a copy is moved at most, each way, in degrees; half of it after each try that breaks a rule."""
TRIES = 6
DECIMALS = 5
KEYED = {
    "project_places": "project_id",
    "project_reports": "project_id",
    "second_readings": "project_id",
    "searches": "project_id",
    "project_organisations": "project_id",
    "figures": "subject_id",
    "part_links": "subject_id",
}
"""Table → the column that names a project."""
Feature = dict[str, Any]


def make_record(source: Path, into: Path, count: int, seed: int = SEED) -> Path:
    """Write a data folder of so many projects; those of the source are among them, however few are wanted.

    Parameters
    ----------
    source
        A data folder without a fault, the real record.
    into
        The folder to write; it must not be there.
    count
        Projects wanted.
    seed
        Of what is left to chance: where the copies lie.
    """
    shutil.copytree(source, into, ignore=shutil.ignore_patterns("*.py", "__pycache__", "shapes"))
    head, projects = _rows(into / "tables" / "projects.csv")
    copies = _copies([row["project_id"] for row in projects], count)
    _append(into / "tables" / "projects.csv", head, [_project(projects[at], number, copies) for at, number in copies])
    ids = {(projects[at]["project_id"], number): f"{projects[at]['project_id']}-{number}" for at, number in copies}
    numbers: dict[str, list[int]] = {}
    for project_id, number in ids:
        numbers.setdefault(project_id, []).append(number)
    for table, column in KEYED.items():
        head, held = _rows(into / "tables" / f"{table}.csv")
        of_projects = [row for row in held if row.get("subject_kind", "project") == "project"]
        made = [
            row | {column: ids[row[column], number]} | _own_key(row, number)
            for row in of_projects
            for number in numbers.get(row[column], ())
        ]
        _append(into / "tables" / f"{table}.csv", head, made)
    _write_shapes(source / "shapes", into, numbers, seed)
    return into


def _copies(ids: list[str], count: int) -> list[tuple[int, int]]:
    """Return place in the record and running number of each copy: the whole record again and again."""
    return [(at % len(ids), at // len(ids)) for at in range(len(ids), max(count, len(ids)))]


def _project(row: Mapping[str, str], number: int, copies: list[tuple[int, int]]) -> dict[str, str]:
    """Return a copy of a project; its parent is that of the same number, where all of that number are copied."""
    is_whole = number < copies[-1][1]
    return dict(row) | {
        "project_id": f"{row['project_id']}-{number}",
        "name_zh": f"{row['name_zh']}·{number}",
        "name_en": f"{row['name_en']} · {number}",
        "pinyin": f"{row['pinyin']} {number}",
        "parent_id": f"{row['parent_id']}-{number}" if row["parent_id"] and is_whole else row["parent_id"],
    }


def _own_key(row: Mapping[str, str], number: int) -> dict[str, str]:
    return {"figure_id": f"{row['figure_id']}-{number}"} if "figure_id" in row else {}


def _write_shapes(source: Path, into: Path, numbers: Mapping[str, list[int]], seed: int) -> None:
    """Write the features of every project, those of copies moved as far as the rules allow."""
    files = {path.name: json.loads(path.read_text(encoding="utf-8"))["features"] for path in sorted(source.iterdir())}
    (into / "shapes").mkdir()
    chance = random.Random(seed)  # noqa: S311 - repeatable is what is wanted
    far = {f"{project_id}-{n}": FARTHEST_DEG for project_id, all_of_it in numbers.items() for n in all_of_it}
    moves = dict.fromkeys(far, (0.0, 0.0))
    moved = set(far)
    tables, boundaries = read_tables(into, read_descriptor(into)), read_boundaries(into / "boundaries")
    units = places.outlines(boundaries)
    for left in range(TRIES, -1, -1):
        for project_id in sorted(moved):
            reach = far[project_id] if left else 0.0
            moves[project_id] = (chance.uniform(-reach, reach), chance.uniform(-reach, reach))
            far[project_id] = reach / 2
        for name, features in files.items():
            copied = [
                _copy(one, n, moves) for one in features for n in numbers.get(one["properties"]["project_id"], ())
            ]
            lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in [*features, *copied])
            text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
            (into / "shapes" / name).write_text(text, encoding="utf-8")
        layer, faults = read_shapes(into / "shapes")
        assert not faults, faults[:3]
        rules = (
            shapes.geometry_faults(tables, layer, boundaries, units),
            shapes.crossing_faults(tables, layer, boundaries),
            shapes.length_faults(layer),
            shapes.stop_faults(layer),
        )
        moved = {str(fault.params["project"]) for rule in rules for fault in rule} & set(far)
        if not moved:
            return


def _copy(feature: Feature, number: int, moves: Mapping[str, tuple[float, float]]) -> Feature:
    properties = feature["properties"]
    project_id = f"{properties['project_id']}-{number}"
    east, north = moves[project_id]

    def shifted(lon: float, lat: float) -> list[float]:
        return [round(lon + east, DECIMALS), round(lat + north, DECIMALS)]

    own = properties | {"project_id": project_id}
    if properties.get("stops"):
        own["stops"] = [stop | {"at": shifted(*stop["at"])} for stop in properties["stops"]]
    geometry = feature["geometry"]
    if geometry is not None:
        geometry = geometry | {"coordinates": _shifted(geometry["coordinates"], shifted)}
    return feature | {"properties": own, "geometry": geometry}


def _shifted(coordinates: Any, shifted: Callable[[float, float], list[float]]) -> Any:
    if coordinates and isinstance(coordinates[0], list):
        return [_shifted(part, shifted) for part in coordinates]
    return shifted(*coordinates)


def _rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        held = list(reader)
        return list(reader.fieldnames or ()), held


def _append(path: Path, head: list[str], made: list[dict[str, str]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, head, lineterminator="\n").writerows(made)


if __name__ == "__main__":
    print(make_record(ROOT / "data", Path(sys.argv[2]), int(sys.argv[1])))
