"""The main script, run for every page: the address, the language, the filters, the navigation; then the page itself."""

import streamlit as st

from pages import _filters, _frame, _record, _state

_state.read()
words = _record.words()
page = st.navigation(_frame.pages(words), position="hidden")
st.session_state[_state.PAGE] = page.url_path
st.set_page_config(page_title=f"{page.title} · {words('title')}", layout="wide", initial_sidebar_state="auto")
_frame.frame(words)
_filters.sidebar(_frame.checked_atlas(words), words)
page.run()
