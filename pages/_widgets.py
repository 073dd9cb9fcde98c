"""The one way by which text reaches Streamlit where that reads Markdown: what is told stays text, never markup.

Labels, options, messages and help of Streamlit are Markdown. A name of the data, a value of the address or what was
typed could be a link there, a picture that the browser asks a foreign host for, or a sign that turns words around.
So pages call these, never their namesakes in ``st``; a test holds that.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import streamlit as st

from geo.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable

Widget = TypeVar("Widget")

JOINER = "\u2060"
"""Shows nothing and parts two characters: what Streamlit looks for after it has read the Markdown, no escape keeps."""
ESCAPED = re.compile(r"([\\`*_\[\]<>&#~|${}!])")
AT_FIRST = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))([-+=.)])")
"""What makes a list or a heading of the beginning of a line."""
PARTED = re.compile(r":(?=[\w/:+-])|www(?=\.)|@(?=[\w-])|(?<=[-~<>])(?=[->=])", re.IGNORECASE)
"""After these an address, an icon, an emoji or an arrow would be made."""
OPTIONS = ("pills", "segmented_control")
"""The widgets whose options are Markdown; those of others are text."""


TOLD = {"help", "text"}
"""What widgets show as Markdown beside their label."""


class Markdown(str):
    """Markdown of the program's own making, which is shown as such: whatever else stands in it went through `plain`."""

    __slots__ = ()


def plain(text: object) -> str:
    """Return Markdown that shows a text as it is, on one line.

    Parameters
    ----------
    text
        Of a reader, of the data or of the program; `Markdown` is left as it is.
    """
    if isinstance(text, Markdown):
        return text
    line = " ".join(visible(str(text)).split())
    parted = PARTED.sub(lambda hit: hit[0] + JOINER, line)
    return AT_FIRST.sub(r"\1\\\2", ESCAPED.sub(r"\\\1", parted))


def paragraphs(text: str) -> str:
    """Return Markdown that shows a text as it is, each paragraph by itself.

    Parameters
    ----------
    text
        With an empty line between paragraphs.
    """
    return text if isinstance(text, Markdown) else "\n\n".join(map(plain, re.split(r"\n\s*\n", text)))


def counted(label: str, count: int) -> Markdown:
    """Return a label with how many there are of it, in bold.

    Parameters
    ----------
    label
        Any text.
    count
        How many.
    """
    return Markdown(f"{plain(label)} **{count}**")


def _through(widget: Widget) -> Widget:
    """Return a function of Streamlit that shows its label, its help and its options as the text that they are."""
    call = cast("Callable[..., Any]", widget)

    @wraps(call)
    def shown(label: Any, *args: Any, **named: Any) -> Any:
        for name in TOLD & named.keys():
            named[name] = paragraphs(named[name]) if named[name] else named[name]
        if call.__name__ in OPTIONS:
            tell = named.get("format_func", str)
            named["format_func"] = lambda option: plain(tell(option))
        return call(paragraphs(label) if isinstance(label, str) else label, *args, **named)

    return cast("Widget", shown)


button = _through(st.button)
caption = _through(st.caption)
date_input = _through(st.date_input)
download_button = _through(st.download_button)
error = _through(st.error)
file_uploader = _through(st.file_uploader)
info = _through(st.info)
multiselect = _through(st.multiselect)
pills = _through(st.pills)
popover = _through(st.popover)
progress = _through(st.progress)
segmented_control = _through(st.segmented_control)
selectbox = _through(st.selectbox)
spinner = _through(st.spinner)
text_input = _through(st.text_input)
toggle = _through(st.toggle)
warning = _through(st.warning)
