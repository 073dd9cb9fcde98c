"""A view as one HTML file that opens from a disk without a network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geo.html import card
from geo.html.style_sheet import style_sheet
from geo.looks import base, style
from geo.webmap.assets import leaflet_style, module_addresses, script_assets
from geo.webmap.features import project_features
from geo.webmap.ground import ground, home_extent
from geo.webmap.literals import script_literal
from geo.webmap.messages import tool_words, view_message
from geo.webmap.switches import open_switches
from geo.words.dates import when
from geo.words.kinds import kinds_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words
    from geo.webmap.asset import Asset

TEMPLATE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title><style>{css}</style></head>
<body><div id="map_div" class="atlas-full"></div><div class="atlas-title">{title}<small>{subtitle}</small></div>
<script type="importmap">{imports}</script><script>{leaflet}</script>
<script>var cards = {cards};
var options = {options};
var message = {message};
</script>
<script type="module">
import {{ attach, show }} from "#map/main.js";
const map = window.map_div = L.map("map_div", {{ zoomSnap: 0.25, zoomDelta: 0.5, minZoom: 6, maxZoom: 14 }});
map.attributionControl.addAttribution({attribution});
options.onSelect = ({{ anchor, project_id }}) =>
  L.popup({{ maxWidth: 340 }}).setLatLng([anchor[1], anchor[0]]).setContent(cards[project_id]).openOn(map);
show(await attach(map, options, L.featureGroup().addTo(map)), message);
</script></body></html>
"""


def standalone_map(view: View, words: Words, filters_in_words: str = "") -> bytes:
    """Return the view as one HTML document (UTF-8): map, legend, and each project's card in a popup.

    It holds the features in view only, and asks no host for anything.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    filters_in_words
        The choice as a subtitle says it; empty where there is none.
    """
    atlas, files = view.atlas, script_assets()
    shown = set(view.projects.index)
    options = {
        "style": style.as_json() | {"base": base.as_json()},
        "boundaries": ground(atlas),
        "projects": [f for f in project_features(atlas) if f["project_id"] in shown],
        "home": home_extent(atlas),
        "loading": words("map.loading"),
        "failed": words("map.failed"),
        "tools": {words.lang: tool_words(words)},
    }
    known = words("sheet.known", when=when(view.day, "day" if view.filters.day else "month", words))
    count, kinds = words("sheet.count", count=len(view.projects)), kinds_in_words(view, words)
    document = TEMPLATE.format(
        lang={"zh": "zh-CN"}.get(words.lang, words.lang),
        title=escape(words("title")),
        subtitle=escape(" · ".join(part for part in (filters_in_words, count, kinds, known) if part)),
        css=leaflet_style(lambda name: files[name].data_url) + _text(files, "atlas.css") + style_sheet(),
        imports=script_literal({"imports": module_addresses(files, lambda module: module.data_url)}),
        leaflet=_text(files, "leaflet.js"),
        cards=script_literal({p: card.project_card(atlas, p, words, has_roles=False) for p in shown_in_order(view)}),
        attribution=script_literal(_attribution(atlas, words)),
        options=script_literal(options),
        message=script_literal(view_message(view, words) | open_switches(words)),
    )
    return document.encode()


def _attribution(atlas: Atlas, words: Words) -> str:
    """Return where the ground of the map comes from."""
    keys = ["sheet.boundaries", *([] if atlas.rivers.empty else ["sheet.rivers"]), "sheet.seats"]
    return ("" if words.lang == "zh" else " ").join(words(key) for key in keys)


def shown_in_order(view: View) -> list[str]:
    """Return the ids of the projects in view, in their order, so that the same view gives the same bytes.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    return [str(project_id) for project_id in view.projects.index]


def _text(files: Mapping[str, Asset], name: str) -> str:
    return files[name].content.decode()
