"""Broken data folders: each case by name, made from a sound folder by code, with the codes that it is refused by.

`docs/security.md` lists them; ``python -m tests.geo.read.broken_folders`` writes the list anew.
"""

from __future__ import annotations

import csv
import json
import os
import random
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[3]
SECURITY = ROOT / "docs" / "security.md"
PLACES, PROJECTS, TYPES, UNITS = (f"tables/{name}.csv" for name in ("places", "projects", "project_types", "units"))
REPORTS, PARTS, FIGURES = (f"tables/{name}.csv" for name in ("project_reports", "strategy_parts", "figures"))
STATUSES, SOURCES, LINKS = (f"tables/{name}.csv" for name in ("statuses", "sources", "project_places"))
ROADS, RIVERS, DESCRIPTOR = "shapes/road.geojson", "base/rivers.geojson", "datapackage.json"
ACCEPTED = ()


class Case(NamedTuple):
    """What is done to a sound folder, and the codes of which one at least must be given; none where it is accepted."""

    change: Callable[[Path], object]
    codes: tuple[str, ...]


def written(file: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / file).write_bytes(content)


def added(file: str, content: str | bytes) -> Callable[[Path], object]:
    more = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / file).write_bytes((folder / file).read_bytes() + more)


def recoded(file: str, encoding: str) -> Callable[[Path], object]:
    return lambda folder: (folder / file).write_bytes((folder / file).read_text("utf-8").encode(encoding))


def replaced(file: str, old: str, new: str, count: int = 1) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text, (file, old)
        (folder / file).write_text(text.replace(old, new, count), "utf-8")

    return change


def cut(file: str, share: float) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        content = (folder / file).read_bytes()
        (folder / file).write_bytes(content[: int(len(content) * share)])

    return change


def gone(file: str) -> Callable[[Path], object]:
    return lambda folder: (folder / file).unlink()


def in_place_of(file: str, make: Callable[[Path], object]) -> Callable[[Path], object]:
    """Put something else where a file is."""

    def change(folder: Path) -> None:
        (folder / file).unlink()
        make(folder / file)

    return change


