"""The folium frame around the map: the only place that knows folium.

A folium user will look for ``folium.GeoJson``, ``folium.Marker`` and ``folium.Popup`` in vain: a map built of these
travels anew with each rerun, geometry and all, and every name of the record would pass through a template. Here folium
makes the empty map that ``st_folium`` can show; what is drawn on it, and how, stands in ``geo/webmap/web``, and what is
said to it in `geo.webmap.messages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.looks import base, style
from geo.webmap.asset import Asset
from geo.webmap.assets import LOADER, module_addresses
from geo.webmap.literals import script_literal

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTIONS = "options.js"
FILES = ("leaflet.js", LOADER, OPTIONS), ("leaflet.css", "atlas.css")
"""The scripts and styles that the frame loads itself, in this order."""


def options_file(  # noqa: PLR0913 - where the files are, and what to say meanwhile
    base_url: str,
    files: Mapping[str, Asset],
    home: list[list[float]],
    *,
    loading: str,
    failed: str,
    backgrounds: list[dict[str, Any]] | None = None,
    tools: dict[str, dict[str, str]] | None = None,
    known: dict[str, Any] | None = None,
) -> Asset:
    """Return the script that tells the browser once what is the same for every map: it does not travel with each run.

    Parameters
    ----------
    base_url
        Where the browser finds ``files``, all of them in one directory; without a slash at its end.
    files
        What `geo.webmap.assets.assets` returned.
    home
        The extent to begin with, as `geo.webmap.ground.home_extent` gives it.
    loading, failed
        What the map says before the first message reaches it, the same in every language.
    backgrounds
        What `geo.webmap.backgrounds.backgrounds` returned: maps from elsewhere, to be switched on by the reader.
    tools
        Language → what `geo.webmap.messages.tool_words` returned for it.
    known
        Language → what `geo.webmap.wire.known` returned for it.
    """

    def address(asset: Asset) -> str:
        return f"{base_url}/{asset.file_name}"

    options = {
        "modules": module_addresses(files, address),
        "style": style.as_json() | {"base": base.as_json()},
        "boundaries": address(files["boundaries.json"]),
        "projects": address(files["projects.json"]),
        "home": home,
        "loading": loading,
        "failed": failed,
        "backgrounds": backgrounds or [],
        "tools": tools or {},
        "known": known or {},
    }
    return Asset.of(OPTIONS, f"AtlasMap.prepare({script_literal(options)});")


class AtlasMap(folium.Map):
    """A folium map that asks no foreign host for anything.

    Parameters
    ----------
    base_url
        Where the browser finds ``files``, all of them in one directory; without a slash at its end.
    files
        What `geo.webmap.assets.assets` returned, and what `options_file` did. Their names are part of the map's
        identity: another one reloads the frame.
    """

    def __init__(self, base_url: str, files: Mapping[str, Asset]) -> None:
        super().__init__(
            tiles=None,
            location=(37.85, 112.4),
            zoom_start=8,
            zoom_snap=0.25,
            zoom_delta=0.5,
            max_zoom=14,
            min_zoom=6,
            font_size="13px",
        )
        self.default_js, self.default_css = (
            [(name.partition(".")[0], f"{base_url}/{files[name].file_name}") for name in names] for names in FILES
        )
        self.add_child(_Call("", "attach"))


def message_layer(message: dict[str, Any]) -> folium.FeatureGroup:
    """Return the layer that carries a message to the map; it holds nothing to draw.

    The component never empties its list of layers, so the script does: without it each change is kept for ever.

    Parameters
    ----------
    message
        As `geo.webmap.wire.sent` returned it.
    """
    layer = folium.FeatureGroup(name="view", control=False)
    layer.add_child(_Call("window.feature_group = [];", "show", message))
    return layer


class _Call(MacroElement):
    """One call of ``AtlasMap`` in the browser, after a line of script of its own.

    The values pass through as a filled-in variable, never as a template, so nothing in the data is ever executed.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.before }} AtlasMap.{{ this.verb }}(map_div{{ this.values }});"
        "{% endmacro %}"
    )

    def __init__(self, before: str, verb: str, *values: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "atlas_script"
        self.before, self.verb = before, verb
        self.values = "".join(f", {script_literal(value)}" for value in values)
