"""Numbers as a reader writes them: amounts with their unit, as printed and normalised, and the period they are of.

Chinese counts in 万 and 亿, English in thousands and millions: 358.4亿元 is 35.84 billion yuan, 140万千瓦 is 1,400 MW.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.words.dates import when

if TYPE_CHECKING:
    from geo.read.words import Words

DIGITS = 4
"""Significant digits of a converted number: no text is more exact."""
GROUPS = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))}
"""What large numbers are counted in."""
MULTIPLES = {"10,000 ": 1e4, "100 million ": 1e8}
"""How English labels write the units that Chinese counts in; what follows is the unit that English counts in."""
KILO, MEGA = "kW", "MW"


def number(value: float, lang: str) -> str:
    """Return a number without idle digits; in English its thousands are parted by commas.

    Parameters
    ----------
    value
        Eight digits of it are kept.
    lang
        ``zh`` or ``en``.
    """
    for size, name in GROUPS[lang]:
        if abs(value) >= size:
            return f"{value / size:.8g}{name}"
    return f"{value:,.8g}" if lang == "en" else f"{value:.8g}"


def printed(figure: Any, words: Words) -> str:
    """Return a figure as it is printed: qualifier, value or span, unit.

    Parameters
    ----------
    figure
        A row with ``qualifier``, ``value``, ``value_max`` (NaN where it is no span) and the label of its unit in the
        language.
    words
        The words of the language.
    """
    return _amount(figure, "value", "unit", words)


def normalised(figure: Any, words: Words) -> str:
    """Return a figure in the unit to which its indicator is normalised; nothing where the number stays the same.

    Parameters
    ----------
    figure
        A row as in `printed`, with the same fields in the normal unit (``normal_value`` …).
    words
        The words of the language.
    """
    normal = _amount(figure, "normal_value", "normal_unit", words)
    return "" if _digits(normal) == _digits(printed(figure, words)) else normal


def period(text: str, words: Words) -> str:
    """Return ``2024``, ``2024-H1``, ``2023-05`` or a span ``2023/2025`` as a reader says it.

    Parameters
    ----------
    text
        A period as the record writes it; anything else is returned as it is.
    words
        The words of the language.
    """
    first, _, last = text.partition("/")
    if last:
        return words("register.span", first=period(first, words), last=period(last, words))
    match = re.fullmatch(r"(\d{4})(?:-(H?)(\d+))?", first)
    if not match:
        return first
    year, half, part = int(match[1]), match[2], int(match[3] or 1)
    precision = "half" if half else "month" if match[3] else "year"
    return when(pd.Timestamp(year, part * 6 if half else part, 1), precision, words)


def _amount(figure: Any, name: str, unit: str, words: Words) -> str:
    value, most = (_rounded(figure[column], name) for column in (name, f"{name}_max"))
    sign = "" if figure["qualifier"] == "=" else figure["qualifier"]
    label = words.of(figure, f"{unit}_label")
    if words.lang == "en":
        factor, label = _english(label, value)
        value, most = value * factor, most * factor
    span = number(value, words.lang) + ("" if math.isnan(most) else f"–{number(most, words.lang)}")
    gap = "" if label in ("%", "") or words.lang == "zh" else " "
    one = words.lang == "en" and span == "1"
    return f"{sign}{span}{gap}{_singular(label) if one else label}"


def _rounded(value: float, name: str) -> float:
    return float(f"{value:.{DIGITS}g}") if name.startswith("normal") else float(value)


def _english(label: str, value: float) -> tuple[float, str]:
    """Return what to multiply by, and the unit, so that English counts as English does; “number” needs no unit."""
    factor = 1.0
    for prefix, multiple in MULTIPLES.items():
        if label.startswith(prefix):
            factor, label = multiple, label.removeprefix(prefix)
    if label == KILO and value * factor >= 1000:  # noqa: PLR2004 - kilo
        return factor / 1000, MEGA
    return factor, "" if label == "number" else label


def _singular(label: str) -> str:
    if label == "people":
        return "person"
    return re.sub(r"s$", "", re.sub(r"ies$", "y", label))


def _digits(amount: str) -> str:
    """Return the number in an amount, with what it is counted in."""
    match = re.search(r"[\d.,]+(?:–[\d.,]+)?(?:[万亿]+| [a-z]+illion)?", amount)
    return match[0] if match else ""
