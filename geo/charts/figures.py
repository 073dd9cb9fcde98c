"""Charts of figures that can be read in print: words above each bar, and its kind told by fill as well as in words.

A chart is a Vega-Lite specification with its data in it. It is written once, with Altair, which checks it, and filled
for each family of figures: that costs a hundredth of building it anew.
"""

from __future__ import annotations

import copy
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from geo.atlas.indicators import GROWTH
from geo.looks import style
from geo.text import display_width, wrapped
from geo.words import quantities
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from geo.atlas.indicators import Family
    from geo.read.words import Words

BAR = "#2f7d9c"
"""One hue for all bars: it stands out from white and from the dark ground alike, and prints as a middle grey."""
FILLS = {"actual": (1.0, [1, 0]), "plan": (0.34, [1, 0]), "target": (0.0, [4, 3]), "claim": (0.0, [1, 2])}
"""Reported is solid, planned pale with a full outline; aimed at is hollow and dashed, claimed hollow and dotted."""
BOUNDS = {"≥": "triangle-right", ">": "triangle-right", "≤": "triangle-left", "<": "triangle-left"}
"""A bar whose number is a bound ends in an arrow that points to where the number may lie."""
LINE_PX, BAR_PX, GAP_PX, TITLE_PX, FOOT_PX = 16, 11, 10, 18, 14
PADDING = {"left": 1, "right": 1, "top": 4, "bottom": 4}
ROOM = 1.03
"""How much longer than the longest bar the axis is: its arrow must fit."""
LINE_WIDTH, FOOT_WIDTH = {"zh": 44, "en": 40}, {"zh": 54, "en": 48}
"""Half-width characters that stand above a bar and below all bars in the narrowest column; Latin ones are wider."""
BOLD = {"zh": 1.15, "en": 1.4}
"""How many of them a bold one takes."""
MARK = " · "
PARTS = ("label", "subject", "ends", "period", "kind")
"""What tells one bar from another, in the order in which it is said; what all bars share is in the title."""
PICK = "pick"
"""The selection that a click on a bar makes: its ``figure_id``."""


@dataclass(frozen=True)
class BarChart:
    """A chart, its title, and the same in words for those who cannot see it.

    Parameters
    ----------
    key
        That of the family, see `geo.atlas.indicators.Family`.
    title
        What all its figures have in common, in words.
    spec
        A Vega-Lite specification.
    alt
        The same in words.
    """

    key: str
    title: str
    spec: dict[str, Any]
    alt: str

    @property
    def height(self) -> int:
        """How high it is, in px."""
        return int(self.spec["height"])


def bar_chart(family: Family, words: Words, selected: Collection[str] = ()) -> BarChart:
    """Return a bar for each figure of a family, from zero, all on one axis; ``selected`` are ids of bars to mark.

    Parameters
    ----------
    family
        Figures of one unit and one topic, from `geo.atlas.indicators.families`.
    words
        The words of the language.
    selected
        Ids of the figures whose bars are marked; by default none is.
    """
    labels = [{part: _said(figure, part, words) for part in PARTS} for figure in family.figures]
    shared = [part for part in PARTS if len({parts[part] for parts in labels}) == 1]
    bars: list[dict[str, Any]] = []
    for figure, parts in zip(family.figures, labels, strict=True):
        own = [parts[part] for part in PARTS if part not in shared and parts[part]]
        if not own:  # texts that say the same
            own = [capitalised(when(figure["published_on"], figure["date_precision"], words))]
        top = bars[-1]["bottom"] + GAP_PX if bars else 0
        bars.append(_bar(figure, own, top, words) | {"is_selected": figure["figure_id"] in selected})
    title = _title(family, [labels[0][part] for part in shared if labels[0][part]], shared, words)
    foot = wrapped(
        words("indicators.sources", sources=words("list.mark").join(_texts(family.figures, words))),
        FOOT_WIDTH[words.lang],
    )
    alt_text = words("indicators.alt", title=MARK.join(title), count=len(bars))
    lines = _joined(title, LINE_WIDTH[words.lang] - 4)
    return BarChart(family.key, MARK.join(title), _filled(bars, lines, foot), alt_text)


def _said(figure: Any, part: str, words: Words) -> str:
    if part == "kind":
        return words(f"indicators.kind.{figure['kind']}")
    if part == "period":
        return quantities.period(figure["period"], words)
    return words.of(figure, part)


def _title(family: Family, labels: list[str], shared: list[str], words: Words) -> list[str]:
    """Return what all bars share, the subject matter first."""
    if "label" in shared:
        return labels
    matter = words("indicators.growth") if family.key == GROWTH else words(f"indicators.topic.{family.topic}")
    return [matter, *labels]


def _bar(figure: Any, own: list[str], top: int, words: Words) -> dict[str, Any]:
    """Return one bar as values of the chart, places in px from the top; ``own`` is what tells it from the others."""
    normal = quantities.normalised(figure, words)
    shown = quantities.printed(figure, words)
    rest = [*own[1:], words("indicators.normal", amount=normal)] if normal else own[1:]
    width = LINE_WIDTH[words.lang]
    label = wrapped(own[0], width, first=width - round(BOLD[words.lang] * display_width(shown)) - 2)
    detail = _joined(rest, width)
    detail_top = top + LINE_PX * len(label)
    upper = detail_top + LINE_PX * len(detail) + 1
    low, high = float(figure["normal_value"]), float(figure["normal_value_max"])
    return {
        "figure_id": figure["figure_id"],
        "name": MARK.join([own[0], *rest]),
        "label": "\n".join(label),
        "detail": "\n".join(detail),
        "shown": shown,
        "kind": figure["kind"],
        "low": low,
        "high": low if pd.isna(high) else high,
        "bound": BOUNDS.get(figure["qualifier"], ""),
        "top": top,
        "detail_top": detail_top,
        "upper": upper,
        "middle": upper + BAR_PX / 2,
        "lower": upper + BAR_PX,
        "bottom": upper + BAR_PX + 2,
        "mark_top": top - GAP_PX / 2 + 2,
        "mark_bottom": upper + BAR_PX + GAP_PX / 2,
    }


