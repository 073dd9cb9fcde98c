"""A selection comes back from each kind of file as it was given."""

from __future__ import annotations

import csv
import datetime as dt
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
from geo.errors import ExportError
from geo.export.columns import columns_of, project_table
from geo.export.kml import NAMESPACE, kml
from geo.export.layers import short_names
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
    assert head == headed(words[lang])
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
    given, outlines = layer(view, words["zh"]), view.features
    is_admin = given["precision"] == "admin"
    assert is_admin.any()
    assert (given.loc[is_admin].geom_type == "Point").all()
    assert outlines.loc[given.index[is_admin]].contains(given.loc[is_admin].geometry).all()
    assert (given["position"].str.startswith("代表点") == is_admin).all()
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
    return pd.concat([gpd.read_file(path, layer=name) for name in pyogrio.list_layers(path)[:, 0]], ignore_index=True)


def same_shapes(read, given, tolerance=0.0):
    alike = [
        shapely.normalize([shapely.geometrycollections(shapely.get_parts(shape)) for shape in shapes])
        for shapes in (read, given)
    ]
    return shapely.equals_exact(*alike, tolerance=tolerance).all()


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "shp"])
def test_a_layer_comes_back_as_it_was_given(view, words, tmp_path, kind):
    read = read_back(selection(view, words["zh"], kind), kind, tmp_path).set_index("feature_id").sort_index()
    given = layer(view, words["zh"]).set_index("feature_id").sort_index()
    assert read.index.tolist() == given.index.tolist()
    assert read.crs.to_epsg() == 4326
    assert set(read.columns) == set(given.columns)
    for field in given.columns.drop("geometry"):
        back, kept = read[field], given[field]
        if pd.api.types.is_datetime64_any_dtype(back):
            back = back.dt.strftime("%Y-%m-%d")
        if pd.api.types.is_numeric_dtype(kept):
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
    fields = layer(view, words[lang]).columns.drop("geometry")
    assert all(f"{short_names()[field]:<12}{field:<22}" in listed for field in fields)
    given = layer(view, words[lang])
    long = {
        short_names()[field] for field in fields if given[field].map(lambda value: len(str(value).encode())).max() > 254
    }
    assert cut == long


def test_kml_comes_back_as_it_was_given(view, words):
    root = ET.fromstring(selection(view, words["zh"], "kml"))  # noqa: S314 - our own
    marks = root.findall(".//k:Placemark", KML)
    given = layer(view, words["zh"])
    fields = given.columns.drop("geometry")
    styles = {style.get("id") for style in root.findall(".//k:Style", KML)}
    assert len(marks) == len(given)
    shapes = []
    for mark, (_, row) in zip(marks, given.iterrows(), strict=True):
        assert mark.findtext("k:name", namespaces=KML) == row["name_zh"]
        assert mark.findtext("k:styleUrl", namespaces=KML) == f"#{row['group']}"
        pairs = {pair.get("name"): pair.findtext("k:value", "", KML) for pair in mark.findall(".//k:Data", KML)}
        assert pairs == {field: "" if pd.isna(row[field]) else str(row[field]) for field in fields}
        assert row["group"] in styles
        shapes.append(shapely.geometrycollections([shape_of(e) for e in mark.iter() if e.tag.split("}")[1] in SHAPES]))
    assert same_shapes(shapes, given.geometry)


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
    path = tmp_path / "projects.kml"
    path.write_bytes(selection(view, words["en"], "kml"))
    read, given = gpd.read_file(path), layer(view, words["en"])
    assert read["Name"].tolist() == given["name_en"].tolist()
    assert same_shapes(shapely.force_2d(read.geometry.to_numpy()), given.geometry)


def test_kml_keeps_holes_parts_and_marks_of_xml():
    square = shapely.box(112, 37, 113, 38) - shapely.box(112.4, 37.4, 112.6, 37.6)
    shape = shapely.MultiPolygon([square, shapely.box(114, 37, 115, 38)])
    one = gpd.GeoDataFrame({"group": ["rail"], "name_zh": ["A<&>\x0bB"]}, geometry=[shape], crs="EPSG:4326")
    root = ET.fromstring(kml(one, "t", name="name_zh", colours={"rail": "#112233"}, labels={"name_zh": "n"}))  # noqa: S314
    assert root.findtext(".//k:Placemark/k:name", namespaces=KML) == "A<&>B"
    assert root.findtext(".//k:LineStyle/k:color", namespaces=KML) == "ff332211"
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
