"""What a stranger may write where the atlas expects a word: markup of every kind that something here reads."""

from __future__ import annotations

from geo.atlas.filters import FILTERS
from pages import _state

HOST = "evil.example"
PAYLOADS = {
    "link": f"[请先登录](http://{HOST}/a)",
    "picture": f"![图](http://{HOST}/a.png)",
    "reference": f"[甲][1] <http://{HOST}/b>",
    "address": f"http://{HOST}/c www.{HOST} a@{HOST}",
    "html": "<img src=x onerror=tripped()><script>tripped()</script>",
    "svg": "<svg onload=tripped()></svg>&lt;b&gt;",
    "template": "{{7*7}} ${7*7} {name} {0} %s",
    "typst": "#set page(1cm) $x$ @a *b*",
    "formula": f'=HYPERLINK("http://{HOST}")',
    "directive": ":red[甲] :material/home: :smile: :streamlit:",
    "emphasis": "**甲** ~~乙~~ `丙` _丁_ $x^2$ -> --",
    "list": "1. 甲",
    "bidi": "甲\u202e乙\u2066丙",
    "zero_width": "甲\u200b乙\ufeff丙",
    "control": "甲\x07乙\x1b[31m丙\u0085丁",
    "script_address": "javascript:tripped()",
    "digits": "３７.8,112.5,9",
}
PARAMETERS = (*FILTERS, *_state.OWN, _state.LANG, _state.PROJECT, _state.VIEW, "unknown[甲](http://evil.example)")
"""Every name that an address can hold, and one that it cannot."""


def rotated(turn):
    """Return every parameter with a payload, each turn another."""
    held = list(PAYLOADS.values())
    return {name: held[(number + turn) % len(held)] for number, name in enumerate(PARAMETERS)}
