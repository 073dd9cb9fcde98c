"""What is written on the map of a sheet of its projects: their names, and numbers where a name finds no room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.read.tables import rows
from geo.sheet import symbols
from geo.sheet.clusters import keyed_of
from geo.sheet.fonts import MM_PER_PT, text_width_mm
from geo.sheet.labels import Box, Wish, place, place_around, place_near
from geo.sheet.lying import place_lying
from geo.sheet.paper import LEADING
from geo.sheet.theme import dark
from geo.words.rings import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.sheet.chart import Chart
    from geo.sheet.key import Keyed
    from geo.sheet.paper import Paper

PROJECT_PT, NUMBER_PT = 6.2, 6.0
BADGE_MM = 3.6
NUMBER_MM = 2.2
"""How high a number beside a symbol is."""
NAME_GAP_MM, NUMBER_GAP_MM = 0.5, 0.15
LINE_GAP_MM = 0.9
"""Between the middle of a line and a name that lies along it."""
FAR_MM = 15.0
"""So far from what it names a name may stand, tied to it by a leader."""
TWO_LINES_EM = 9.5
"""A name longer than this is broken in two."""
JOINTS = (
    *("高速", "铁路", "客运", "旅游", "改线", "太原联", "过境", "功能", "国家", "数字", "融合", "经济", "信息", "标识"),
)
"""Where a Chinese name is rather broken: before one of these words."""
WHOLE = (
    *(
        "万千瓦",
        "千瓦级",
        "抽水蓄能",
        "国际",
        "写生",
        "高新技术",
        "三期",
        "改扩建",
        "信号",
        "综合",
        "商贸",
        "物流",
        "供水",
    ),
    *(
        "生活",
        "设备",
        "清洁",
        "电子",
        "电池",
        "文旅",
        "文商旅",
        "检验",
        "公积金",
        "生态",
        "智能",
        "制造",
        "机械",
        "汽车",
        "零部件",
    ),
    *(
        "煤机",
        "产业链",
        "高压",
        "签约",
        "治水",
        "规模化",
        "项目",
        "普惠",
        "奥特莱斯",
        "老旧",
        "老年",
        "风险",
        "子女",
        "协同",
    ),
    *("京津冀", "新型", "农村", "城市群", "经济", "百公里", "品牌", "发展", "南延", "北拓", "三纵十横", "预约", "办理"),
)
"""Words of names that are not cut in two if another place will do: a list, for no dictionary comes with the atlas."""
OPENING, CLOSING = "“（《", "”）》、，·"
CUT_EM = 4.0
"""By how much longer a line may rather be than that a word is cut."""


def letter_lines(chart: Chart, features: pd.DataFrame) -> None:
    """Set the letter of its group on each line, where hues do not tell.

    Parameters
    ----------
    chart
        The map that is being drawn.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page.
    """
    if not chart.paper.theme.has_letters:
        return
    lines = features[features["is_line"] & features["is_shown"]]
    for row in rows(lines.sort_values(["length", "feature_id"], ascending=[False, True])):
        side = symbols.SYMBOL_MM + 0.4
        wish = Wish(row.feature_id, side, side, row.anchors[1:] + row.anchors[:1], 0, is_centred=True, is_on_line=True)
        if (box := place(chart.space, wish)) is not None:
            symbols.draw_letter(chart.paper, "sites", box.centre, symbols.Look.of(row))


def name_projects(
    chart: Chart, features: pd.DataFrame, *, has_numbers: bool, first_number: int = 1
) -> tuple[list[Keyed], set[str]]:
    """Write the names of the lines and sites; where there is no room a number, keyed to the list.

    Returns the numbered projects and the ids of the named ones; what is neither found no room at all.

    Parameters
    ----------
    chart
        The map that is being drawn.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page.
    has_numbers
        Whether what has no room for its name gets a number.
    first_number
        The number of the first project that is numbered.

    Returns
    -------
    tuple
        What is numbered, in the order of the numbers, and the ids of what is named.
    """
    keyed: list[Keyed] = []
    named: set[str] = set()
    for row in _by_importance(features):
        number = first_number + len(keyed)
        has_name = row.is_named and _name(chart, row)
        named |= {row.project_id} if has_name else set()
        has_number = has_numbers and row.is_named and not has_name and bool(row.anchors)
        if row.is_site and row.anchors:
            beside = row.letter if chart.paper.theme.has_letters else ""
            gid = f"site/{row.feature_id}"
            symbols.draw_symbol(chart.paper, "sites", row.anchors[0], symbols.Look.of(row), beside=beside, gid=gid)
        if has_number:
            has_number = _number(chart, row, number) if row.is_site else _badge(chart, row, number)
        keyed += [keyed_of(row, number, chart.words)] if has_number else []
    return keyed, named


def site_box(paper: Paper, row: Any) -> Box:
    """Return what the symbol of a site takes, with the letter of its group where hues do not tell.

    Parameters
    ----------
    paper
        The page that is drawn on.
    row
        A feature with ``anchors`` (the middle of its symbol first) and ``precision``.
    """
    (x, y), half = row.anchors[0], symbols.SYMBOL_MM * paper.symbol_share * symbols.reach(row.precision) / 2
    beside = symbols.beside_mm(paper.theme, has_numbers=False) if paper.theme.has_letters else 0.0
    return Box(x - half, y - half, x + half + beside, y + half)


def _number(chart: Chart, row: Any, number: int) -> bool:
    """Write the number of a site beside its symbol, or near it; return whether there is room."""
    text, paper = str(number), chart.paper
    size = text_width_mm(text, NUMBER_PT) + 0.3, NUMBER_MM
    box = place_around(chart.space, site_box(paper, row), size, NUMBER_GAP_MM, is_on_line=True)
    if box is None:
        box = place_near(chart.space, row.anchors[0], size, crossing_cost=1)
        if box is None:
            return False
        _tie(paper, row, box)
    paper.text("sites", *box.centre, text, NUMBER_PT, anchor="middle", halo_pt=1.7, weight_pt=0.12, gid="beside")
    return True


def _name(chart: Chart, row: Any) -> bool:
    """Write the name of a line or a site beside it, or a little apart with a leader; return whether there is room."""
    if not row.anchors:
        return False
    whole = short(chart.words.of(row._asdict(), "name")) + mark_of(row)
    if row.is_line and _name_along(chart, row, whole):
        return True
    text = balanced(whole)
    size = text_width_mm(text, PROJECT_PT) + 0.6, (text.count("\n") * LEADING + 1.08) * PROJECT_PT * MM_PER_PT
    if row.is_site:
        box = place_around(chart.space, site_box(chart.paper, row), size, NAME_GAP_MM)
    else:
        box = place(chart.space, Wish(row.feature_id, *size, row.anchors, row.gap))
    if box is None:
        box = place_near(chart.space, row.anchors[0], size, reach_mm=FAR_MM, is_clear=True)
        if box is None:
            return False
        _tie(chart.paper, row, box)
    ink = dark(row.colour)
    chart.paper.text("names", *box.centre, text, PROJECT_PT, anchor="middle", halo_pt=1.7, ink=ink, gid="name")
    return True


def _name_along(chart: Chart, row: Any, text: str) -> bool:
    """Write the name of a long line along it; return whether there is room."""
    size = text_width_mm(text, PROJECT_PT) + 0.6, PROJECT_PT * MM_PER_PT * 1.08
    lie = place_lying(chart.space, row.shape, size, LINE_GAP_MM)
    if lie is None:
        return False
    ink = dark(row.colour)
    chart.paper.text(
        *("names", *lie.centre, text, PROJECT_PT),
        anchor="middle",
        halo_pt=1.7,
        ink=ink,
        turn_deg=lie.turn_deg,
        gid="name",
    )
    return True


def _badge(chart: Chart, row: Any, number: int) -> bool:
    """Set a number on a line, or near it; return whether there is room."""
    paper, space = chart.paper, chart.space
    wish = Wish(row.feature_id, BADGE_MM, BADGE_MM, row.anchors, row.gap, is_centred=row.is_line, is_on_line=True)
    if (box := place(space, wish)) is None and row.anchors:
        box = place_near(space, row.anchors[0], (BADGE_MM, BADGE_MM), crossing_cost=1)
        if box is not None:
            _tie(paper, row, box)
    if box is None:
        return False
    paper.box("names", box.grown(-0.15), fill="#ffffff", edge=row.colour, width_pt=0.7)
    paper.text("names", *box.centre, str(number), NUMBER_PT, anchor="middle", gid="badge")
    return True


def _tie(paper: Paper, row: Any, box: Box) -> None:
    """Draw a line from a mark to the nearest edge of what is written of it."""
    x, y = row.anchors[0]
    end = min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)
    paper.line("leaders", np.array([(x, y), end]), 0.5, row.colour)


def short(name: str) -> str:
    """Return a name without the short name that follows it in brackets.

    Parameters
    ----------
    name
        The name of a project, in either language.
    """
    for bracket in ("（", " ("):
        head, mark, tail = name.partition(bracket)
        if mark and tail.endswith(("）", ")")) and head:
            return head
    return name


def balanced(text: str) -> str:
    """Break a long name into two lines of about the same length: Latin at a space, Chinese between words if it can.

    Parameters
    ----------
    text
        One line.

    Returns
    -------
    str
        One line, or two with a line break between them.
    """
    if text_width_mm(text, 1) / MM_PER_PT < TWO_LINES_EM:
        return text
    is_latin = " " in text
    places = [i for i, mark in enumerate(text) if mark == " "] if is_latin else list(range(3, len(text) - 2))
    wide = {i: max(text_width_mm(text[:i], 1), text_width_mm(text[i:], 1)) / MM_PER_PT for i in places}
    joined = {i for i in places if not is_latin and text[i - 1] not in "—、" and not text.startswith(JOINTS, i)}
    halved = {i for i in places if not is_latin and _is_halving(text, i)}
    cut = min(places, key=lambda i: (wide[i] + 3 * (i in joined) + CUT_EM * (i in halved), i))
    return f"{text[:cut].rstrip()}\n{text[cut:].lstrip()}"


def _is_halving(text: str, at: int) -> bool:
    """Whether a break at a place of a Chinese name would cut a figure or a word, or part a mark from what it marks."""
    before, after = text[at - 1], text[at]
    if (_is_latin(before) and _is_latin(after)) or before in OPENING or after in CLOSING:
        return True
    return any(0 < at - start < len(word) for word in WHOLE for start in _starts(text, word))


def _is_latin(mark: str) -> bool:
    return mark.isascii() or mark == "×"


def _starts(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _by_importance(features: pd.DataFrame) -> Iterator[Any]:
    """Return the lines and sites in the frame: lines before sites, those across cities first, the longest first."""
    named = features[~features["is_unit"] & features["is_shown"]]
    order = ["is_site", "is_crossing", "length", "feature_id"]
    yield from rows(named.sort_values(order, ascending=[True, False, False, True]))
