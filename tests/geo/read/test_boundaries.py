from __future__ import annotations

import re
from dataclasses import FrozenInstanceError

import geopandas as gpd
import pytest
import shapely

from geo.crs import MAP_CRS
from geo.errors import BoundaryError
from geo.read.boundaries import Boundaries, read_boundaries, simplified

WEST, MIDDLE, EAST = (shapely.box(lon, 37, lon + 1, 38) for lon in (112, 113, 114))
PROVINCE = [("990000", "晋省", "province", "", shapely.union_all([WEST, MIDDLE, EAST]))]
PREFECTURES = [
    ("990100", "甲市", "prefecture", "990000", WEST | MIDDLE),
    ("990200", "乙市", "prefecture", "990000", EAST),
]
COUNTIES = [
    ("990201", "丙区", "county", "990200", EAST),
    ("990101", "甲区", "county", "990100", WEST),
    ("990102", "乙县", "county", "990100", MIDDLE),
]
BOWTIE = shapely.Polygon([(112, 37), (113, 38), (113, 37), (112, 38)])


def layer(rows, crs=MAP_CRS, parent="parent"):
    return gpd.GeoDataFrame(rows, columns=["adcode", "name", "level", parent, "geometry"], crs=crs)


def write(directory, province=PROVINCE, prefectures=PREFECTURES, counties=COUNTIES, encoding="UTF-8"):
    for file, rows in [("province", province), ("prefectures", prefectures), ("counties", counties)]:
        layer(rows).to_file(directory / f"{file}.shp", encoding=encoding)
    return directory


def boundaries_of(province, prefectures, counties):
    return Boundaries(*(layer(rows, parent="parent_id") for rows in (province, prefectures, counties)))


def refused(directory, message):
    return pytest.raises(
        BoundaryError, match=rf"fault\(s\) in the boundary files of {re.escape(str(directory))}:\n.*{message}"
    )


def test_the_three_levels_are_read_in_the_order_of_their_codes(tmp_path):
    boundaries = read_boundaries(write(tmp_path))
    assert list(boundaries.counties.columns) == ["adcode", "name", "level", "parent_id", "geometry"]
    assert list(boundaries.counties.adcode) == ["990101", "990102", "990201"]
    assert list(boundaries.counties.index) == [0, 1, 2]
    assert list(boundaries.prefectures["name"]) == ["甲市", "乙市"]
    assert boundaries.counties.geometry[2].equals(EAST)
    assert boundaries.counties.crs == MAP_CRS


def test_a_province_has_an_empty_text_for_a_parent(tmp_path):
    assert read_boundaries(write(tmp_path)).province.parent_id.tolist() == [""]


def test_boundaries_cannot_be_exchanged_under_the_reader():
    boundaries = boundaries_of(PROVINCE, PREFECTURES, COUNTIES)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'counties'"):
        boundaries.counties = boundaries.province


def test_files_in_gbk_are_read_when_they_declare_it(tmp_path):
    assert read_boundaries(write(tmp_path, encoding="GBK")).counties["name"].tolist() == ["甲区", "乙县", "丙区"]


def test_files_in_cgcs2000_are_read_as_they_stand(tmp_path):
    layer(write(tmp_path) and COUNTIES, crs=4490).to_file(tmp_path / "counties.shp", encoding="UTF-8")
    counties = read_boundaries(tmp_path).counties
    assert counties.crs == MAP_CRS
    assert counties.geometry[0].equals(WEST)


def test_codes_that_a_file_holds_as_numbers_become_text(tmp_path):
    numbers = layer(COUNTIES).astype({"adcode": int, "parent": int})
    write(tmp_path)
    numbers.to_file(tmp_path / "counties.shp", encoding="UTF-8")
    assert read_boundaries(tmp_path).counties.parent_id.tolist() == ["990100", "990100", "990200"]


def test_a_county_may_stand_directly_under_its_province(tmp_path):
    counties = [*COUNTIES[:2], ("999001", "直管县", "county", "990000", MIDDLE)]
    assert "990000" in read_boundaries(write(tmp_path, counties=counties)).counties.parent_id.tolist()


def test_the_parent_is_what_the_file_says_whatever_the_digits_of_the_code(tmp_path):
    moved = ("990101", "甲区", "county", "990200", WEST)
    assert read_boundaries(write(tmp_path, counties=[moved, *COUNTIES[::2]])).counties.parent_id[0] == "990200"


