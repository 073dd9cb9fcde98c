"""Values of Python as literals of JavaScript that may stand in a script, in a page or in a template."""

from __future__ import annotations

import json

ESCAPES = {
    "<": "\\u003c",
    "{{": "{\\u007b",
    "{%": "{\\u0025",
    "{#": "{\\u0023",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
"""Outside a string, JSON never has two braces, or a brace and a percent or hash sign, in a row."""


def script_literal(value: object) -> str:
    """Return JSON that may stand inside a script: no ``<``, no ``{{`` or ``{%`` that a template would obey.

    Parameters
    ----------
    value
        What `json.dumps` takes.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for risky, escaped in ESCAPES.items():
        text = text.replace(risky, escaped)
    return text
