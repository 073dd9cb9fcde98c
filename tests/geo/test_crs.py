from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from coord_convert import transform
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Proj

from geo import crs
from geo.errors import CrsError

METRES_A_DEGREE = 111_320
SHANXI_GRID = [axis.ravel() for axis in np.meshgrid(np.arange(110.2, 114.6, 0.1), np.arange(34.5, 40.8, 0.1))]


def metres_between(a, b):
    return Geod(ellps="WGS84").inv(*a, *b)[2]


def layer(*geometries, crs=crs.MAP_CRS):
    return gpd.GeoDataFrame({"name": [f"unit {i}" for i in range(len(geometries))]}, geometry=[*geometries], crs=crs)


def test_the_shift_to_gcj02_agrees_with_an_independent_library_all_over_shanxi():
    oracle = np.transpose([transform.wgs2gcj(lon, lat) for lon, lat in zip(*SHANXI_GRID, strict=True)])
    assert metres_between(crs.wgs84_to_gcj02(*SHANXI_GRID), oracle).max() < 0.001


def test_the_way_back_from_gcj02_agrees_with_an_independent_library_all_over_shanxi():
    oracle = np.transpose([transform.gcj2wgs(lon, lat) for lon, lat in zip(*SHANXI_GRID, strict=True)])
    assert metres_between(crs.gcj02_to_wgs84(*SHANXI_GRID), oracle).max() < 0.001


def test_the_shift_in_shanxi_is_about_half_a_kilometre():
    shift = metres_between(crs.wgs84_to_gcj02(*SHANXI_GRID), SHANXI_GRID)
    assert 450 < shift.min() < shift.max() < 650


@given(lon=st.floats(73.6, 134.8), lat=st.floats(3.9, 53.6))
def test_there_and_back_again_is_less_than_a_micrometre_anywhere_in_china(lon, lat):
    found_lon, found_lat = crs.gcj02_to_wgs84(*crs.wgs84_to_gcj02(lon, lat))
    assert abs(found_lon - lon) * METRES_A_DEGREE < 1e-6
    assert abs(found_lat - lat) * METRES_A_DEGREE < 1e-6


@pytest.mark.parametrize("convert", [crs.wgs84_to_gcj02, crs.gcj02_to_wgs84])
@pytest.mark.parametrize(("lon", "lat"), [(2.35, 48.85), (37.9, 112.5), (500_000, 4_180_000), (np.nan, 37.9)])
def test_a_place_outside_china_is_refused_with_its_coordinates(convert, lon, lat):
    with pytest.raises(CrsError, match=rf"1 coordinate\(s\) outside China.*\({lon:g}, {lat:g}\)".replace("+", r"\+")):
        convert([112.5, lon], [37.9, lat])


def test_a_layer_is_moved_out_of_gcj02_with_its_rows_columns_and_gaps():
    shifted = shapely.Point(*(float(axis) for axis in crs.wgs84_to_gcj02(112.5, 37.9)))
    given_layer = layer(shifted, None, crs=None).set_index(np.array([7, 3]))
    converted = crs.layer_gcj02_to_wgs84(given_layer)
    assert converted.crs == crs.MAP_CRS
    assert converted.name.to_dict() == {7: "unit 0", 3: "unit 1"}
    assert converted.geometry[7].distance(shapely.Point(112.5, 37.9)) < 1e-9
    assert converted.geometry[3] is None
    assert given_layer.geometry[7].equals(shifted)


def test_neighbours_remain_glued_when_they_leave_gcj02():
    neighbours = layer(shapely.box(112, 37, 113, 38), shapely.box(113, 37, 114, 38))
    assert crs.layer_gcj02_to_wgs84(neighbours).geometry.is_valid_coverage()


def test_a_projected_layer_cannot_be_in_gcj02():
    with pytest.raises(CrsError, match="the layer is in EPSG:3857; GCJ-02 coordinates are degrees"):
        crs.layer_gcj02_to_wgs84(layer(shapely.Point(112.5, 37.9), crs=3857))