def _joined(parts: list[str], width: int) -> list[str]:
    """Return parts with a mark between them, as lines that break between parts where that is possible."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{MARK}{part}" if lines else part
        lines = [*lines[:-1], longer] if display_width(longer) <= width else [*lines, *wrapped(part, width)]
    return lines


def _texts(figures: Iterable[Any], words: Words) -> list[str]:
    """Return the texts that the bars rest on, with their dates, oldest first: a chart that is taken away needs them."""
    texts = {figure["source_id"]: figure for figure in sorted(figures, key=lambda figure: figure["published_on"])}
    return [
        words(
            "indicators.text",
            title=words.of(text, "title"),
            date=when(text["published_on"], text["date_precision"], words),
        )
        for text in texts.values()
    ]


def _filled(bars: list[dict[str, Any]], title: list[str], foot: list[str]) -> dict[str, Any]:
    """Return the template with these bars in it, a title above and ``foot`` below."""
    spec = copy.deepcopy(_template())
    spec["data"] = {"values": bars}
    spec["title"]["text"] = title
    inner = bars[-1]["bottom"] + GAP_PX + FOOT_PX * len(foot)
    bars[-1] |= {"foot": "\n".join(foot), "foot_top": bars[-1]["bottom"] + GAP_PX - 2}
    above = TITLE_PX * len(spec["title"]["text"]) + spec["title"]["offset"]
    spec["height"] = inner + above + PADDING["top"] + PADDING["bottom"]
    longest = max(bar["high"] for bar in bars)
    domains = {"x": [0, longest * ROOM or 1], "y": [inner, 0]}
    for layer in spec["layer"]:
        for channel, domain in domains.items():
            if "scale" in layer["encoding"].get(channel, {}):
                layer["encoding"][channel]["scale"]["domain"] = domain
    return spec


@functools.cache
def _template() -> dict[str, Any]:
    """Return the chart without its bars; Altair checks it against the schema of Vega-Lite."""
    scale = alt.Scale(domain=[0, 1], nice=False, zero=False)

    def x(field: str) -> alt.X:
        return alt.X(field, type="quantitative", axis=None, scale=scale)

    def y(field: str) -> alt.Y:
        return alt.Y(field, type="quantitative", axis=None, scale=scale)

    base = alt.Chart(alt.InlineData(values=[]))
    row = base.encode(x=alt.value(0), x2=alt.value("width"), y=y("top"), y2="bottom")
    bar = base.encode(y=y("upper"), y2="lower")
    words: dict[str, Any] = {"baseline": "top", "lineBreak": "\n", "lineHeight": LINE_PX, "fill": "currentColor"}
    bars = [
        bar.transform_filter(alt.datum.kind == kind)
        .mark_rect(fill=BAR, fillOpacity=opacity, stroke=BAR, strokeWidth=1.2, strokeDash=dash)
        .encode(x=x("low"), x2=alt.datum(0))
        for kind, (opacity, dash) in FILLS.items()
    ]
    layers = [
        row.transform_filter("datum.is_selected")
        .mark_rect(fill=style.SELECTED, fillOpacity=0.28)
        .encode(y=y("mark_top"), y2="mark_bottom"),
        *bars,
        bar.transform_filter("datum.high > datum.low")
        .mark_rect(fill=BAR, fillOpacity=0.15, stroke=BAR, strokeDash=[2, 2])
        .encode(x=x("low"), x2="high"),
        base.transform_filter("datum.bound")
        .mark_point(filled=True, color=BAR, opacity=1, size=110)
        .encode(x=x("high"), y=y("middle"), shape=alt.Shape("bound:N", scale=None)),
        base.mark_text(align="left", fontSize=12.5, **words).encode(x=alt.value(0), y=y("top"), text="label:N"),
        base.mark_text(align="left", fontSize=12, opacity=0.75, **words).encode(
            x=alt.value(0), y=y("detail_top"), text="detail:N"
        ),
        base.mark_text(align="right", fontSize=12.5, fontWeight=600, **words).encode(
            x=alt.value("width"), y=y("top"), text="shown:N"
        ),
        base.transform_filter("datum.foot")
        .mark_text(align="left", fontSize=10.5, opacity=0.7, **(words | {"lineHeight": FOOT_PX}))
        .encode(x=alt.value(0), y=y("foot_top"), text="foot:N"),
        row.mark_rect(opacity=0, cursor="pointer")
        .encode(tooltip=["name:N", "shown:N"])
        .add_params(alt.selection_point(name=PICK, fields=["figure_id"], on="click")),
    ]
    title = alt.Title(
        "", anchor="start", fontSize=14, fontWeight=600, lineHeight=TITLE_PX, offset=9, frame="group", limit=4000
    )
    chart = (
        alt.layer(*layers, height=1, padding=PADDING, title=title)
        .configure_view(stroke=None)
        .configure_mark(aria=False)
    )
    spec: dict[str, Any] = chart.to_dict()
    del spec["datasets"]
    return spec
