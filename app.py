"""The atlas in a browser: page config, language, navigation; nothing else."""

import streamlit as st

from pages import _address, _show

_address.read()
words = _show.words()
st.set_page_config(page_title=words("title"), page_icon=_show.ICON, layout="wide", initial_sidebar_state="auto")
st.navigation([st.Page("pages/map.py", title=words("page.map"), default=True)], position="hidden").run()