def test_a_layer_in_the_expected_crs_passes_whatever_the_order_of_its_axes():
    crs.require_crs(layer(shapely.Point(112.5, 37.9)), crs.MAP_CRS)
    crs.require_crs(layer(shapely.Point(112.5, 37.9), crs="OGC:CRS84"), crs.MAP_CRS)
    crs.require_crs(layer(shapely.Point(0, 0), crs=crs.MEASURE_CRS), crs.MEASURE_CRS)


def test_a_layer_in_another_crs_is_refused_with_both_names():
    with pytest.raises(CrsError, match="the layer is in EPSG:4490; EPSG:4326 is expected"):
        crs.require_crs(layer(shapely.Point(112.5, 37.9), crs=4490), crs.MAP_CRS)


def test_a_layer_without_a_crs_is_refused():
    with pytest.raises(CrsError, match="declares no CRS; EPSG:4326 is expected"):
        crs.require_crs(layer(shapely.Point(112.5, 37.9), crs=None), crs.MAP_CRS)


@pytest.mark.parametrize("measure", [crs.areas_km2, crs.lengths_km])
def test_nothing_is_measured_in_a_crs_that_was_not_meant(measure):
    with pytest.raises(CrsError, match=r"the layer is in .*proj=aea.*; EPSG:4326 is expected"):
        measure(layer(shapely.box(0, 0, 1, 1), crs=crs.MEASURE_CRS))


@pytest.mark.parametrize("south", [34, 37, 40])
def test_the_area_of_a_degree_cell_is_that_of_the_closed_formula(south):
    axis_km, flattening = 6378.137, 1 / 298.257223563
    eccentricity = np.sqrt(flattening * (2 - flattening))

    def zone_km2(lat):  # from the equator, for one radian of longitude: Snyder 1987, Map Projections, eq. 3-12
        sine = np.sin(np.radians(lat))
        poleward = sine / (1 - (eccentricity * sine) ** 2) + np.arctanh(eccentricity * sine) / eccentricity
        return axis_km**2 * (1 - eccentricity**2) / 2 * poleward

    expected = np.radians(1) * (zone_km2(south + 1) - zone_km2(south))
    cell = shapely.segmentize(shapely.box(112, south, 113, south + 1), 0.01)
    assert crs.areas_km2(layer(cell))[0] == pytest.approx(expected, rel=1e-6)


def test_areas_keep_the_index_and_a_missing_geometry_has_none():
    areas = crs.areas_km2(layer(shapely.box(112, 37, 113, 38), None).set_index(np.array([7, 3])))
    assert areas.name == "area_km2"
    assert areas.notna().to_dict() == {7: True, 3: False}


def test_the_length_of_a_degree_of_meridian_is_that_of_the_published_series():
    phi = np.radians(37.5)  # metres a degree of latitude on WGS 84: National Geospatial-Intelligence Agency
    expected = (111_132.954 - 559.822 * np.cos(2 * phi) + 1.175 * np.cos(4 * phi)) / 1000
    assert crs.lengths_km(layer(shapely.LineString([(112, 37), (112, 38)])))[0] == pytest.approx(expected, abs=0.002)


def test_the_parts_of_a_line_are_added_up_without_the_gap_between_them():
    first, second = shapely.LineString([(112, 37), (112, 37.5)]), shapely.LineString([(113, 38), (113, 38.5)])
    lengths = crs.lengths_km(layer(first, second, shapely.MultiLineString([first, second])))
    assert lengths[2] == pytest.approx(lengths[0] + lengths[1])


def test_what_is_no_line_has_no_length():
    shapes = layer(shapely.Point(112, 37), shapely.box(112, 37, 113, 38), None, shapely.LineString([(0, 0), (0, 1)]))
    lengths = crs.lengths_km(shapes.set_index(np.array([9, 7, 5, 3])))
    assert lengths.name == "length_km"
    assert lengths.notna().to_dict() == {9: False, 7: False, 5: False, 3: True}


def test_the_measuring_projection_is_true_in_area_and_wrong_in_length_as_the_docstring_says():
    factors = Proj(crs.MEASURE_CRS).get_factors(*SHANXI_GRID)
    error = np.abs(np.concatenate([factors.parallel_scale, factors.meridional_scale]) - 1)
    assert np.abs(factors.areal_scale - 1).max() < 1e-6
    assert 0.0006 < error.max() < 0.00085
