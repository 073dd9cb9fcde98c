"""What the map is told on each run: ids by stage, the legend and words; never a geometry.

The ground and the features went out once (`geo.webmap.assets`). The map itself is the same on every run, so its frame
is never reloaded; what changes is the message that `geo.webmap.frame.message_layer` hands over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.looks import style
from geo.looks.legend import legend_entries
from geo.looks.schemes import in_both
from geo.looks.stages import PRECISIONS
from geo.webmap.switches import by_stage, opened, switch_message
from geo.webmap.tint import county_tint
from geo.words.rings import stages_apart

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.looks.legend import LegendEntry
    from geo.read.words import Words

BUTTONS = ("all", "zoom_in", "zoom_out", "datum", "fullscreen", "fullscreen_leave")
"""Words of every map, beside those of the backgrounds."""
MEASURE = ("measure", "measure_length", "measure_area", "measure_hint", "measure_keys", "measure_note", "measure_close")
"""Words of the measure, on a map of projects; too many for each message, so they go out once."""
OF_PROJECTS = ("empty", "of_units", "of_several", "also_in", "zoom_to_results")
"""Words of a map of projects alone."""


def tool_words(words: Words) -> dict[str, str]:
    """Return the words of the map's measure, which go out once and not with each message.

    Parameters
    ----------
    words
        The words of the language.
    """
    return {key: words(f"map.{key}") for key in MEASURE}


def view_message(  # noqa: PLR0913 - the last three are the page's own
    view: View,
    words: Words,
    selected: str = "",
    seen: str = "",
    *,
    is_fitted: bool = False,
    tint: str | None = None,
    answered: int | None = None,
) -> dict[str, Any]:
    """Return what a view tells the map: ids by stage, the legend, and words; no geometry.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    selected
        The project that is chosen; dropped where it is not in view.
    seen
        The part of the ground to show, as ``lat,lon,zoom``; empty for the extent of the cluster.
    is_fitted
        Show the projects of the view as large as they go, and keep out of the address.
    tint
        What the ground is coloured by: `geo.webmap.tint.COUNTY`, or an empty text for the cities' own tints. None for a
        map that offers no switch.
    answered
        The number of the newest act on the map that the view knows of, where the legend switches filters; None where it
        only explains.

    Returns
    -------
    dict
        ``lang``, ``selected``, ``view``, ``is_fitted``; ``stages`` (stage → ids of projects), ``apart`` (project →
        what the texts and a later page say of its stage, where these differ; also of those that only a switch keeps out
        of view), ``labels`` (words by key), ``legend`` (sections, see `subject_message`); ``tint`` and ``tints`` (see
        there) where the ground is coloured; where the legend switches, what `geo.webmap.switches.switch_message` adds.
    """
    labels = _labels(words, words("map.label")) | {key: words(f"map.{key}") for key in OF_PROJECTS}
    labels |= {name: words(f"precision.{name}") for name in PRECISIONS}
    labels |= {status: view.atlas.label(status, words.lang) for status in view.atlas.statuses.index}
    if tint is not None:
        labels["tint"] = words("map.tint.switch")
    tints, classes = county_tint(view, words) if tint else ({}, [])
    beyond = view if answered is None else opened(view)
    return {
        "lang": words.lang,
        "selected": selected if selected in view.projects.index else "",
        "view": seen,
        "is_fitted": is_fitted,
        "stages": by_stage(view.projects),
        "apart": stages_apart(beyond, words),
        "labels": labels,
        "legend": [*classes, *_legend(legend_entries(beyond, words), words)],
        **({"tint": tint, "tints": tints} if tint else {}),
        **({} if answered is None else switch_message(view, beyond, words, answered)),
    }


def subject_message(
    words: Words, title: str, legend: list[dict[str, Any]], seen: str = "", **subject: Any
) -> dict[str, Any]:
    """Return what a map of something else than projects is told: places or links as the subject, without geometry.

    Its legend lies flat along the foot of the map.

    Parameters
    ----------
    words
        The words of the language.
    title
        What the map is called.
    legend
        Sections as ``{"kind", "label", "entries": [{"id", "label", "count", "colour"}]}``; boundaries, rivers and
        seats are added.
    seen
        See `view_message`.
    **subject
        ``tints`` (adcode → colour of the ground), ``picks`` (adcode → what a pointer tells; a click reports
        ``place_id``), ``chosen`` (adcodes to outline), ``spots`` (zones with a point), ``notes`` (adcode → what stands
        below its name), or ``links`` (``ends``, ``arcs``, ``rings``, ``selected``; a click reports ``link_id``); and
        ``notice``, what the map says when there is nothing to show.
    """
    return {
        "lang": words.lang,
        "selected": "",
        "view": seen,
        "labels": _labels(words, title),
        "legend": [*legend, _boundary_legend(words), _base_legend(words, *([] if "notes" in subject else ["seats"]))],
        "is_flat": True,
        **subject,
    }


def _labels(words: Words, title: str) -> dict[str, str]:
    """Return the words of every map, which is called by a title."""
    labels = {key: words(f"map.{key}") for key in BUTTONS} | {"map": title, "legend": words("legend.title")}
    labels |= {f"background_{key}": words(f"background.{key}") for key in ("none", "osm", "amap", "tianditu", "failed")}
    return labels | {"background": words("background.label")}


def _legend(entries_of_view: list[LegendEntry], words: Words) -> list[dict[str, Any]]:
    sections: dict[str, list[dict[str, Any]]] = {}
    for entry in entries_of_view:
        sections.setdefault(entry.kind, []).append(
            {
                "id": entry.id,
                "label": entry.label,
                "count": entry.count,
                "colour": entry.colour and in_both(entry.colour),
            }
        )
    return [
        *({"kind": kind, "label": words(f"legend.{kind}"), "entries": entries} for kind, entries in sections.items()),
        _boundary_legend(words),
        _base_legend(words, "seats"),
    ]


def _boundary_legend(words: Words) -> dict[str, Any]:
    entries = [{"id": level, "label": words(f"legend.{level}")} for level in style.BOUNDARY_LINES]
    return {"kind": "boundary", "label": words("legend.boundary"), "entries": entries}


def _base_legend(words: Words, *names: str) -> dict[str, Any]:
    """Return rivers, and seats where they are shown, without a heading: they tell themselves."""
    entries = [{"id": name, "label": words(f"legend.{name}")} for name in ("river", *names)]
    return {"kind": "base", "label": "", "entries": entries}
