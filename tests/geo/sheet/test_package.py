"""The files of a sheet as pictures: pages beside each other, and where on the earth the map lies."""

from __future__ import annotations

import datetime as dt
import io

import numpy as np
import pytest
from PIL import Image
from pyproj import CRS, Transformer

from geo.crs import MEASURE_CRS
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.package import files_of, world_file
from geo.sheet.sheet import compose_all

OPTIONS = SheetOptions(made_on=dt.date(2026, 2, 1))


@pytest.fixture(scope="module")
def papers(atlas, words):
    return compose_all(atlas.view(), words["zh"], OPTIONS)


def test_a_picture_a_page_and_beside_a_png_where_it_lies(papers):
    assert list(files_of(papers, "a", file="png", dpi=40)) == [
        *["a.png", "a-2.png", "a-3.png"][: len(papers)],
        *("a.pgw", "a.prj"),
    ]
    assert list(files_of(papers, "a", file="svg")) == ["a.svg", *(f"a-{at + 2}.svg" for at in range(len(papers) - 1))]
    assert list(files_of(papers, "a", file="pdf")) == ["a.pdf"]


@pytest.mark.parametrize("layout", ["a4-across", "a3-upright"])
def test_the_seat_of_a_city_lies_at_the_pixel_that_the_world_file_says(atlas, words, layout):
    options = SheetOptions(layout=layout_of(layout), made_on=dt.date(2026, 2, 1))
    paper = compose_all(atlas.view(), words["zh"], options)[0]
    dpi = 100
    png = Image.open(io.BytesIO(files_of([paper], "a", file="png", dpi=dpi)["a.png"]))
    a, d, b, e, c, f = map(float, world_file(paper, dpi).split())
    assert (d, b) == (0, 0)
    ring = next(mark for mark in paper.layers["seats"] if mark.gid == "seat/140900").bounds.centre
    x, y = Transformer.from_crs("EPSG:4326", MEASURE_CRS, always_xy=True).transform(
        *atlas.places.loc["140900", ["lon", "lat"]]
    )
    column, row = (x - c) / a, (y - f) / e
    page = np.array([ring[0], paper.height - ring[1]]) * paper.scale * dpi / 25.4
    assert (column, row) == pytest.approx(page - 0.5, abs=0.3)
    assert 0 < column < png.width
    assert 0 < row < png.height


def test_the_projection_beside_it_is_that_of_the_map(papers):
    prj = files_of(papers, "a", file="png", dpi=40)["a.prj"].decode()
    to, back = (
        Transformer.from_crs("EPSG:4326", CRS(MEASURE_CRS), always_xy=True),
        Transformer.from_crs(CRS(prj), "EPSG:4326", always_xy=True),
    )
    assert back.transform(*to.transform(112.55, 37.87)) == pytest.approx((112.55, 37.87), abs=1e-7)
