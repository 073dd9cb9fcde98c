"""The library of the atlas: usable from a page, a notebook or a shell; it knows no Streamlit."""
