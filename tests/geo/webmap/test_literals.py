"""Values as literals of JavaScript."""

from __future__ import annotations

import json

from geo.webmap.literals import script_literal

HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}{% for x in y %}{# no #}\u2028"


def test_a_literal_holds_nothing_that_a_script_or_a_template_would_obey():
    text = script_literal({"name": HOSTILE, "nested": {"a": {"b": {}}}})
    for forbidden in ("<", "{{", "{%", "{#", "\u2028"):
        assert forbidden not in text
    assert json.loads(text) == {"name": HOSTILE, "nested": {"a": {"b": {}}}}
