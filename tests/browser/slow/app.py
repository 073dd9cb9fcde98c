"""The atlas on a slow server: each run of the script takes 0.35 s longer."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from pages import _head, _server

app = st.App("main.py", routes=_server.routes(), middleware=[Middleware(_head.OwnHead)])
