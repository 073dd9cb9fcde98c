"""The usual way, to measure against: a folium map built anew on each rerun, with the same record and boundaries."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import folium  # noqa: E402
import streamlit as st  # noqa: E402
import streamlit.components.v1 as components  # noqa: E402
from streamlit_folium import st_folium  # noqa: E402

from geo.atlas.atlas import Atlas, load_atlas  # noqa: E402
from geo.atlas.filters import Filters  # noqa: E402
from geo.looks import style  # noqa: E402
from geo.webmap.assets import LEAFLET  # noqa: E402


@st.cache_resource
def atlas() -> Atlas:
    return load_atlas(ROOT / "data")


st.set_page_config(layout="wide")
leaflet = components.declare_component("leaflet", path=str(LEAFLET)).name
view = atlas().view(Filters(cross=st.sidebar.toggle("只看跨市项目")))

chart = folium.Map(location=(37.85, 112.4), zoom_start=8, tiles=None, prefer_canvas=True)
chart.default_js = [("leaflet", f"../{leaflet}/leaflet.js")]
chart.default_css = [("leaflet", f"../{leaflet}/leaflet.css")]
light = atlas().light_boundaries
for layer, level in ((light.counties, "county"), (light.prefectures, "prefecture"), (light.province, "province")):
    stroke = style.BOUNDARY_LINES[level]
    folium.GeoJson(
        layer,
        style_function=lambda _, s=stroke: {
            "color": s.colour,
            "weight": s.width,
            "fillOpacity": 0.1,
            "fillColor": style.PROVINCE_FILL,
        },
    ).add_to(chart)
shown = view.features[["project_id", "name_zh", "colour", "geometry"]]
folium.GeoJson(
    shown,
    style_function=lambda feature: {"color": feature["properties"]["colour"], "weight": 4, "fillOpacity": 0.1},
    marker=folium.CircleMarker(radius=6),
    tooltip=folium.GeoJsonTooltip(["name_zh"]),
).add_to(chart)
st_folium(chart, height=570, use_container_width=True, returned_objects=["last_active_drawing"])