def cell(file: str, row: int, field: str, value: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            rows = list(csv.reader(opened))
        rows[row - 1][rows[0].index(field)] = value
        with (folder / file).open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows(rows)

    return change


def header(file: str, change_labels: Callable[[list[str]], list[str]]) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        first, rest = (folder / file).read_text("utf-8").split("\n", 1)
        (folder / file).write_text(",".join(change_labels(first.split(","))) + "\n" + rest, "utf-8")

    return change


def descriptor(change_it: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        content = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        change_it(content)
        (folder / DESCRIPTOR).write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    return change


def resource(**values: Any) -> Callable[[Path], object]:
    return descriptor(lambda content: content["resources"][0].update(values))


def field(**values: Any) -> Callable[[Path], object]:
    return descriptor(lambda content: content["resources"][0]["schema"]["fields"][0].update(values))


def feature(change_it: Callable[[dict[str, Any]], object], file: str = ROADS) -> Callable[[Path], object]:
    """Change the first feature of a file that has a line of its own."""

    def change(folder: Path) -> None:
        content = json.loads((folder / file).read_text("utf-8"))
        chosen = next(one for one in content["features"] if (one["geometry"] or {}).get("type") == "LineString")
        change_it(chosen)
        (folder / file).write_text(json.dumps(content), "utf-8")

    return change


def geometry(kind: str, coordinates: Any) -> Callable[[Path], object]:
    return feature(lambda one: one.update(geometry={"type": kind, "coordinates": coordinates}))


def properties(**values: Any) -> Callable[[Path], object]:
    return feature(lambda one: one["properties"].update(values))


def in_two(one: dict[str, Any]) -> None:
    """Write a line as QGIS may: two parts of which the second begins where the first ends, with heights."""
    line = [[*point, 800.0] for point in one["geometry"]["coordinates"]]
    half = len(line) // 2 or 1
    one["geometry"] = {"type": "MultiLineString", "coordinates": [line[: half + 1], line[half:]]}


def apart(one: dict[str, Any]) -> None:
    line = one["geometry"]["coordinates"]
    moved = [[lon + 0.01, lat + 0.01] for lon, lat in line]
    one["geometry"] = {"type": "MultiLineString", "coordinates": [line, moved]}


def as_multi(one: dict[str, Any]) -> None:
    one["geometry"] = {"type": "MultiLineString", "coordinates": [one["geometry"]["coordinates"]]}


def counties(change_it: Callable[[Any], Any], file: str = "counties") -> Callable[[Path], object]:
    """Change a layer of boundaries and write it again."""

    def change(folder: Path) -> None:
        import geopandas as gpd  # noqa: PLC0415 - the list of cases alone needs none

        path = folder / "boundaries" / f"{file}.shp"
        layer = change_it(gpd.read_file(path))
        for part in path.parent.glob(f"{file}.*"):
            part.unlink()
        layer.to_file(path, encoding="utf-8")

    return change


def shifted(layer: Any) -> Any:
    """Move one county over its neighbour."""
    layer.loc[3, "geometry"] = layer.geometry[3].buffer(0.02)
    return layer


def turned_round(layer: Any) -> Any:
    from shapely import transform  # noqa: PLC0415 - as above

    return layer.set_geometry(transform(layer.geometry.to_numpy(), lambda points: points[:, ::-1]))


def doubled(layer: Any) -> Any:
    import pandas as pd  # noqa: PLC0415 - as above

    return pd.concat([layer, layer.assign(adcode="150000")], ignore_index=True)


def rows_of(count: int) -> Callable[[Path], object]:
    return added(LINKS, "".join(f"nothing-{number},999999,nowhere\n" for number in range(count)))


def deep(before: str, after: str, depth: int = 100_000) -> bytes:
    return (before + "[" * depth + "]" * depth + after).encode()


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # noqa: S311 - bytes of no meaning


def long_name(folder: Path) -> None:
    cell(PLACES, 3, "name_en", "x" * 200_000)(folder)


def bracketed(folder: Path) -> None:
    """Nest braces of a word."""
    replaced("text/en.toml", 'title = "', 'title = "{')(folder)


def grown(file: str, megabytes: int) -> Callable[[Path], object]:
    """Make a file large without writing it: the end of it is a hole."""

    def change(folder: Path) -> None:
        with (folder / file).open("r+b") as opened:
            opened.truncate(megabytes * 1_000_000)

    return change


def too_many_shapes(folder: Path) -> None:
    for number in range(201):
        (folder / "shapes" / f"more-{number}.geojson").write_text('{"type": "FeatureCollection", "features": []}')


def lied(file: str, at: int, layout: str, value: int) -> Callable[[Path], object]:
    """Let the header of a file say something else than is so."""

    def change(folder: Path) -> None:
        content = bytearray((folder / file).read_bytes())
        struct.pack_into(layout, content, at, value)
        (folder / file).write_bytes(content)

    return change


VRT = b"""<OGRVRTDataSource><OGRVRTLayer name="counties"><SrcDataSource>/vsicurl/http://127.0.0.1:9/x.shp</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""
BOMB = b"PK\x03\x04" + noise(2_000)
CASES: dict[str, Case] = {
    # The descriptor
    "descriptor missing": Case(gone(DESCRIPTOR), ("file.missing",)),
    "descriptor empty": Case(written(DESCRIPTOR, b""), ("file.not_json",)),
    "descriptor in GBK": Case(recoded(DESCRIPTOR, "gb18030"), ("file.encoding",)),
    "descriptor in UTF-16": Case(recoded(DESCRIPTOR, "utf-16"), ("file.encoding",)),
    "descriptor null": Case(written(DESCRIPTOR, b"null"), ("contract.no_tables",)),
    "descriptor a list": Case(written(DESCRIPTOR, b"[]"), ("contract.no_tables",)),
    "descriptor a number of 10,000 digits": Case(written(DESCRIPTOR, b"1" * 10_000), ("file.not_json",)),
    "descriptor nested 100,000 deep": Case(written(DESCRIPTOR, deep("", "")), ("file.nested",)),
    "descriptor without resources": Case(descriptor(lambda all_: all_.pop("resources")), ("contract.no_tables",)),
    "descriptor whose resources are numbers": Case(descriptor(lambda all_: all_.update(resources=[1])), ("contract.no_tables",)),
    "descriptor whose resource has no schema": Case(descriptor(lambda all_: all_["resources"][0].pop("schema")), ("contract.no_tables",)),
    "descriptor without one of the tables": Case(descriptor(lambda all_: all_["resources"].pop(3)), ("contract.differs",)),
    "descriptor with a table twice": Case(descriptor(lambda all_: all_["resources"].append(all_["resources"][0])), ("contract.twice",)),
    "descriptor with a table too many": Case(descriptor(lambda all_: all_["resources"].append({"name": "x", "path": "tables/x.csv", "schema": {"fields": []}})), ("contract.differs",)),
    "descriptor without a version": Case(descriptor(lambda all_: all_.pop("version")), ("contract.required",)),
    "descriptor whose title is a list": Case(descriptor(lambda all_: all_.update(title=["a"])), ("contract.type",)),
    "descriptor of contract 99": Case(descriptor(lambda all_: all_.update(contract=99)), ("contract.newer",)),
    "descriptor with a contract in words": Case(descriptor(lambda all_: all_.update(contract="three")), ("contract.older",)),
    "path absolute": Case(resource(path="/etc/passwd"), ("contract.differs",)),
    "path of the folder above": Case(resource(path="../../etc/passwd"), ("contract.differs",)),
    "path by http": Case(resource(path="http://127.0.0.1:9/sources.csv"), ("contract.differs",)),
    "path a number": Case(resource(path=7), ("contract.no_tables",)),
    "path of a compressed file": Case(resource(path="tables/sources.csv.zip", compression="zip"), ("contract.differs",)),
    "data in the descriptor itself": Case(resource(data=[{"source_id": "a"}]), ("contract.differs",)),
    "schema by http": Case(resource(schema="http://127.0.0.1:9/schema.json"), ("contract.no_tables",)),
    "profile by http": Case(descriptor(lambda all_: all_.update(profile="http://127.0.0.1:9/profile.json")), ("contract.differs",)),
    "profile of a table by http": Case(resource(profile="http://127.0.0.1:9/profile.json"), ("contract.differs",)),
    "dialect with another delimiter": Case(resource(dialect={"delimiter": ";"}), ("contract.differs",)),
    "encoding that is none": Case(resource(encoding="klingon"), ("contract.differs",)),
    "pattern that backtracks for ever": Case(field(constraints={"required": True, "unique": True, "pattern": "(a+)+$"}), ("contract.differs",)),
    "pattern that is none": Case(field(constraints={"pattern": "("}), ("contract.differs",)),
    "type that is none": Case(field(type="geopoint"), ("contract.differs",)),
    "field without a description": Case(descriptor(lambda all_: all_["resources"][0]["schema"]["fields"][0].pop("description")), ("contract.differs",)),
    "field whose description is a number": Case(field(description=7), ("contract.type",)),
    "field without a name": Case(descriptor(lambda all_: all_["resources"][0]["schema"]["fields"][0].pop("name")), ("contract.differs",)),
    "field too many": Case(descriptor(lambda all_: all_["resources"][0]["schema"]["fields"].append({"name": "x", "type": "string"})), ("contract.differs",)),
    "key that names no field": Case(descriptor(lambda all_: all_["resources"][0]["schema"].update(primaryKey="nowhere")), ("contract.differs",)),
    # Files that are none
    "table missing": Case(gone(PLACES), ("file.missing",)),
    "folder where a table should be": Case(in_place_of(PLACES, Path.mkdir), ("file.no_file",)),
    "link that leads nowhere": Case(in_place_of(PLACES, lambda path: path.symlink_to("nowhere.csv")), ("file.no_file",)),
    "link to itself": Case(in_place_of(PLACES, lambda path: path.symlink_to(path.name)), ("file.no_file",)),
    "link out of the folder": Case(in_place_of(PLACES, lambda path: path.symlink_to("/etc/passwd")), ("file.outside",)),
    "link to a device": Case(in_place_of(PLACES, lambda path: path.symlink_to("/dev/zero")), ("file.outside",)),
    "pipe where a table should be": Case(in_place_of(PLACES, os.mkfifo), ("file.no_file",)),
    "pipe where shapes should be": Case(in_place_of(ROADS, os.mkfifo), ("file.no_file",)),
    "folder where words should be": Case(in_place_of("text/en.toml", Path.mkdir), ("file.no_file",)),
    "link out where a boundary should be": Case(in_place_of("boundaries/counties.dbf", lambda path: path.symlink_to("/etc/passwd")), ("file.outside",)),
    "descriptor a folder": Case(in_place_of(DESCRIPTOR, Path.mkdir), ("file.no_file",)),
    "boundaries a file": Case(lambda folder: (folder / "boundaries").rename(folder / "b") and (folder / "boundaries").write_text(""), ("file.no_directory",)),
    "shapes a link out of the folder": Case(lambda folder: (folder / "shapes").rename(folder / "s") and (folder / "shapes").symlink_to("/etc"), ("file.outside",)),
    "table of 100 MB": Case(grown(PLACES, 100), ("file.large",)),
    "descriptor of 100 MB": Case(grown(DESCRIPTOR, 100), ("file.large",)),
    "shapes of 100 MB": Case(grown(ROADS, 100), ("file.large",)),
    "boundary of 100 MB": Case(grown("boundaries/counties.shp", 100), ("file.large",)),
    "words of 100 MB": Case(grown("text/zh.toml", 100), ("file.large",)),
    "two hundred files of shapes too many": Case(too_many_shapes, ("file.many",)),
    "table a zip file": Case(written(PLACES, BOMB), ("cell.character", "file.encoding")),
    # Tables
    "table empty": Case(written(PLACES, b""), ("contract.missing_label",)),
    "table in GBK": Case(recoded(PLACES, "gb18030"), ("file.encoding",)),
    "table in UTF-16": Case(recoded(PLACES, "utf-16"), ("file.encoding",)),
    "table with a byte order mark": Case(recoded(PLACES, "utf-8-sig"), ("file.mark",)),
    "table with NUL bytes": Case(added(PLACES, b"a\0b,c\n"), ("cell.character",)),
    "table with semicolons": Case(lambda folder: (folder / UNITS).write_text((folder / UNITS).read_text("utf-8").replace(",", ";"), "utf-8"), ("contract.delimiter",)),
    "table with lines that end in CR alone": Case(lambda folder: (folder / UNITS).write_bytes((folder / UNITS).read_bytes().replace(b"\n", b"\r")), ACCEPTED),
    "table with lines that end in CR LF": Case(lambda folder: (folder / UNITS).write_bytes((folder / UNITS).read_bytes().replace(b"\n", b"\r\n")), ACCEPTED),
    "quotation mark that is not closed": Case(added(PLACES, '"990000,x\n'), ("file.not_csv", "contract.missing_cell")),
    "quotation mark in the middle": Case(added(PLACES, '"99"0000,x\n'), ("file.not_csv",)),
    "headers twice": Case(header(PLACES, lambda labels: [*labels[:2], labels[1], *labels[3:]]), ("contract.repeated_label",)),
    "headers in another order": Case(header(PLACES, lambda labels: [labels[1], labels[0], *labels[2:]]), ("contract.other_label",)),
    "column without a name": Case(header(PLACES, lambda labels: [*labels, ""]), ("contract.blank_label",)),
    "column that is unknown": Case(header(PLACES, lambda labels: [*labels, "remark"]), ("contract.extra_label",)),
    "row with a cell too many": Case(added(PLACES, "990000,某,x,x,zone,,,,,,\n"), ("contract.extra_cell",)),
    "row with a cell too few": Case(added(PLACES, "990000,某\n"), ("contract.missing_cell",)),
    "blank row": Case(added(PLACES, "\n"), ("contract.blank_row",)),
    "10,000 columns": Case(header(PLACES, lambda labels: [*labels, *(f"c{number}" for number in range(10_000))]), ("contract.extra_label",)),
    "name of 200 kB": Case(long_name, ("cell.long",)),
    "name with a bell": Case(cell(PLACES, 3, "name_en", "a\x07b"), ("cell.character",)),
    "name with a line break": Case(cell(PLACES, 3, "name_en", "a\nb"), ("cell.character",)),
    "name that turns the direction": Case(cell(PLACES, 3, "name_en", "a\u202eb"), ("cell.character",)),
    "name with a space of no width": Case(cell(PLACES, 3, "name_en", "a\u200bb"), ("cell.character",)),
    "name of white space": Case(cell(PLACES, 3, "name_en", "   "), ("cell.blank",)),
    "order 1.5": Case(cell(PARTS, 3, "order", "1.5"), ("contract.type",)),
    "order of thirty digits": Case(cell(PARTS, 3, "order", "9" * 30), ("contract.type",)),
    "order below 1": Case(cell(PARTS, 3, "order", "-1"), ("contract.constraint",)),
    "longitude NaN": Case(cell(PLACES, 3, "lon", "NaN"), ("contract.type",)),
    "figure infinite": Case(cell(FIGURES, 3, "value", "INF"), ("contract.type",)),
    "figure of 1e400": Case(cell(FIGURES, 3, "value", "1e400"), ("contract.type",)),
    "figure in Arabic digits of the East": Case(cell(FIGURES, 3, "value", "٣"), ("contract.type",)),
    "longitude and latitude swapped": Case(lambda folder: (cell(PLACES, 4, "lon", "37.87")(folder), cell(PLACES, 4, "lat", "112.55")(folder)), ("contract.constraint",)),
    "day that is none": Case(cell(SOURCES, 2, "published_on", "2023-02-30"), ("contract.type",)),
    "day of the year 1": Case(cell(SOURCES, 2, "published_on", "0001-01-01"), ("contract.constraint",)),
    "colour that is markup": Case(cell(TYPES, 2, "colour", "red;}</style>"), ("contract.constraint",)),
    "place that lies in itself": Case(cell(PLACES, 4, "parent_id", "140100"), ("lineage.cycle",)),
    "id that runs up a folder": Case(cell(PROJECTS, 2, "project_id", "../../x"), ("contract.constraint",)),
    "3,000 faulty rows": Case(rows_of(3_000), ("contract.constraint",)),
    # Shapes
    "line in one part of a MultiLineString": Case(feature(as_multi), ACCEPTED),
    "line in two parts that follow on each other, with heights": Case(feature(in_two), ACCEPTED),
    "line in two parts that lie apart": Case(feature(apart), ("shape.parts",)),
    "area in two parts": Case(geometry("MultiPolygon", [[[[112, 37], [112.1, 37], [112.1, 37.1], [112, 37]]], [[[113, 37], [113.1, 37], [113.1, 37.1], [113, 37]]]]), ("shape.parts",)),
    "collection of geometries": Case(feature(lambda one: one.update(geometry={"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [112, 37]}]})), ("shape.kind",)),
    "geometry empty": Case(geometry("LineString", []), ("shape.invalid", "shape.unreadable")),
    "geometry a text": Case(feature(lambda one: one.update(geometry="POINT (1 2)")), ("shape.unreadable",)),
    "geometry of a kind that is none": Case(geometry("Circle", [112, 37]), ("shape.unreadable",)),
    "area that crosses itself": Case(geometry("Polygon", [[[112, 37], [113, 38], [113, 37], [112, 38], [112, 37]]]), ("shape.invalid",)),
    "latitude before longitude": Case(geometry("Point", [37, 112]), ("shape.outside_china",)),
    "coordinates in metres": Case(geometry("LineString", [[19_600_000, 4_150_000], [19_610_000, 4_160_000]]), ("shape.outside_china",)),
    "coordinates NaN": Case(geometry("LineString", [[float("nan"), 37], [112, 37]]), ("file.not_json",)),
    "coordinates infinite": Case(replaced(ROADS, '"coordinates": [[', '"coordinates": [[1e999, 37], ['), ("shape.unreadable", "shape.outside_china", "shape.invalid")),
    "coordinates in words": Case(geometry("LineString", [["a", "b"], ["c", "d"]]), ("shape.unreadable",)),
    "coordinates nested 500 deep": Case(written("shapes/deep.geojson", b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": ' + b"[" * 500 + b"]" * 500 + b"}}]}"), ("shape.unreadable", "file.nested")),
    "shapes nested 100,000 deep": Case(written(ROADS, deep('{"features": ', "}")), ("file.nested",)),
    "properties a list": Case(feature(lambda one: one.update(properties=[1])), ("shape.no_properties",)),
    "properties null": Case(feature(lambda one: one.update(properties=None)), ("shape.no_properties",)),
    "features no objects": Case(written(ROADS, b'{"type": "FeatureCollection", "features": [1]}'), ("shape.no_features",)),
    "60,000 features": Case(written(ROADS, b'{"features": [' + b"{}," * 60_000 + b"{}]}"), ("shape.many",)),
    "half of a pair of characters": Case(properties(basis_zh="\ud800"), ("cell.character",)),
    "place that is a list": Case(properties(place_ids=[["140100"]]), ("shape.property",)),
    "precision that is a list": Case(properties(precision=["precise"]), ("shape.precision",)),
    "length of 400 digits": Case(properties(published_length_km=10**400), ("shape.length",)),
    "length that is true": Case(properties(published_length_km=True), ("shape.property",)),
    "stop at a truth value": Case(properties(stops=[{"name_zh": "站", "name_en": "S", "at": [True, 37]}]), ("shape.property",)),
    "stop of 400 digits": Case(properties(stops=[{"name_zh": "站", "name_en": "S", "at": [10**400, 37]}]), ("shape.property",)),
    "basis of 200 kB": Case(properties(basis_en="x" * 200_000), ("cell.long",)),
    "rivers in GBK": Case(recoded(RIVERS, "gb18030"), ("file.encoding",)),
    "rivers whose properties are a list": Case(feature(lambda one: one.update(properties=[1]), RIVERS), ("shape.no_properties",)),
    "river out of China": Case(feature(lambda one: one["geometry"].update(coordinates=[[0, 0], [1, 1]]), RIVERS), ("shape.outside_china",)),
    # Boundaries
    "boundary missing": Case(gone("boundaries/counties.shp"), ("boundary.missing",)),
    "boundary without .shx": Case(gone("boundaries/counties.shx"), ("boundary.unreadable",)),
    "boundary without .dbf": Case(gone("boundaries/counties.dbf"), ("boundary.no_field",)),
    "boundary without .prj": Case(gone("boundaries/counties.prj"), ("boundary.no_crs",)),
    "boundary with a .prj of garbage": Case(written("boundaries/counties.prj", b"GEOGCS[garbage"), ("boundary.no_crs", "boundary.unreadable")),
    "boundary with a .prj of bytes": Case(written("boundaries/counties.prj", noise(500)), ("boundary.no_crs", "boundary.unreadable")),
    "boundary with a .cpg of garbage": Case(written("boundaries/counties.cpg", b"klingon"), ("boundary.unreadable", "boundary.no_encoding", "boundary.garbled")),
    ".dbf cut short": Case(cut("boundaries/counties.dbf", 0.6), ("boundary.cut",)),
    ".dbf of bytes": Case(written("boundaries/counties.dbf", noise(3_000)), ("boundary.unreadable", "boundary.cut")),
    ".dbf of four thousand million rows": Case(lied("boundaries/counties.dbf", 4, "<I", 2**32 - 1), ("boundary.cut",)),
    ".shp cut short": Case(cut("boundaries/counties.shp", 0.6), ("boundary.cut",)),
    ".shp of bytes": Case(written("boundaries/counties.shp", noise(3_000)), ("boundary.unreadable",)),
    ".shp empty": Case(written("boundaries/counties.shp", b""), ("boundary.unreadable",)),
    ".shp that names other files": Case(written("boundaries/counties.shp", VRT), ("boundary.unreadable",)),
    ".shp whose first area has two thousand million points": Case(lied("boundaries/counties.shp", 148, "<i", 2**31 - 1), ("boundary.unreadable", "boundary.no_area", "boundary.outside_china")),
    "counties that overlap": Case(counties(shifted), ("boundary.unglued",)),
    "county missing": Case(counties(lambda layer: layer.drop(index=5)), ("boundary.uncovered",)),
    "two provinces": Case(counties(doubled, "province"), ("boundary.provinces",)),
    "latitude before longitude in a boundary": Case(counties(turned_round), ("boundary.outside_china",)),
    "county with a bell in its name": Case(counties(lambda layer: layer.assign(name=layer["name"] + "\x07")), ("cell.character",)),
    # Words
    "words missing": Case(gone("text/en.toml"), ("file.missing",)),
    "words in GBK": Case(recoded("text/zh.toml", "gb18030"), ("file.encoding",)),
    "words with NUL bytes": Case(added("text/en.toml", b"\0"), ("cell.character",)),
    "words nested 100,000 deep": Case(written("text/en.toml", deep("a = ", "")), ("file.nested", "file.not_toml")),
    "words missing from one language": Case(replaced("text/en.toml", "\ntitle = ", "\ntitel = "), ("file.no_word",)),
    "words missing from both languages": Case(lambda folder: [replaced(f"text/{lang}.toml", "\ntitle = ", "\ntitel = ")(folder) for lang in ("zh", "en")], ("file.no_word",)),
    "words that are a number": Case(replaced("text/en.toml", '\nfaulty = "{count} fault(s) in the record:"', "\nfaulty = 7"), ("word.no_text",)),
    "value that the program does not give": Case(replaced("text/en.toml", "{count} fault(s)", "{number} fault(s)"), ("word.other_value",)),
    "value with something of the program's own": Case(replaced("text/en.toml", "{count} fault(s)", "{count.__class__.__mro__} fault(s)"), ("word.other_value",)),
    "value in a format that it has not": Case(replaced("text/en.toml", "{count} fault(s)", "{count:%Y} fault(s)"), ("word.other_value",)),
    "brace that is not closed": Case(replaced("text/en.toml", "{count} fault(s)", "{count fault(s)"), ("word.unclosed",)),
    "word of 200 kB": Case(replaced("text/en.toml", "{count} fault(s)", "x" * 200_000), ("cell.long",)),
}  # fmt: skip
"""Name → what is done and what is said."""
LONG: dict[str, Case] = {
    "100,000 faulty rows": Case(rows_of(100_000), ("file.rows",)),
    "50,000 faulty rows": Case(rows_of(49_000), ("contract.constraint",)),
}
"""Those that take seconds: run by `make sweep`."""


def table() -> str:
    """Return the list of `docs/security.md`: each case, and what is said of it."""
    import tomllib  # noqa: PLC0415 - the list alone needs them

    lines = ["| folder | outcome | 说法 |", "|---|---|---|"]
    words = {}
    for lang in ("en", "zh"):
        tree = tomllib.loads((ROOT / "data" / "text" / f"{lang}.toml").read_text("utf-8"))["fault"]
        words[lang] = {f"{group}.{name}": text for group, own in tree.items() for name, text in own.items()}
    for name, case in (CASES | LONG).items():
        outcome = (
            [f"refused: “{words['en'][case.codes[0]]}”", words["zh"][case.codes[0]]]
            if case.codes
            else ["accepted", "接受"]
        )
        lines.append(f"| {name} | {outcome[0]} | {outcome[1]} |".replace("\n", " "))
    return "\n".join(lines)


if __name__ == "__main__":
    head = SECURITY.read_text("utf-8").split("| folder |")[0]
    SECURITY.write_text(f"{head}{table()}\n", "utf-8")
