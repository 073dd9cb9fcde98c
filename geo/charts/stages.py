"""How many projects stood at each stage, text by text: a pile to each date, what is built at its foot.

The chart is a Vega-Lite specification with its data in it, written once with Altair, which checks it, and then filled.
"""

from __future__ import annotations

import copy
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from geo.atlas import progress
from geo.charts.figures import BAR
from geo.html.rendering import render
from geo.looks import style
from geo.looks.stages import DOT, DOTTED, HALF, HATCHED, SOLID, STRIKE, stage_look
from geo.read.tables import records
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.atlas.atlas import View
    from geo.looks.stages import StageLook
    from geo.read.words import Words

HEIGHT_PX = 172
GAP_PX = 1.6
"""Between two parts of a pile, so that what is filled up to its middle does not run into what lies below."""
STRIPES = 11
"""How many ties a hatched part has, whatever its size: upright, as of a line, for Vega tiles a slanting gradient."""
DOT_FILL, DOT_PX2 = "#ffffff", 34
CLEAR = "rgba(0,0,0,0)"
NEW_LINE = "\n"


@dataclass(frozen=True)
class StageChart:
    """A Vega-Lite specification, and the same in words for those who cannot see it.

    Parameters
    ----------
    spec
        A Vega-Lite specification.
    alt
        The same in words.
    """

    spec: dict[str, Any]
    alt: str


def stage_chart(view: View, words: Words) -> StageChart | None:
    """Return the stages of the view's projects on each text day, the newest by its day marked.

    None when none of the projects has a stage on any of these days.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    counts, now = progress.stage_counts(view), progress.latest_text(view.atlas)
    if counts.empty:
        return None
    atlas = view.atlas
    totals = counts.groupby("day")["count"].sum().to_dict()
    piles = [
        {
            "date": _in_lines(capitalised(when(row["day"], row["precision"], words)), totals[row["day"]]),
            "stage": atlas.label(row["status"], words.lang),
            "status": row["status"],
            "order": row["order"],
            "count": row["count"],
            "is_now": now is not None and row["day"] == now.day,
        }
        for row in records(counts)
    ]
    return StageChart(_filled(piles, words), _told(piles, words))


def stage_key(view: View, words: Words) -> Markup:
    """Return what the fills stand for as HTML, the stages in their order, and how many projects have none.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    shown = set(progress.stage_counts(view)["status"])
    stages = [status for status in view.atlas.statuses.index if status in shown]
    unstated = len(view.projects) - sum(view.counts.values())
    return render("chart_key", words, atlas=view.atlas, stages=stages, unstated=unstated)


