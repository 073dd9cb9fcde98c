"""Whatever breaks a rule of the record stops it, and is named by file, row and field."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
import shapely

from geo.errors import RecordError
from geo.read.record import read_record
from geo.read.texts import lines_at, printed_name_faults
from geo.read.words import read_words
from geo.words.faults import sentence

PROJECTS, REPORTS, PLACES = "tables/projects.csv", "tables/project_reports.csv", "tables/project_places.csv"
ROADS, ENERGY = "shapes/road.geojson", "shapes/energy.geojson"


def put(directory, file, row, **values):
    """Set cells of the row that stands on a line of a table."""
    with (directory / file).open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    for field, value in values.items():
        rows[row - 1][rows[0].index(field)] = value
    with (directory / file).open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def rewrite(directory, file, change):
    """Change the text of a file."""
    path = directory / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def reshape(directory, file, row, change):
    """Change the feature that stands on a line of a file."""
    path = directory / file
    collection = json.loads(path.read_text(encoding="utf-8"))
    change(collection["features"][row - 2])
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def properties(**values):
    return lambda feature: feature["properties"].update(values)


def geometry(new):
    return lambda feature: feature.update(geometry=new)


def moved(feature):
    """Move a line by a degree of latitude, 111 km."""
    feature["geometry"]["coordinates"] = [[lon, lat - 1] for lon, lat in feature["geometry"]["coordinates"]]


def features_of(directory, file):
    return json.loads((directory / file).read_text(encoding="utf-8"))["features"]


def row_where(directory, file, is_wanted):
    """Return the line of the first feature of a kind."""
    return next(line for line, feature in enumerate(features_of(directory, file), start=2) if is_wanted(feature))


def is_admin(feature):
    return feature["properties"]["precision"] == "admin"


def refused(directory, texts_dir=None):
    """Return the faults for which a record is refused."""
    with pytest.raises(RecordError, match=r"^\d+ fault\(s\) in the record:\n  ") as caught:
        read_record(directory, texts_dir)
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
    return caught.value.faults


def found_at(faults, file, row, field):
    """Return the messages at one place, all of them if the place is right."""
    return [sentence(fault, "en") for fault in faults if (fault.file, fault.row, fault.field) == (file, row, field)]


CELLS = {
    "an unknown place": (PLACES, 4, {"place_id": "990101"}, "place_id", "names what is not there.*990101"),
    "a place of an unknown project": (
        PLACES,
        5,
        {"project_id": "nowhere"},
        "project_id",
        "names what is not there.*nowhere",
    ),
    "an unknown source": (REPORTS, 5, {"source_id": "hearsay"}, "source_id", "names what is not there.*hearsay"),
    "an unknown type": (PROJECTS, 3, {"type": "teleport"}, "type", "names what is not there.*teleport"),
    "an unknown stage": (REPORTS, 6, {"status": "dreamt"}, "status", "names what is not there.*dreamt"),
    "a project id used twice": (
        PROJECTS,
        4,
        {"project_id": "longcheng-street"},
        "project_id",
        "repeats the key longcheng-street",
    ),
    "a report without a locator": (REPORTS, 7, {"locator": ""}, "locator", "is empty, but needed"),
    "a malformed locator": (REPORTS, 8, {"locator": "line 31"}, "locator", "found 'line 31', expected pattern L"),
    "a relation that is none": (
        PLACES,
        9,
        {"relation": "near"},
        "relation",
        "found 'near', expected located_in or passes",
    ),
    "a date that is none": (REPORTS, 17, {"due_on": "soon"}, "due_on", "found 'soon', expected the type date"),
    "a stage from a public reference": (
        REPORTS,
        9,
        {"source_id": "pub-qili"},
        "quote",
        "is empty, but needed where the source is of the kind public",
    ),
    "a promise without a precision": (REPORTS, 12, {"due_precision": ""}, "due_on", "must stand together"),
    "a note in one language": (REPORTS, 10, {"note_en": ""}, "note_en", "both must be filled"),
    "a promise of what is built": (REPORTS, 13, {"status": "completed"}, "status", "is no promise"),
    "a county under another city": ("tables/places.csv", 15, {"parent_id": "140700"}, "parent_id", "expected 140100"),
    "a place by another name": ("tables/places.csv", 4, {"name_zh": "并州市"}, "name_zh", "boundary file has 太原市"),
}
"""What is broken → where, by which values, and what is said of which field; each in a row that no other breaks."""


FEATURES = {
    "a shape of an unknown project": (15, properties(project_id="nowhere"), "project_id", "nowhere is not a project"),
    "a shape of an unknown source": (4, properties(source_id="hearsay"), "source_id", "hearsay is not a source"),
    "a shape of an unknown precision": (
        5,
        properties(precision="guess"),
        "precision",
        "found 'guess', expected precise or",
    ),
    "a shape without a basis": (12, properties(basis_zh=""), "basis_zh", "is empty"),
    "a length in words": (
        13,
        properties(published_length_km="11 km"),
        "published_length_km",
        "wrong type, found '11 km'",
    ),
    "a length of nothing": (14, properties(published_length_km=0), "published_length_km", "found 0"),
    "a published length that is off": (
        2,
        properties(published_length_km=20),
        "published_length_km",
        r"4\d% off, allowed 10%",
    ),
    "a line moved by 100 km": (
        3,
        moved,
        "geometry",
        r"shape of longcheng-street lies \d\d\.\d km from every place",
    ),
    "a line without a geometry": (16, geometry(None), "geometry", "only precision admin"),
    "a line of one point": (
        17,
        geometry({"type": "LineString", "coordinates": [[112, 37]]}),
        "geometry",
        "cannot be read",
    ),
    "latitude before longitude": (
        18,
        geometry({"type": "Point", "coordinates": [37, 112]}),
        "geometry",
        "lies outside China",
    ),
}
"""What is wrong with a shape → the line of its feature, what is done to it, and what is said of which field."""

ADMIN = {
    "without a unit": (properties(place_ids=[]), "place_ids", "is empty"),
    "with an unknown unit": (properties(place_ids=["990101"]), "place_ids", "990101 is not a place"),
    "with a unit without an outline": (properties(place_ids=["xiongan"]), "place_ids", "xiongan has no outline"),
    "with a geometry": (geometry({"type": "Point", "coordinates": [112, 37]}), "geometry", "write null here"),
}
"""The same of shapes that stand for an admin unit, each another of them."""


@pytest.fixture(scope="module")
def admin_rows(data_dir):
    """The lines of features that stand for an admin unit, one for each of `ADMIN`."""
    rows = [line for line, feature in enumerate(features_of(data_dir, ENERGY), start=2) if is_admin(feature)]
    return dict(zip(ADMIN, rows, strict=False))


@pytest.fixture(scope="module")
def faults(admin_rows, copied_data, tmp_path_factory):
    """What is found in a record that is broken in all these places at once: to read it for each takes minutes."""
    broken = copied_data(tmp_path_factory.mktemp("broken"))
    for file, row, values, _, _ in CELLS.values():
        put(broken, file, row, **values)
    for row, change, _, _ in FEATURES.values():
        reshape(broken, ROADS, row, change)
    for name, (change, _, _) in ADMIN.items():
        reshape(broken, ENERGY, admin_rows[name], change)
    return refused(broken)


def test_each_is_broken_in_a_row_of_its_own(admin_rows):
    assert len({(file, row) for file, row, _, _, _ in CELLS.values()}) == len(CELLS)
    assert len({row for row, _, _, _ in FEATURES.values()}) == len(FEATURES)
    assert len(admin_rows) == len(ADMIN)


@pytest.mark.parametrize(("file", "row", "_", "field", "message"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_that_breaks_the_contract_is_named(faults, file, row, _, field, message):
    messages = found_at(faults, file, row, field)
    assert any(re.search(message, sentence) for sentence in messages), messages


@pytest.mark.parametrize(("row", "_", "field", "message"), FEATURES.values(), ids=FEATURES.keys())
def test_a_shape_that_breaks_a_rule_is_named(faults, row, _, field, message):
    messages = found_at(faults, ROADS, row, field)
    assert any(re.search(message, sentence) for sentence in messages), messages


@pytest.mark.parametrize("name", ADMIN)
def test_an_admin_shape_is_refused(faults, admin_rows, name):
    _, field, message = ADMIN[name]
    assert any(message in sentence for sentence in found_at(faults, ENERGY, admin_rows[name], field))


def test_a_project_all_of_whose_shapes_are_moved_away_is_refused_by_the_places_it_touches(broken_data):
    row = row_where(broken_data, ROADS, lambda item: item["properties"]["project_id"] == "qili-expressway")
    reshape(broken_data, ROADS, row, moved)
    messages = found_at(refused(broken_data), ROADS, row, "geometry")
    assert any(re.search(r"qili-expressway touches 140727, but lies \d+\.\d km from it", item) for item in messages)


def shortened(coordinates):
    line = shapely.LineString(coordinates)
    return [list(line.interpolate(at, normalized=True).coords[0]) for at in (0.4, 0.6)]


def overshot(coordinates):
    """Lead a line on at both ends, by half a degree."""
    (first_lon, first_lat), (last_lon, last_lat) = coordinates[0], coordinates[-1]
    return [[first_lon, first_lat - 0.5], *coordinates, [last_lon, last_lat + 0.5]]


@pytest.mark.parametrize("redrawn", [shortened, overshot])
def test_a_line_whose_ends_do_not_reach_the_places_it_is_named_by_is_refused(broken_data, redrawn):
    def redraw(feature):
        feature["geometry"]["coordinates"] = redrawn(feature["geometry"]["coordinates"])

    row = row_where(broken_data, ROADS, lambda item: item["properties"]["project_id"] == "qili-expressway")
    reshape(broken_data, ROADS, row, redraw)
    faults = refused(broken_data)
    assert any("qili-expressway is named by its ends" in item for item in found_at(faults, ROADS, row, "geometry"))


@pytest.mark.parametrize(("table", "need"), [(REPORTS, "report in"), (PLACES, "place in")])
def test_a_project_without_rows_elsewhere_is_refused(broken_data, table, need):
    rewrite(broken_data, table, lambda text: re.sub(r"(?m)^qili-expressway,.*\n", "", text))
    assert any(need in sentence for sentence in found_at(refused(broken_data), PROJECTS, 18, "project_id"))


def test_a_project_without_a_shape_is_refused(broken_data):
    rewrite(
        broken_data, ROADS, lambda text: text.replace('"project_id": "qili-expressway"', '"project_id": "dayun-road"')
    )
    assert found_at(refused(broken_data), PROJECTS, 18, "project_id") == ["qili-expressway has no shape in shapes/"]


def test_faults_of_different_files_are_listed_together(broken_data):
    put(broken_data, PROJECTS, 3, type="teleport")
    put(broken_data, REPORTS, 5, status="dreamt")
    reshape(broken_data, ROADS, 2, properties(published_length_km=20))
    files = {fault.file for fault in refused(broken_data)}
    assert files == {PROJECTS, REPORTS, ROADS}


@pytest.mark.parametrize(("file", "values"), [(PROJECTS, {"type": "teleport"}), (PLACES, {"project_id": "nowhere"})])
def test_one_broken_cell_is_one_fault(broken_data, file, values):
    put(broken_data, file, 3, **values)
    assert len(refused(broken_data)) == 1


def test_a_comma_too_many_is_named_by_its_row(broken_data):
    rewrite(broken_data, PROJECTS, lambda text: text.replace("Dayun Road,", "Dayun, Road,", 1))
    faults = refused(broken_data)
    assert {(fault.file, fault.row) for fault in faults} == {(PROJECTS, 6)}
    assert any("extra value" in sentence(fault, "en") for fault in faults)


def test_a_row_that_ends_too_soon_is_named(broken_data):
    rewrite(
        broken_data, PLACES, lambda text: text.replace("longcheng-street,140702,passes", "longcheng-street,140702", 1)
    )
    assert (PLACES, 4) in {(fault.file, fault.row) for fault in refused(broken_data)}


def test_a_table_without_one_of_its_columns_is_refused(broken_data):
    rewrite(broken_data, PLACES, lambda text: re.sub(r"(?m),[^,\n]*$", "", text))
    faults = refused(broken_data)
    assert {fault.file for fault in faults} == {PLACES}
    assert [fault.field for fault in faults] == ["relation"]
    assert faults[0].code == "contract.missing_label"


def test_a_table_that_is_missing_is_named(broken_data):
    (broken_data / PLACES).unlink()
    assert any("project_places.csv" in str(fault) for fault in refused(broken_data))


@pytest.mark.parametrize("file", ["datapackage.json", ROADS, "tables/projects.csv"])
def test_a_file_in_the_encoding_of_a_chinese_windows_is_named(broken_data, file):
    path = broken_data / file
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    faults = [fault for fault in refused(broken_data) if fault.file == file]
    assert [fault.code for fault in faults if fault.row is None] == ["file.encoding"]


@pytest.mark.parametrize("text", ["{", "[]", '{"features": null}', '{"features": [null]}'])
def test_a_shape_file_that_is_no_feature_collection_is_refused(broken_data, text):
    (broken_data / ROADS).write_text(text, encoding="utf-8")
    assert any(fault.file == ROADS for fault in refused(broken_data))


def test_a_place_that_lies_in_itself_is_refused(broken_data):
    put(broken_data, "tables/places.csv", 83, parent_id="longcheng-street-area")
    assert any(
        "lies within itself" in sentence
        for sentence in found_at(refused(broken_data), "tables/places.csv", 83, "parent_id")
    )


@pytest.mark.parametrize("text", [None, "{"])
def test_a_missing_or_broken_descriptor_is_refused(broken_data, text):
    path = broken_data / "datapackage.json"
    path.unlink() if text is None else path.write_text(text)
    assert [fault.file for fault in refused(broken_data)] == ["datapackage.json"]


def test_a_misspelt_printed_name_is_named(broken_data, texts_dir):
    put(broken_data, REPORTS, 17, printed_name="古交—娄烦—方山高速")
    faults = refused(broken_data, texts_dir)
    assert found_at(faults, REPORTS, 17, "printed_name") == ["'古交—娄烦—方山高速' does not stand in L23 of the text"]
    assert len(faults) == 1


@pytest.fixture
def small_record(atlas, tmp_path):
    """One report of a text of three lines, that breaks a name over two of them."""
    sources = atlas.tables["sources"].query("source_id == 'cluster-2023'")
    (tmp_path / sources["file"].iloc[0]).write_text("序言\n太绥\n高铁\n", encoding="utf-8")
    reports = atlas.tables["project_reports"].query("project_id == 'taisui-hsr'").head(1)
    return lambda **values: printed_name_faults(
        {"sources": sources, "project_reports": reports.assign(**values)}, tmp_path
    )


def test_a_name_broken_over_two_lines_is_found(small_record):
    assert small_record(locator="L2-L3") == []


@pytest.mark.parametrize(
    ("locator", "field", "message"),
    [
        ("L2", "printed_name", "'太绥高铁' does not stand in L2 of the text"),
        ("L3-L4", "locator", "L3-L4 is not within the text's 3 lines"),
        ("L3-L2", "locator", "L3-L2 is not within the text's 3 lines"),
        ("", "locator", "'' is not a locator such as L31 or L31-L33"),
    ],
)
def test_a_name_that_is_not_in_its_lines_is_named(small_record, locator, field, message):
    assert [(fault.file, fault.row, fault.field, sentence(fault, "en")) for fault in small_record(locator=locator)] == [
        (REPORTS, 41, field, message)
    ]


def test_the_lines_of_a_promise_state_a_term(small_record):
    assert [(fault.field, sentence(fault, "en")) for fault in small_record(locator="L2-L3", due_precision="year")] == [
        ("due_on", "lines L2-L3 state no time; without a term there is no promise")
    ]
    assert small_record(locator="L1-L3", due_precision="", printed_name="序言") == []


def test_a_text_that_is_missing_is_named(atlas, tmp_path):
    faults = printed_name_faults(atlas.tables, tmp_path)
    assert len(faults) == 5
    assert {fault.file for fault in faults} == {"tables/sources.csv"}


def test_the_lines_of_a_locator_come_without_white_space():
    assert lines_at("一 二\n\n三\n四", "L1-L3") == "一二三"


def test_words_that_stand_in_one_language_only_are_named(tmp_path):
    Path(tmp_path / "zh.toml").write_text('title = "图集"\n', encoding="utf-8")
    Path(tmp_path / "en.toml").write_text('title = "Atlas"\nonly = "here"\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r"text/zh\.toml \[only\] is missing"):
        read_words(tmp_path)


@pytest.mark.parametrize(("name", "is_sound"), [("“太绥高铁”前期", True), ("高铁“四性四率”", False)])
def test_a_name_quotes_only_what_its_text_says(small_record, name, is_sound):
    invented = [fault for fault in small_record(locator="L2-L3", name_zh=name) if fault.field == "name_zh"]
    assert (invented == []) == is_sound
