"""Whether words of a folder's own can be filled in: with nothing but what the program gives them."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Place = tuple[str, str, str]
"""A place in words where a value is filled in: the name, ``r`` or nothing, and how it is told."""


def filling_faults(file: str, key: str, text: str, own: Iterable[str]) -> Iterator[Fault]:
    """Find what cannot be filled in: a brace that is not closed, a value that is not given, a format that it has not.

    Parameters
    ----------
    file
        Where the words stand.
    key
        Of the words.
    text
        The words.
    own
        What the program has for the same key, in each of its languages.

    Yields
    ------
    Fault
        At the key.
    """
    known = {place for words in own for place in places(words)}
    names = {name for name, _, _ in known}
    try:
        asked = places(text)
    except ValueError:
        yield Fault(file, None, key, "word.unclosed", text=text)
        return
    if not names and "{" not in text and "}" not in text:
        return
    for place in asked:
        if not _is_given(place, known):
            name, _, manner = place
            shown = f"{name}:{manner}" if manner else name
            yield Fault(file, None, key, "word.other_value", value=shown, known=sorted(names))


def places(text: str) -> list[Place]:
    """Return the places of words where a value is filled in.

    Parameters
    ----------
    text
        As in the file of the words.

    Raises
    ------
    ValueError
        A brace is not closed.
    """
    return [
        (name, conversion or "", manner or "")
        for _, name, manner, conversion in Formatter().parse(text)
        if name is not None
    ]


def _is_given(place: Place, known: set[Place]) -> bool:
    """Whether the program gives what a place asks: a value as it is, a word by a count, a day in any order."""
    name, conversion, manner = place
    of_name = [(other, spec) for own, other, spec in known if own == name]
    if not of_name or "{" in manner or conversion not in ("", "r", "s"):
        return False
    is_day = manner.startswith("%") and any(spec.startswith("%") for _, spec in of_name)
    return not manner or "|" in manner or is_day or manner in {spec for _, spec in of_name}
