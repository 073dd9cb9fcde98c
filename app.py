"""The atlas in a browser: page config, language, filters, navigation; nothing else."""

import streamlit as st

from screens import _address, _filters, _show

_address.read()
words = _show.words()
page = st.navigation(_show.pages(words), position="hidden")
st.set_page_config(
    page_title=f"{page.title} · {words('title')}", page_icon=_show.ICON, layout="wide", initial_sidebar_state="auto"
)
_show.frame(words)
_filters.sidebar(_show.checked_atlas(words), words)
page.run()
