"""The roads at the city line: bars that meet or do not meet the line, in their places, on any screen and on paper."""

from __future__ import annotations

import io

import pypdf
import pytest
from reading import Reader

LINE = "/cooperation?pair=140100~140700&lang=en"
MEASURED = """lanes => lanes.map(lane => {
  const track = lane.querySelector('.crossing-track').getBoundingClientRect();
  const reach = half => {
    const box = half.getBoundingClientRect(), bar = getComputedStyle(half, '::before');
    return box.width - parseFloat(bar.left) - parseFloat(bar.right);
  };
  return {
    looks: lane.className,
    left: track.left, right: track.right,
    drawn: [...lane.querySelectorAll('.crossing-half')].map(reach),
    height: parseFloat(getComputedStyle(lane.querySelector('.crossing-half'), '::before').borderTopWidth),
  };
})"""


@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_the_strip_keeps_within_the_screen_and_joined_roads_alone_reach_the_line_from_both_sides(app, browser, size):
    reader = Reader(browser, app, size)
    reader.page.goto(app + LINE)
    reader.page.locator(".crossing-strip").first.wait_for()
    reader.settle()
    lanes = reader.page.locator(".crossing-strip > li").evaluate_all(MEASURED)
    width = reader.page.viewport_size["width"]
    board = reader.page.locator(".crossing-board").evaluate("board => [board.scrollWidth, board.clientWidth]")
    assert board[0] <= board[1]
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(lanes) == 16
    for lane in lanes:
        assert 0 <= lane["left"] < lane["right"] <= width
        half = (lane["right"] - lane["left"]) / 2 - 1
        is_met = all(abs(drawn - half) < 1.5 for drawn in lane["drawn"])
        assert is_met == (lane["looks"] == "is-joined"), lane
    assert reader.errors == []
    reader.close()


def test_the_strip_and_its_list_are_printed(reader):
    reader.page.goto(reader.address + LINE)
    reader.page.locator(".crossing-strip").first.wait_for()
    reader.settle()
    pdf = pypdf.PdfReader(io.BytesIO(reader.page.pdf(format="A4", print_background=False)))
    text = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    assert text.count("FengqiStreet") >= 2  # on the strip and in the list
    assert "which9,nosourcesays" in text