def test_a_missing_file_is_refused_by_name(tmp_path):
    (write(tmp_path) / "prefectures.shp").unlink()
    with refused(tmp_path, "prefectures.shp is missing"):
        read_boundaries(tmp_path)


def test_a_file_that_is_no_shapefile_is_refused(tmp_path):
    (write(tmp_path) / "counties.shp").write_bytes(b"not a shapefile")
    with refused(tmp_path, "counties.shp cannot be read as a shapefile"):
        read_boundaries(tmp_path)


def test_a_missing_field_is_refused_with_the_fields_that_were_found(tmp_path):
    layer(write(tmp_path) and COUNTIES, parent="belongs").to_file(tmp_path / "counties.shp", encoding="UTF-8")
    with refused(tmp_path, r"counties.shp \[parent\] the field is missing; found are adcode, name, level, belongs"):
        read_boundaries(tmp_path)


def test_a_shapefile_without_its_table_lacks_every_field(tmp_path):
    (write(tmp_path) / "counties.dbf").unlink()
    with refused(tmp_path, r"counties.shp \[adcode\] the field is missing; found are none"):
        read_boundaries(tmp_path)


def test_a_file_in_another_crs_is_refused(tmp_path):
    layer(write(tmp_path) and COUNTIES).to_crs(3857).to_file(tmp_path / "counties.shp", encoding="UTF-8")
    with refused(tmp_path, "counties.shp is in WGS 84 / Pseudo-Mercator; expected is EPSG:4326 or EPSG:4490"):
        read_boundaries(tmp_path)


def test_a_file_that_declares_no_crs_is_refused(tmp_path):
    (write(tmp_path) / "counties.prj").unlink()
    with refused(tmp_path, "counties.shp declares no CRS; a .prj file"):
        read_boundaries(tmp_path)


def test_a_file_that_declares_no_encoding_is_refused_before_its_names_are_garbled(tmp_path):
    (write(tmp_path) / "counties.cpg").unlink()
    with refused(tmp_path, "counties.shp declares no encoding; a .cpg file"):
        read_boundaries(tmp_path)


def test_a_file_that_declares_the_wrong_encoding_is_refused(tmp_path):
    (write(tmp_path, encoding="GBK") / "counties.cpg").write_text("UTF-8")
    with refused(tmp_path, "counties.shp its text is not in the encoding it declares"):
        read_boundaries(tmp_path)


def test_a_file_without_units_is_refused(tmp_path):
    layer(write(tmp_path) and COUNTIES).iloc[:0].to_file(tmp_path / "counties.shp", encoding="UTF-8")
    with refused(tmp_path, "counties.shp holds no unit"):
        read_boundaries(tmp_path)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (("99010", "甲区", "county", "990100", WEST), r"\[adcode\] is not a code of six digits: 99010"),
        (("990102", "甲区", "county", "990100", WEST), r"\[adcode\] occurs more than once: 990102"),
        (("990101", None, "county", "990100", WEST), r"\[name\] has no name: 990101"),
        (("990101", "甲区", "district", "990100", WEST), r"\[level\] is not of the level 'county': 990101"),
        (("990101", "甲区", "county", "990100", BOWTIE), r"\[geometry\] has no valid area: 990101"),
        (("990101", "甲区", "county", "990100", None), r"\[geometry\] has no valid area: 990101"),
        (("990101", "甲区", "county", "990900", WEST), r"\[parent\] names no unit .*: 990101 → 990900"),
        (("990101", "甲区", "county", None, WEST), r"\[parent\] names no unit .*: 990101 → –"),
    ],
)
def test_a_faulty_record_is_refused_by_field_and_code(tmp_path, record, message):
    write(tmp_path, counties=[record, *(row for row in COUNTIES if row[0] != "990101")])
    with refused(tmp_path, rf"counties.shp {message}"):
        read_boundaries(tmp_path)


def test_a_prefecture_under_an_unknown_province_is_refused(tmp_path):
    write(tmp_path, prefectures=[PREFECTURES[0], ("990200", "乙市", "prefecture", "980000", EAST)])
    with refused(tmp_path, r"prefectures.shp \[parent\] names no unit of a higher level .*: 990200 → 980000"):
        read_boundaries(tmp_path)


