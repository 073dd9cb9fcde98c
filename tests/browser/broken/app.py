"""The atlas with a fault of its own: the main script breaks off."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from pages import _guard, _server

app = st.App("main.py", middleware=[Middleware(_guard.SecurityHeaders)], on_script_error=_server.calm)
