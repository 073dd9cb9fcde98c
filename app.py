"""The atlas as an application: `streamlit run app.py` serves this; nothing else."""

import streamlit as st

app = st.App("pages/main.py")
