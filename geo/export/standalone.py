"""A view as one HTML file that opens from a disk without a network."""

from __future__ import annotations

import base64
import re
from html import escape
from typing import TYPE_CHECKING

from geo.html import card
from geo.looks import style
from geo.webmap import webmap
from geo.words.dates import when

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

TEMPLATE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{css}</style></head>
<body><div id="map_div" class="atlas-full"></div><div class="atlas-title">{title}<small>{subtitle}</small></div>
<script>{leaflet}</script><script>{atlas}</script>
<script>
var cards = {cards};
var map_div = L.map("map_div", {{zoomSnap: 0.25, zoomDelta: 0.5, minZoom: 6, maxZoom: 14}});
map_div.attributionControl.addAttribution({attribution});
AtlasMap.attach(map_div, Object.assign({options}, {{onSelect: function (feature) {{
  L.popup({{maxWidth: 340}}).setLatLng([feature.anchor[1], feature.anchor[0]])
    .setContent(cards[feature.project_id]).openOn(map_div);
}}}}));
AtlasMap.show(map_div, {message});
</script></body></html>
"""


def standalone_map(view: View, words: Words, filters_in_words: str = "") -> bytes:
    """Return the view as one HTML document (UTF-8): map, legend, and each project's card in a popup.

    It holds the features in view only, and asks no host for anything.
    """
    atlas = view.atlas
    shown = set(view.projects.index)
    options = {
        "style": style.as_json(),
        "boundaries": webmap.ground(atlas),
        "projects": [f for f in webmap.project_features(atlas) if f["project_id"] in shown],
        "home": webmap.home_extent(atlas),
        "loading": words("map.loading"),
        "failed": words("map.failed"),
    }
    known = words("sheet.known", when=when(view.day, "day" if view.filters.day else "month", words))
    count = words("sheet.count", count=len(view.projects))
    document = TEMPLATE.format(
        lang={"zh": "zh-CN"}.get(words.lang, words.lang),
        title=escape(words("title")),
        subtitle=escape(" · ".join(part for part in (filters_in_words, count, known) if part)),
        css=_inlined_css() + webmap.asset("atlas.css") + card.style_sheet(),
        leaflet=(webmap.LEAFLET_DIR / "leaflet.js")
        .read_text(encoding="utf-8")
        .replace("//# sourceMappingURL=leaflet.js.map", ""),
        atlas=webmap.asset("atlas.js"),
        cards=webmap.compact({p: card.project_card(atlas, p, words, has_roles=False) for p in shown_in_order(view)}),
        attribution=webmap.compact(words("sheet.boundaries")),
        options=webmap.compact(options),
        message=webmap.compact(webmap.view_message(view, words)),
    )
    return document.encode()


def shown_in_order(view: View) -> list[str]:
    """Return the ids of the projects in view, in their order, so that the same view gives the same bytes."""
    return [str(project_id) for project_id in view.projects.index]


def _inlined_css() -> str:
    """Return Leaflet's style with its few images inside it."""
    css = (webmap.LEAFLET_DIR / "leaflet.css").read_text(encoding="utf-8")

    def data_url(match: re.Match[str]) -> str:
        image = (webmap.LEAFLET_DIR / match[1]).read_bytes()
        return f"url(data:image/png;base64,{base64.b64encode(image).decode()})"

    return re.sub(r"url\((images/[\w.-]+\.png)\)", data_url, css)
