"""A view of the atlas → a map sheet: laid out once, written as PNG, SVG or PDF."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.errors import SheetError
from geo.sheet import margin
from geo.sheet.arrange import LEAST_MAP, NoRoomError
from geo.sheet.body import Body
from geo.sheet.fonts import for_print
from geo.sheet.frame import ground_for
from geo.sheet.ground import ground_of
from geo.sheet.labels import Box
from geo.sheet.options import LAYOUTS, SLIDE, Layout, MapView, SheetOptions, layout_of, layout_of_size
from geo.sheet.paper import Paper
from geo.sheet.picture import map_picture
from geo.sheet.register import Register
from geo.sheet.scene import Scene
from geo.sheet.theme import THEMES
from geo.sheet.writers import bytes_of

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

__all__ = [  # noqa: RUF022 - the choices, then the verbs
    "LAYOUTS",
    "Layout",
    "MapView",
    "SheetOptions",
    "layout_of",
    "layout_of_size",
    "bytes_of",
    "compose",
    "compose_all",
    "draw_sheet",
    "map_picture",
]

EDGE_MM, SLIDE_EDGE_MM = 8.0, 1.8
SLIDE_SYMBOLS = 0.5
"""Letters of a slide are large, its symbols no larger than they have to be to stand at their places."""
BORDER_MM, MESH_BORDER_MM = 1.0, 3.4
"""Between the two lines around the map; with a graticule, degrees stand there."""
LEAST_BODY_MM = 50.0
"""In less height no map can be read."""
LISTED = 30
"""So many projects at most may be listed on the page of the map."""
ENLARGED = ((12, 1.18), (40, 1.08), (10**9, 1.0))
"""Up to how many projects letters and symbols are how much larger."""
SMALLER = (0.86, 0.75)
"""How much smaller letters and symbols become where a page is too small for its legend."""


def draw_sheet(  # noqa: PLR0913 - each is a choice of the reader, by name
    view: View,
    words: Words,
    options: SheetOptions | None = None,
    *,
    file: str = "png",
    dpi: int = 300,
    outlines: bool = False,
) -> bytes:
    """Draw a planning-map sheet: the same view, words, options and day give the same bytes, in any thread.

    Parameters
    ----------
    view
        What to show.
    words
        The language of the sheet.
    options
        See `SheetOptions`; an A4 page across with the projects in view when None.
    file
        ``png``, ``svg`` or ``pdf``.
    dpi
        Dots per inch of a PNG; A4 across at 300 is 3508 x 2480 pixels.
    outlines
        Whether SVG and PDF hold letters as outlines instead of text.

    Raises
    ------
    SheetError
        The view is empty, a character has no glyph in the fonts, the extent is no place of the atlas, or the file is
        of no known kind.
    """
    papers = compose_all(view, words, options)
    return bytes_of(papers if file == "pdf" else papers[:1], file=file, dpi=dpi, outlines=outlines)


def compose(view: View, words: Words, options: SheetOptions | None = None) -> Paper:
    """Lay out the page of the map alone; see `compose_all`.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be; the usual where None.
    """
    return compose_all(view, words, options)[0]


def compose_all(view: View, words: Words, options: SheetOptions | None = None) -> list[Paper]:
    """Lay out a sheet: the page of the map, and where its list has no room there, the pages of the register.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be; the usual where None.

    Returns
    -------
    list of Paper
        The pages, not yet written as a file.

    Raises
    ------
    SheetError
        Nothing is in view.
    NoRoomError
        The page is too small for what it has to show, even in small letters.
    """  # noqa: DOC501 - the AssertionError is never raised
    options = options or SheetOptions()
    if view.projects.empty:
        raise SheetError("view.empty")
    words = for_print(words)
    is_slide = options.layout.name == SLIDE  # its letters are never smaller, its list never on its map
    first = 1.0 if is_slide else enlargement(view, options.extent)
    shares = [1.0] if is_slide else sorted({first, 1.0, *SMALLER}, reverse=True)
    is_few = len(view.projects) <= LISTED and not is_slide
    shares = shares[shares.index(first) :]
    tried = [(share, True) for share in shares if share >= 1 and is_few] + [(share, False) for share in shares]
    for at, (share, has_list) in enumerate(tried):
        try:
            return _composed(view, words, options, options.layout.scale * share, has_list=has_list)
        except NoRoomError:  # tried again with the list on a page of its own, then with smaller letters
            if at == len(tried) - 1:
                raise
    raise AssertionError  # the last share returned or raised


def _composed(view: View, words: Words, options: SheetOptions, scale: float, *, has_list: bool) -> list[Paper]:
    """Lay out a sheet with letters of a size, its list on the page of the map or on pages of its own."""
    layout = options.layout
    paper = Paper(layout.width_mm / scale, layout.height_mm / scale, scale, THEMES[options.theme])
    paper.lang, paper.author = words.lang, options.organisation
    paper.title = options.title or margin.title_of(view, words, options)
    day = paper.made_on = options.made_on or dt.datetime.now(tz=dt.UTC).astimezone().date()
    paper.alt = words("sheet.alt", title=paper.title, subtitle=options.subtitle or margin.subtitle(view, words))
    if layout.name == SLIDE:
        paper.symbol_share = SLIDE_SYMBOLS
        page = paper.page.grown(-SLIDE_EDGE_MM)
    else:
        page = Box(EDGE_MM, EDGE_MM - 2, paper.width - EDGE_MM, paper.height - EDGE_MM + 3)
    head = margin.head_of(view, words, options, page.width, len(view.projects))
    foot = margin.foot_of(view, words, options, page.width, day, has_list=has_list)
    border = MESH_BORDER_MM if options.graticule or options.grid else BORDER_MM * (0.6 if layout.name == SLIDE else 1.0)
    box = Box(page.left, page.bottom + foot.height, page.right, page.top - head.height).grown(-border)
    if box.height < box.width / 4 or box.height < LEAST_BODY_MM:
        raise NoRoomError("sheet.no_room")
    body = Body(Scene(paper, view, words, options.extent), options)
    planned = body.planned(box, has_list=has_list)
    is_enlarged = scale > layout.scale
    if planned is None or (is_enlarged and planned.plan.map_share(paper.width * paper.height) < LEAST_MAP):
        raise NoRoomError("sheet.no_room")
    drawn, counts = body.draw(box, border, planned)
    margin.draw_head(paper, margin.head_of(view, words, options, page.width, len(drawn.project_ids)), page.top)
    margin.draw_foot(paper, foot, Box(page.left, page.bottom, page.right, page.bottom + foot.height), counts)
    paper.check()
    if has_list:
        return [paper]
    on_map = frozenset(drawn.project_ids)
    register = Register(view, words, options, paper.title, drawn.key, on_map, day)
    return [paper, *register.pages(layout.scale)]


def enlargement(view: View, extent: str | MapView) -> float:
    """Return how much larger letters and symbols are where a sheet has little to show.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    extent
        The ground that is shown, as in `geo.sheet.frame.ground_for`.

    Returns
    -------
    float
        A factor, 1 and more.
    """
    west, south, east, north = ground_for(view, extent)
    features = ground_of(view.atlas).features
    features = features[features["project_id"].isin(view.projects.index)]
    x, y = features["anchor_x"], features["anchor_y"]
    is_inside = (west <= x) & (x <= east) & (south <= y) & (y <= north)
    count = features.loc[is_inside, "project_id"].nunique()
    return next(share for most, share in ENLARGED if count <= most)
