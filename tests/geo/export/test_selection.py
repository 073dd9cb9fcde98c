"""A selection comes back from each kind of file as it was given."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.atlas.filters import Filters
from geo.atlas.indicators import figures_within
from geo.atlas.promises import promises_in
from geo.errors import ExportError
from geo.export.columns import columns_of, project_table
from geo.export.kml import NAMESPACE, Folder, Mark, Style, kml, paragraphs
from geo.export.layers import short_names, stops
from geo.export.selection import KINDS, SUFFIX, layer, selection

DAY = dt.date(2024, 1, 1)
KML = {"k": NAMESPACE}
COLUMNS = list(columns_of("file"))


@pytest.fixture(scope="module", params=["all", "some"])
def view(atlas, request):
    return atlas.view(Filters(day=DAY, place=("140700",)) if request.param == "some" else Filters())


def headed(words):
    return [column.heading(words) for column in columns_of("file").values()]


def table(view, words):
    return project_table(view, words, "file")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_csv_comes_back_as_it_was_given(view, words, lang):
    content = selection(view, words[lang], "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    head, *read = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    signs = [words[lang](f"selection.column.{name}") for name in ("known_by", "ring", "terms")]
    assert head == [*headed(words[lang]), *signs]
    for row in read:
        known_by, ring, terms = row[-3:]
        assert ("2024" in known_by) == bool(view.filters.day)
        assert ring == words[lang]("system.ring.texts")
        assert "CC BY 4.0" in terms
        del row[-3:]
    given = table(view, words[lang])
    for field in ("latest_on", "due_on"):
        given[field] = given[field].dt.strftime("%Y-%m-%d").fillna("")
    given["is_crossing"] = given["is_crossing"].map({True: "true", False: "false"})
    assert read == [[str(value) for value in row] for row in given.itertuples(index=False)]


def test_a_text_that_looks_like_a_formula_is_guarded(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    view = replace(view, projects=view.projects.assign(name_zh="=HYPERLINK(1)"))
    rows = list(csv.reader(io.StringIO(selection(view, words["zh"], "csv").decode("utf-8-sig"), newline="")))
    assert {row[COLUMNS.index("name_zh")] for row in rows[1:]} == {"'=HYPERLINK(1)"}
    book = openpyxl.load_workbook(io.BytesIO(selection(view, words["zh"], "xlsx")))
    cell = book[words["zh"]("selection.sheet")].cell(2, COLUMNS.index("name_zh") + 1)
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_comes_back_as_it_was_given_in_types(view, words, lang):
    book = openpyxl.load_workbook(io.BytesIO(selection(view, words[lang], "xlsx")))
    sheet = book[words[lang]("selection.sheet")]
    head, *read = sheet.iter_rows(values_only=True)
    assert list(head) == headed(words[lang])
    given = table(view, words[lang]).astype(object)
    expected = [
        tuple(
            None
            if pd.isna(value) or value == ""
            else value.to_pydatetime()
            if isinstance(value, pd.Timestamp)
            else value
            for value in row
        )
        for row in given.itertuples(index=False)
    ]
    assert read == expected
    types = {column: type(value) for column, value in zip(COLUMNS, read[0], strict=True)}
    assert (types["is_crossing"], types["reports"], types["latest_on"]) == (bool, int, dt.datetime)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_a_workbook_has_the_sources_that_it_cites_and_no_others(view, words):
    book = openpyxl.load_workbook(io.BytesIO(selection(view, words["zh"], "xlsx")))
    listed = {row[0] for row in book[words["zh"]("data.sheet.sources")].iter_rows(min_row=2, values_only=True)}
    lines = table(view, words["zh"])["lines"]
    told = {text.split()[0] for cell in lines for text in cell.split("; ")}
    shapes = set(view.features["source_id"]) & set(view.atlas.tables["sources"]["source_id"])
    assert listed == told | shapes


def test_stages_and_reports_are_those_of_the_day(atlas, words):
    then, now = (
        table(atlas.view(Filters(day=day, q="滨河东路南延")), words["en"]).iloc[0]
        for day in (dt.date(2023, 6, 1), None)
    )
    assert (then["status"], now["status"]) == ("Advancing", "Completed")
    assert then["reports"] < now["reports"]
    assert then["lines"] in now["lines"]
    assert then["latest_on"] <= pd.Timestamp(2023, 6, 1)
    assert (table(atlas.view(Filters(day=DAY)), words["en"])["latest_on"] <= pd.Timestamp(DAY)).all()


def test_every_line_cited_is_a_line_of_a_report(view, words):
    for row in table(view, words["zh"]).itertuples():
        history = view.atlas.history(row.project_id)
        cited = {(text.split()[0], line) for text in row.lines.split("; ") for line in text.split()[1:]}
        assert cited
        assert cited <= set(zip(history["source_id"], history["locator"], strict=True))


def test_an_admin_unit_that_stands_in_is_a_point_within_it_and_says_so(view, words):
    given, outlines = layer(view, words), view.features
    is_admin = given["precision"] == "admin"
    assert is_admin.any()
    assert (given.loc[is_admin].geom_type == "Point").all()
    assert outlines.loc[given.index[is_admin]].contains(given.loc[is_admin].geometry).all()
    assert (given["position_zh"].str.startswith("代表点") == is_admin).all()
    assert given.loc[~is_admin].geometry.equals(outlines.loc[given.index[~is_admin]].geometry)


def read_back(content, kind, directory):
    if kind == "shp":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            package.extractall(directory)
        parts = [gpd.read_file(path) for path in sorted(directory.glob("*.shp"))]
        long = {short: field for field, short in short_names().items()}
        return pd.concat([part.rename(columns=long) for part in parts], ignore_index=True)
    path = directory / f"projects.{kind}"
    path.write_bytes(content)
    names = [name for name, shape in pyogrio.list_layers(path) if shape]
    return pd.concat([gpd.read_file(path, layer=name) for name in names], ignore_index=True)


def without_stops(read):
    """Return what was read, its stations in a frame apart."""
    if "stop_id" not in read:
        return read, read.iloc[:0]
    is_stop = read["stop_id"].fillna("") != ""
    return read[~is_stop].drop(columns=["stop_id", "stop_number"]), read[is_stop]


def same_shapes(read, given, tolerance=0.0):
    alike = [
        shapely.normalize([shapely.geometrycollections(shapely.get_parts(shape)) for shape in shapes])
        for shapes in (read, given)
    ]
    return shapely.equals_exact(*alike, tolerance=tolerance).all()


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "shp"])
def test_a_layer_comes_back_as_it_was_given(view, words, tmp_path, kind):
    read, _ = without_stops(read_back(selection(view, words["zh"], kind), kind, tmp_path))
    if kind == "geojson":
        assert (read.pop("id") == read["feature_id"]).all()
    read = read.set_index("feature_id").sort_index()
    given = layer(view, words).set_index("feature_id").sort_index()
    assert read.index.tolist() == given.index.tolist()
    assert read.crs.to_epsg() == 4326
    assert set(read.columns) == set(given.columns)
    for field in given.columns.drop("geometry"):
        back, kept = read[field], given[field]
        if kind == "gpkg" and pd.api.types.is_datetime64_any_dtype(kept):
            assert pd.api.types.is_datetime64_any_dtype(back), field
        if pd.api.types.is_datetime64_any_dtype(back):
            back = back.dt.strftime("%Y-%m-%d")
        if pd.api.types.is_datetime64_any_dtype(kept):
            kept = kept.dt.strftime("%Y-%m-%d").fillna("")
        if kind != "shp" and pd.api.types.is_bool_dtype(kept):
            assert back.tolist() == kept.tolist(), field
        elif pd.api.types.is_numeric_dtype(kept):
            assert back.astype(float).tolist() == pytest.approx(kept.astype(float).tolist(), nan_ok=True), field
        elif kind == "shp":
            assert [text.removesuffix("…") for text in back.fillna("")] == [
                full[: len(text) - 1] if text.endswith("…") else full
                for text, full in zip(back.fillna(""), kept, strict=True)
            ], field
        else:
            assert back.astype(object).where(back.notna(), "").tolist() == kept.tolist(), field
    assert same_shapes(read.geometry, given.geometry, 1e-9 if kind == "geojson" else 0.0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_zipped_shapefiles_have_ascii_names_and_a_list_of_their_fields(view, words, lang):
    with zipfile.ZipFile(io.BytesIO(selection(view, words[lang], "shp"))) as package:
        assert all(name.isascii() for name in package.namelist())
        listed = package.read("projects_fields.txt").decode("utf-8-sig")
        cut = {line.split("：")[0].split(":")[0] for line in listed.split("\r\n") if "254" in line}
    fields = layer(view, words).columns.drop("geometry")
    assert all(f"{short_names()[field]:<12}{field:<22}" in listed for field in fields)
    given = layer(view, words)
    long = {
        short_names()[field] for field in fields if given[field].map(lambda value: len(str(value).encode())).max() > 254
    }
    assert cut == long


def shape_marks(root):
    """Return the marks of shapes by feature_id, those of stations left out."""
    marks = {}
    for mark in root.iter(f"{{{NAMESPACE}}}Placemark"):
        values = {pair.get("name"): pair.findtext("k:value", "", KML) for pair in mark.findall(".//k:Data", KML)}
        if "stop_id" not in values:
            marks[values["feature_id"]] = (mark, values)
    return marks


def test_kml_comes_back_as_it_was_given(view, words):
    root = ET.fromstring(selection(view, words["zh"], "kml"))  # noqa: S314 - our own
    given = layer(view, words).set_index("feature_id", drop=False)
    marks, fields = shape_marks(root), given.columns.drop("geometry")
    styles = {style.get("id") for style in root.findall(".//k:Style", KML)}
    assert sorted(marks) == sorted(given.index)
    for feature_id, (mark, values) in marks.items():
        row = given.loc[feature_id]
        assert mark.findtext("k:name", namespaces=KML) == row["name_zh"]
        assert mark.findtext("k:styleUrl", namespaces=KML) == f"#{row['group']}-{row['precision']}"
        assert values == {field: as_text(row[field]) for field in fields}
        assert f"{row['group']}-{row['precision']}" in styles
        shapes = [shape_of(e) for e in mark.iter() if e.tag.split("}")[1] in SHAPES]
        assert same_shapes([shapely.geometrycollections(shapes)], [row.geometry])


def as_text(value):
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def test_kml_has_a_folder_a_group_and_one_in_it_for_what_a_unit_stands_for(view, words):
    root = ET.fromstring(selection(view, words["en"], "kml"))  # noqa: S314 - our own
    stand_ins = words["en"]("selection.folder.stand_ins")
    in_folder = {
        (outer.findtext("k:name", namespaces=KML), inner.findtext("k:name", namespaces=KML), value.text)
        for outer in root.findall("k:Document/k:Folder", KML)
        for inner in outer.findall("k:Folder", KML)
        for value in inner.findall(".//k:Data[@name='feature_id']/k:value", KML)
    }
    given = layer(view, words)
    is_admin = given["precision"] == "admin"
    expected = {(row.group_en, stand_ins, row.feature_id) for row in given[is_admin].itertuples()}
    assert {entry for entry in in_folder if entry[1] == stand_ins} == expected
    outer = {
        value.text
        for mark in root.findall("k:Document/k:Folder/k:Placemark", KML)
        for value in mark.findall(".//k:Data[@name='feature_id']/k:value", KML)
    }
    assert outer == set(given.loc[~is_admin, "feature_id"])


def test_a_balloon_tells_stage_position_and_sources_and_what_is_typed_stays_text(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    view = replace(view, projects=view.projects.assign(name_en="<b>&", type_en="<script>x</script>"))
    root = ET.fromstring(selection(view, words["en"], "kml"))  # noqa: S314 - our own
    for mark, values in shape_marks(root).values():
        told = mark.findtext("k:description", namespaces=KML)
        assert "<script>" not in told
        assert "&lt;script&gt;" in told
        assert html.escape(values["position_en"], quote=False) in html.unescape(told)
        assert values["sources"] in told
    assert "schematic" in root.findtext("k:Document/k:description", namespaces=KML)
    assert "$[description]" in root.findtext(".//k:BalloonStyle/k:text", namespaces=KML)
    assert "http" not in "".join(element.text or "" for element in root.iter(f"{{{NAMESPACE}}}href"))


def points(text):
    return [tuple(map(float, pair.split(","))) for pair in text.split()]


def polygon(element):
    rings = [points(e.text) for e in element.iter(f"{{{NAMESPACE}}}coordinates")]
    return shapely.Polygon(rings[0], rings[1:])


SHAPES = {
    "Point": lambda e: shapely.Point(points(e[0].text)[0]),
    "LineString": lambda e: shapely.LineString(points(e[0].text)),
    "Polygon": polygon,
}


def shape_of(element):
    return SHAPES[element.tag.split("}")[1]](element)


def test_kml_opens_in_another_reader(view, words, tmp_path):
    read = read_back(selection(view, words["en"], "kml"), "kml", tmp_path)
    given, stations = layer(view, words), stops(view)
    assert sorted(read["Name"]) == sorted([*given["name_en"], *stations["name_en"]])
    by_name = {name: shapely.force_2d(part.geometry.to_numpy()) for name, part in read.groupby("Name")}
    for row in given.itertuples():
        assert any(shapely.equals_exact(shape, row.geometry) for shape in by_name[row.name_en])


def test_kml_keeps_holes_parts_and_marks_of_xml():
    square = shapely.box(112, 37, 113, 38) - shapely.box(112.4, 37.4, 112.6, 37.6)
    shape = shapely.MultiPolygon([square, shapely.box(114, 37, 115, 38)])
    mark = Mark("A<&>\x0bB", "rail", shape, paragraphs(["<i>"]))
    styles = {"rail": Style("#112233"), "none": Style("#000000")}
    root = ET.fromstring(kml("t", [], styles, [Folder("f", [mark]), Folder("empty")]))  # noqa: S314
    assert root.findtext(".//k:Placemark/k:name", namespaces=KML) == "A<&>B"
    assert root.findtext(".//k:Placemark/k:description", namespaces=KML) == "<p>&lt;i&gt;</p>"
    assert root.findtext(".//k:LineStyle/k:color", namespaces=KML) == "ff332211"
    assert len(root.findall(".//k:Style", KML)) == len(root.findall(".//k:Folder", KML)) == 1
    parts = [shape_of(element) for element in root.iter(f"{{{NAMESPACE}}}Polygon")]
    assert same_shapes([shapely.geometrycollections(parts)], [shape])


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_selection_has_the_same_bytes(atlas, words, kind):
    view = atlas.view(Filters(group=("rail", "air")))
    assert selection(view, words["zh"], kind) == selection(view, words["zh"], kind)
    assert SUFFIX[kind]


def test_what_cannot_be_made_is_refused(atlas, view, words):
    with pytest.raises(ExportError, match="'dwg' is none of these"):
        selection(view, words["zh"], "dwg")
    for kind in KINDS:
        with pytest.raises(ExportError, match="no projects match"):
            selection(atlas.view(Filters(q="月球")), words["zh"], kind)


@pytest.fixture(scope="module", params=["zh", "en"])
def book(whole_atlas, words, request):
    view = whole_atlas.view(Filters(place=("140700",)))
    made = selection(view, words[request.param], "xlsx")
    return view, words[request.param], openpyxl.load_workbook(io.BytesIO(made))


def rows_of(book, name):
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_has_every_report_on_its_projects(book):
    view, w, book = book
    rows, field = rows_of(book, w("report.sheet")), lambda name: w(f"report.field.{name}")
    assert len(rows) == len(view.reports)
    for row, report in zip(rows, view.reports.to_dict("records"), strict=True):
        assert row[field("project_id")] == report["project_id"]
        assert row[field("source_id")] == report["source_id"]
        assert row[field("published_on")] == report["published_on"].to_pydatetime()
        assert (row[field("event_on")] is None) == pd.isna(report["event_on"])
        stage = view.atlas.label(report["status"], w.lang) if report["status"] else None
        assert row[field("status")] == stage
        assert not (row[field("hearsay_status")] and row[field("status")])
        assert row[field("ring")] == w(f"report.ring.{report['kind']}")
    assert {row[field("ring")] for row in rows} == {w("report.ring.text"), w("report.ring.public")}


def test_a_workbook_has_every_promise_with_its_outcome(book):
    view, w, book = book
    rows, ledger = rows_of(book, w("ledger.heading")), promises_in(view)
    assert ledger
    assert [(row[w("ledger.field.project_id")], row[w("ledger.field.outcome")]) for row in rows] == [
        (promise.report["project_id"], w(f"ledger.outcome.{promise.outcome}")) for promise in ledger
    ]


def test_a_workbook_has_the_figures_of_its_view_as_numbers(book):
    view, w, book = book
    rows, figures = rows_of(book, w("figure.sheet")), figures_within(view.atlas, view.filters)
    assert figures
    assert [(row[w("figure.field.subject_id")], row[w("figure.field.value")]) for row in rows] == [
        (figure["subject_id"], figure["value"]) for figure in figures
    ]


def test_a_workbook_says_what_it_is(book):
    _, w, book = book
    told = "".join(str(row[0]) for row in book[w("data.sheet.about")].iter_rows(values_only=True))
    for part in (w("system.ring.both"), "CC BY 4.0", w("data.licence.approval"), w("report.about"), w("figure.about")):
        assert part in told


def test_every_source_that_a_sheet_cites_is_listed(book):
    _, w, book = book
    listed = {row[w("data.source.id")] for row in rows_of(book, w("data.sheet.sources"))}
    for sheet in ("report", "figure"):
        assert {row[w(f"{sheet}.field.source_id")] for row in rows_of(book, w(f"{sheet}.sheet"))} <= listed
