"""The atlas as an application, started by ``streamlit run app.py``: the main script and how the server is set up."""

import os

import streamlit as st
from starlette.middleware import Middleware

from pages import _server

if not os.environ.get("ATLAS_PUBLIC_ADDRESS", "https://").startswith(("https://", "http://")):
    raise SystemExit(
        f"ATLAS_PUBLIC_ADDRESS is {os.environ['ATLAS_PUBLIC_ADDRESS']!r}; it is an address that begins with http:// or "
        "https://, such as https://atlas.example.gov.cn/map"
    )

app = st.App(
    "pages/main.py",
    routes=_server.routes(),
    middleware=[Middleware(_server.SecurityHeaders)],
    lifespan=_server.warmed_up,
    on_script_error=_server.calm,
)
