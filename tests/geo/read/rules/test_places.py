"""Places agree with their codes, and lie where they say."""

from __future__ import annotations

import pytest

from geo.read.boundaries import read_boundaries
from geo.read.rules import places


@pytest.fixture(scope="module")
def units(data_dir):
    return places.outlines(read_boundaries(data_dir / "boundaries"))


@pytest.fixture
def hubei(draft):
    """A province, one of its prefectures, and a prefecture that no file knows in a cluster of Shanxi's."""
    draft.add("places", place_id="420000", level="province", parent_id="")
    draft.add("places", place_id="420100", level="prefecture", parent_id="420000")
    draft.add("places", place_id="own-cluster", level="cluster", parent_id="140000")
    return draft


PARENTS = {
    "a county under the prefecture beside": (
        {"place_id": "420206", "level": "county", "parent_id": "420100"},
        "found 420100; expected one whose code begins with 4202",
    ),
    "a county under another province": (
        {"place_id": "430121", "level": "county", "parent_id": "420000"},
        "found 420000; expected one whose code begins with 43",
    ),
    "a county under a cluster": (
        {"place_id": "420106", "level": "county", "parent_id": "own-cluster"},
        "found own-cluster (cluster); a place of the level county lies in one of the level prefecture or province",
    ),
    "a county under nothing": (
        {"place_id": "420106", "level": "county", "parent_id": ""},
        "is empty; a place of the level county lies in one of the level prefecture or province",
    ),
    "a prefecture under another province": (
        {"place_id": "430100", "level": "prefecture", "parent_id": "420000"},
        "found 420000; expected one whose code begins with 43",
    ),
    "a prefecture under a cluster elsewhere": (
        {"place_id": "430100", "level": "prefecture", "parent_id": "own-cluster"},
        "found own-cluster; expected one whose code begins with 43",
    ),
    "a prefecture under a prefecture": (
        {"place_id": "420200", "level": "prefecture", "parent_id": "420100"},
        "found 420100 (prefecture); a place of the level prefecture lies in one of the level province or cluster",
    ),
}


@pytest.mark.parametrize(("values", "message"), PARENTS.values(), ids=PARENTS.keys())
def test_a_unit_in_the_wrong_parent_is_named(hubei, units, values, message):
    line = hubei.add("places", **values)
    assert hubei.found(places.parent_faults, "places", line, units) == [("parent_id", message)]


@pytest.mark.parametrize(
    ("place_id", "level", "parent_id"),
    [
        ("420106", "county", "420100"),
        ("429004", "county", "420000"),  # a county that stands directly under its province
        ("420200", "prefecture", "420000"),
        ("141200", "prefecture", "own-cluster"),
        ("own-zone", "zone", "420106"),
        ("430000", "province", ""),
    ],
)
def test_a_unit_in_its_parent_is_right(hubei, units, place_id, level, parent_id):
    line = hubei.add("places", place_id=place_id, level=level, parent_id=parent_id)
    assert hubei.found(places.parent_faults, "places", line, units) == []


def inside(unit):
    """Return a position in the middle of an outline, in degrees."""
    import geopandas as gpd  # noqa: PLC0415 - for this alone

    return gpd.GeoSeries([unit.representative_point()], crs=places.MEASURE_CRS).to_crs(places.MAP_CRS).iloc[0]


def test_a_position_outside_the_unit_is_named_with_its_distance(draft, units):
    at = inside(units["140700"])
    line = draft.add("places", place_id="own-zone", parent_id="140100", lon=f"{at.x:.4f}", lat=f"{at.y:.4f}")
    [(field, message)] = draft.found(places.position_faults, "places", line, units)
    assert field == "lon"
    assert message.startswith(f"found {at.x:.6g}"[:12])
    assert message.endswith("km outside 140100; allowed 5 km")


@pytest.mark.parametrize("parent_id", ["140100", "140105", "own-place"])
def test_a_position_in_the_unit_or_in_that_above_it_is_right(draft, units, parent_id):
    at = inside(units["140105"])
    line = draft.add("places", place_id="own-zone", parent_id=parent_id, lon=f"{at.x:.4f}", lat=f"{at.y:.4f}")
    assert draft.found(places.position_faults, "places", line, units) == []


def test_a_position_beyond_the_province_is_asked_of_no_outline(hubei, units):
    line = hubei.add("places", place_id="420106", level="county", parent_id="420100", lon="114.3", lat="30.5")
    assert hubei.found(places.position_faults, "places", line, units) == []


def test_a_point_a_step_beyond_its_county_is_named(draft, units):
    line = draft.add("places", place_id="own-zone", parent_id="140725", lon="112.8226", lat="38.0038")
    [(field, message)] = draft.found(places.position_faults, "places", line, units)
    assert field == "lon"
    assert message == "found 112.823, 38.0038, 0.0021 km outside 140725; allowed 0 km"


@pytest.mark.parametrize(("values", "field"), [({"lon": "112.5"}, "lat"), ({"lat": "37.8"}, "lon")])
def test_half_a_position_is_named(draft, units, values, field):
    line = draft.add("places", place_id="own-zone", **values)
    message = "is empty: lon and lat must both be filled, or both be empty"
    assert draft.found(places.position_faults, "places", line, units) == [(field, message)]
