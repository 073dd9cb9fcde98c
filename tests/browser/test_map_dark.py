"""The map in a dark theme: the ground, the controls, the legend and the marks follow, and everything stands out."""

from __future__ import annotations

import pytest
from reading import Reader

from geo.looks.schemes import contrast

COLOURS = """() => {
  const hex = (rgb) => '#' + rgb.match(/[\\d.]+/g).slice(0, 3).map((n) => Math.round(n).toString(16).padStart(2, '0')).join('');
  const of = (selector, field) => hex(getComputedStyle(document.querySelector(selector))[field]);
  return {
    swatches: [...document.querySelectorAll('.atlas-legend-row rect')].map((n) => n.getAttribute('stroke') || n.getAttribute('fill')),
    lines: [...document.querySelectorAll('.atlas-legend-row line')].map((n) => n.getAttribute('stroke')).filter((c) => c !== 'transparent'),
    panel: of('.atlas-legend', 'backgroundColor'), ink: of('.atlas-legend', 'color'), ground: of('#map_div', 'backgroundColor'),
    button: of('.leaflet-control-zoom-in', 'backgroundColor'), sign: of('.leaflet-control-zoom-in', 'color'),
  };
}"""


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(request, app, browser):
    """A theme, and a reader who has it with the map open: for tests that look."""
    reader = Reader(browser, app)
    reader.page.emulate_media(color_scheme=request.param)
    yield request.param, reader.open("/")
    reader.close()


def test_legend_and_controls_stand_out_from_their_ground(themed):
    theme, reader = themed
    colours = reader.frame.evaluate(COLOURS)
    is_dark = contrast(colours["ground"], "#ffffff") > contrast(colours["ground"], "#000000")
    assert is_dark == (theme == "dark")
    groups = colours["swatches"][:12]
    assert {
        colour: round(contrast(colour, colours["panel"]), 2)
        for colour in groups
        if contrast(colour, colours["panel"]) < 3
    } == {}
    assert contrast(colours["ink"], colours["panel"]) > 7
    assert contrast(colours["sign"], colours["button"]) > 7
    assert contrast(colours["button"], colours["ground"]) < 3, "the buttons are of the theme too"


def test_the_lines_of_the_map_stand_out_from_the_ground_that_they_lie_on(themed):
    _, reader = themed
    pale = reader.frame.evaluate(
        """async () => {
          const { contrast, grounds } = await import('#map/looks.js'), state = map_div._atlas, drawn = {};
          for (const items of Object.values(state.byProject)) for (const { feature, layers } of items) {
            if (feature.kind !== 'line') continue;
            const colours = layers.map((layer) => layer.options.color).filter((colour) => colour !== state.style.casing);
            const worst = Math.min(...grounds(state.style).map((g) => Math.max(...colours.map((c) => contrast(c, g)))));
            if (worst < 3) drawn[feature.id] = [colours, worst];
          }
          return drawn;
        }"""
    )
    assert pale == {}


def test_a_background_from_elsewhere_is_light_and_so_is_the_map_on_it(app, browser):
    reader = Reader(browser, app)
    reader.page.emulate_media(color_scheme="dark")
    reader.page.route("**/*.{png,PNG}", lambda route: route.fulfill(body=b"", content_type="image/png", status=204))
    reader.open("/")
    assert reader.frame.evaluate("map_div._atlas.isDark") is True
    reader.frame.evaluate("map_div._atlas.tiles = [L.layerGroup()]; map_div._atlas.redraw(); null")
    assert reader.frame.evaluate("map_div._atlas.isDark") is False
    assert reader.frame.evaluate("getComputedStyle(map_div.getContainer()).colorScheme") == "light"
    reader.close()


def test_the_map_follows_when_the_theme_changes_while_it_is_open(app, browser):
    reader = Reader(browser, app).open("/")
    assert reader.frame.evaluate("map_div._atlas.isDark") is False
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function("getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    reader.frame.wait_for_function("map_div._atlas.isDark")
    reader.close()


@pytest.mark.parametrize("themed", ["dark"], indirect=True)
def test_the_bars_and_chips_beside_the_map_stand_out_in_a_dark_theme(themed):
    _, reader = themed
    for path, marks in (("/", ".atlas-bar i"), ("/?project=xiongxin-hsr", ".atlas-chip i")):
        if path != "/":  # where the map is open already
            reader.open(path)
        reader.page.locator(marks).first.wait_for()
        colours = reader.page.evaluate(
            "(marks) => [...document.querySelectorAll(marks)].map((node) => getComputedStyle(node).backgroundColor)"
            ".map((rgb) => '#' + rgb.match(/\\d+/g).slice(0, 3).map((n) => (+n).toString(16).padStart(2, '0')).join(''))",
            marks,
        )
        assert colours
        assert [colour for colour in colours if contrast(colour, "#181c20") < 3] == []
