"""A bare Streamlit page, to measure against: one toggle, which changes one line of text."""

import streamlit as st

FEWER, EVERY = 1, 2
is_on = st.sidebar.toggle("only some")
st.html(f"<p id='bare'>{FEWER if is_on else EVERY}</p>")
