"""The atlas as an application, started by ``streamlit run app.py``: the main script and how the server is set up."""

import streamlit as st
from starlette.middleware import Middleware

from pages import _server, _settings

_settings.check()
app = st.App(
    "pages/main.py",
    routes=_server.routes(),
    middleware=[Middleware(layer) for layer in _server.LAYERS],
    lifespan=_server.warmed_up,
    on_script_error=_server.calm,
)
