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
from geo.read.tables import records
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.atlas.atlas import View
    from geo.read.words import Words

HEIGHT_PX = 172
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
            "order": row["order"],
            "count": row["count"],
            "fill": _fill(row["status"]),
            "dash": list(style.stage_look(row["status"]).bar.dash),
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
    fills = {status: (_fill(status), _line(status)) for status in view.atlas.statuses.index if status in shown}
    unstated = len(view.projects) - sum(view.counts.values())
    return render("chart_key", words, atlas=view.atlas, fills=fills, colour=BAR, unstated=unstated)


def _fill(status: str) -> str:
    red, green, blue = (int(BAR[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{style.stage_look(status).bar.opacity})"


def _line(status: str) -> str:
    """Return how the outline of a stage is drawn, as CSS says it."""
    return "solid" if style.stage_look(status).bar.dash == style.BarLook.dash else "dashed"


def _in_lines(date: str, total: int) -> str:
    """Return a date in two lines, year and what is said within it, and below it how many projects stand in its pile."""
    return f"{date.replace(' ', NEW_LINE).replace('年', '年' + NEW_LINE)}{NEW_LINE}{total}"


def _filled(piles: list[dict[str, Any]], words: Words) -> dict[str, Any]:
    spec = copy.deepcopy(_template())
    spec["data"] = {"values": piles}
    for layer in spec["layer"]:
        layer["encoding"]["x"]["sort"] = list(dict.fromkeys(pile["date"] for pile in piles))
    titles = (words("table.status"), words("page.projects"))
    for tip, title in zip(spec["layer"][1]["encoding"]["tooltip"], titles, strict=True):
        tip["title"] = title
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
    count = alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=4, grid=True, domain=False, ticks=False))
    base = alt.Chart(alt.InlineData(values=[]))
    now = (
        base.transform_filter("datum.is_now")
        .transform_aggregate(groupby=["date"])
        .mark_rect(fill=style.SELECTED, fillOpacity=0.3)
        .encode(x=date, y=alt.value(0), y2=alt.value("height"))
    )
    piles = base.mark_bar(stroke=BAR, strokeWidth=1).encode(
        x=date,
        y=count.stack("zero"),
        order=alt.Order("order:Q", sort="descending"),
        fill=alt.Fill("fill:N", scale=None),
        strokeDash=alt.StrokeDash("dash:N", scale=None),
        detail="stage:N",
        tooltip=["stage:N", "count:Q"],
    )
    whole = alt.layer(now, piles).properties(height=HEIGHT_PX).configure_view(stroke=None)
    spec: dict[str, Any] = whole.to_dict()
    spec.pop("datasets", None)
    return spec