def test_a_prefecture_without_counties_is_refused(tmp_path):
    with refused(write(tmp_path, counties=COUNTIES[1:]), r"prefectures.shp \[adcode\] has no county .*: 990200"):
        read_boundaries(tmp_path)


def test_no_more_than_five_offenders_are_named_and_the_rest_counted(tmp_path):
    orphans = [(f"9909{i:02}", "某县", "county", "990900", EAST) for i in range(7)]
    with refused(write(tmp_path, counties=[*COUNTIES, *orphans]), "990904 → 990900 and 2 more"):
        read_boundaries(tmp_path)


def test_the_faults_of_all_files_are_listed_at_once(tmp_path):
    (write(tmp_path) / "province.shp").unlink()
    (tmp_path / "prefectures.prj").unlink()
    layer([("990101", "", "district", "990100", WEST)]).to_file(tmp_path / "counties.shp", encoding="UTF-8")
    with refused(tmp_path, "") as caught:
        read_boundaries(tmp_path)
    lines = [line.split()[0] for line in str(caught.value).splitlines()]
    assert lines == ["4", "province.shp", "prefectures.shp", "counties.shp", "counties.shp"]


SAW = [(113 + 0.001 * (i % 2), 37 + i / 50) for i in range(51)]
SAWN_WEST = shapely.Polygon([(112, 37), *SAW, (112, 38)])
SAWN_MIDDLE = shapely.Polygon([(114, 37), (114, 38), *reversed(SAW)])


def sawn(counties):
    return boundaries_of(PROVINCE, PREFECTURES, counties)


def test_a_jagged_edge_is_straightened_alike_on_both_sides():
    thin = simplified(sawn([(*COUNTIES[1][:4], SAWN_WEST), (*COUNTIES[2][:4], SAWN_MIDDLE), COUNTIES[0]]), 0.1)
    west, middle = thin.counties.geometry[:2]
    assert west.intersection(middle).length == pytest.approx(1, abs=1e-3)
    assert shapely.get_num_coordinates(west) < 10 < shapely.get_num_coordinates(SAWN_WEST)
    assert thin.counties.geometry.is_valid_coverage()


def test_prefectures_and_province_are_the_sum_of_their_simplified_counties():
    jagged_outside = shapely.Polygon([*((x + 2, y) for x, y in SAW), (114, 38), (114, 37)])
    thin = simplified(sawn([COUNTIES[1], COUNTIES[2], (*COUNTIES[0][:4], jagged_outside)]), 0.1)
    assert thin.prefectures.geometry[1].equals(thin.counties.geometry[2])
    assert thin.prefectures.geometry[0].equals(WEST | MIDDLE)
    assert thin.province.geometry[0].equals(thin.counties.union_all())
    assert thin.prefectures[["adcode", "name", "level", "parent_id"]].equals(
        layer(PREFECTURES, parent="parent_id")[["adcode", "name", "level", "parent_id"]]
    )
    assert thin.province.crs == thin.prefectures.crs == thin.counties.crs == MAP_CRS


def test_a_county_directly_under_the_province_is_part_of_the_simplified_province():
    direct = ("999001", "直管县", "county", "990000", MIDDLE)
    thin = simplified(boundaries_of(PROVINCE, PREFECTURES, [COUNTIES[1], direct, COUNTIES[0]]))
    assert thin.province.geometry[0].equals(WEST | MIDDLE | EAST)
    assert thin.prefectures.geometry[0].equals(WEST)


def test_the_full_outlines_are_left_as_they_were():
    full = sawn([(*COUNTIES[1][:4], SAWN_WEST), (*COUNTIES[2][:4], SAWN_MIDDLE), COUNTIES[0]])
    simplified(full, 0.1)
    assert full.counties.geometry[0].equals_exact(SAWN_WEST, 0)


def test_counties_that_overlap_are_not_simplified_but_named():
    overlapping = ("990102", "乙县", "county", "990100", shapely.box(112.9, 37, 114, 38))
    with pytest.raises(BoundaryError, match=r"cannot be simplified together: .* at 990101, 990102; expected"):
        simplified(sawn([COUNTIES[1], overlapping, COUNTIES[0]]))
