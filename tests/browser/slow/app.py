"""The atlas on a slow server: each run of the script takes 0.35 s longer."""

import streamlit as st

app = st.App("main.py")
