"""The atlas as an application, started by ``streamlit run app.py``: the main script and how the server is set up."""

import os

import streamlit as st

if not os.environ.get("ATLAS_PUBLIC_ADDRESS", "https://").startswith(("https://", "http://")):
    raise SystemExit(
        f"ATLAS_PUBLIC_ADDRESS is {os.environ['ATLAS_PUBLIC_ADDRESS']!r}; it is an address that begins with http:// or "
        "https://, such as https://atlas.example.gov.cn/map"
    )

app = st.App("pages/main.py")
