"""The library of the atlas: usable from a page, a notebook or a shell; it knows no Streamlit."""

from geo import errors
from geo.words import faults

errors.in_english = faults.in_english
