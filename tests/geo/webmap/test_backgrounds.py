from geo.webmap.backgrounds import backgrounds


def test_tianditu_is_offered_only_with_a_key():
    assert [b["id"] for b in backgrounds()] == ["osm", "amap"]
    assert [b["id"] for b in backgrounds("abc123")] == ["osm", "amap", "tianditu"]


def test_a_key_that_could_change_the_address_is_not_used():
    assert [b["id"] for b in backgrounds("x&y=<z>")] == ["osm", "amap"]


def test_only_amap_is_in_the_shifted_datum():
    assert {b["id"]: b["datum"] for b in backgrounds("k1")} == {
        "osm": "WGS 84",
        "amap": "GCJ-02",
        "tianditu": "CGCS2000",
    }


def test_the_key_stands_in_every_address_of_tianditu():
    (tianditu,) = [b for b in backgrounds("k1") if b["id"] == "tianditu"]
    assert all("tk=k1" in url and "{z}" in url and "{s}" in url for url in tianditu["urls"])