def _stacked(piles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the parts of each pile with where they begin and end, what is built at the foot."""
    tops: dict[str, int] = {}
    stacked = []
    for part in sorted(piles, key=lambda part: -part["order"]):
        foot = tops.get(part["date"], 0)
        tops[part["date"]] = foot + part["count"]
        look = stage_look(part["status"])
        stacked.append(part | {"foot": foot, "top": tops[part["date"]], "has_dot": look.mark == DOT})
    return stacked


def _in_lines(date: str, total: int) -> str:
    """Return a date in two lines, year and what is said within it, and below it how many projects stand in its pile."""
    return f"{date.replace(' ', NEW_LINE).replace('年', '年' + NEW_LINE)}{NEW_LINE}{total}"


def _filled(piles: list[dict[str, Any]], words: Words) -> dict[str, Any]:
    spec = copy.deepcopy(_template())
    spec["data"] = {"values": _stacked(piles)}
    for layer in spec["layer"]:
        layer["encoding"]["x"]["sort"] = list(dict.fromkeys(pile["date"] for pile in piles))
    titles = (words("table.status"), words("page.projects"))
    bars = spec["layer"][1]["encoding"]
    for tip, title in zip(bars["tooltip"], titles, strict=True):
        tip["title"] = title
    for channel, of_look in (("fill", _fill), ("strokeDash", _dash), ("strokeWidth", _width)):
        bars[channel] = {
            "condition": [
                {"test": f"datum.status === '{status}'", "value": of_look(stage_look(status))}
                for status in dict.fromkeys(pile["status"] for pile in piles)
            ]
        }
    return spec


def _told(piles: list[dict[str, Any]], words: Words) -> str:
    dates: dict[str, list[str]] = {}
    for pile in piles:
        dates.setdefault(pile["date"].replace(NEW_LINE, " "), []).append(f"{pile['stage']} {pile['count']}")
    counted = "; ".join(f"{date} {words('list.mark').join(counts)}" for date, counts in dates.items())
    return f"{words('timeline.chart')} {counted}"


@functools.cache
def _template() -> dict[str, Any]:
    """Return the chart without its piles; Altair checks it against the schema of Vega-Lite."""
    axis = alt.Axis(
        labelAngle=0,
        labelExpr="split(datum.label, '\\n')",
        labelFontSize=12.5,
        labelFlush=False,
        labelOverlap=False,
        labelLimit=0,
        ticks=False,
        domain=False,
    )
    date = alt.X("date:N", sort=None, title=None, axis=axis, scale=alt.Scale(paddingInner=0.25, paddingOuter=0.12))
    numbers = alt.Axis(tickCount=4, grid=True, domain=False, ticks=False)
    base = alt.Chart(alt.InlineData(values=[]))
    now = (
        base.transform_filter("datum.is_now")
        .transform_aggregate(groupby=["date"])
        .mark_rect(fill=style.SELECTED, fillOpacity=0.3)
        .encode(x=date, y=alt.value(0), y2=alt.value("height"))
    )
    piles = base.mark_bar(stroke=BAR, yOffset=-GAP_PX / 2, y2Offset=GAP_PX / 2).encode(
        x=date, y=alt.Y("foot:Q", title=None, axis=numbers), y2="top:Q", tooltip=["stage:N", "count:Q"]
    )
    dots = (
        base.transform_filter("datum.has_dot")
        .transform_calculate(middle="(datum.foot + datum.top) / 2")
        .mark_circle(fill=DOT_FILL, size=DOT_PX2, opacity=1, tooltip=None)
        .encode(x=date, y="middle:Q")
    )
    whole = alt.layer(now, piles, dots).properties(height=HEIGHT_PX).configure_view(stroke=None)
    spec: dict[str, Any] = whole.to_dict()
    spec.pop("datasets", None)
    return spec


def _fill(look: StageLook) -> str | dict[str, Any]:
    """Return the fill of a part of a pile as Vega-Lite has it: of what is half filled or hatched, sharp bands."""
    if look.mark == STRIKE:
        return _bands([(0.0, CLEAR), (0.48, BAR), (0.52, CLEAR)], (0, 0, 1, 0))
    if look.fill == HALF:
        return _bands([(0.0, CLEAR), (0.5, BAR)], (0, 0, 0, 1))
    if look.fill == HATCHED:
        steps = [(at / (2 * STRIPES), BAR if at % 2 else CLEAR) for at in range(2 * STRIPES)]
        return _bands(steps, (0, 0, 1, 0))
    return BAR if look.fill == SOLID else CLEAR


def _dash(look: StageLook) -> list[float]:
    return [1.5, 2.5] if look.edge == DOTTED else [1, 0]


def _width(look: StageLook) -> float:
    return 1.0 if look.edge != DOTTED else 2.0


def _bands(steps: list[tuple[float, str]], line: tuple[int, int, int, int]) -> dict[str, Any]:
    """Return a gradient along a line of the part's box that changes only where a band begins."""
    ends = [offset for offset, _ in steps[1:]] + [1.0]
    stops = [
        {"offset": offset, "color": colour}
        for (begin, colour), end in zip(steps, ends, strict=True)
        for offset in (begin, end)
    ]
    x1, y1, x2, y2 = line
    return {"gradient": "linear", "x1": x1, "y1": y1, "x2": x2, "y2": y2, "stops": stops}
