"""What is wrong, in the reader's language: the one place where a code and its parameters become a sentence.

The words are those of the program's own ``data/text/``, whatever record is read: a record whose words are broken has
faults to be told, too.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from functools import cache
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import Fault, RecordError
from geo.read.words import LANGUAGES, Filling, Words, read_language
from geo.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.errors import AtlasError

OWN_TEXT = Path(__file__).resolve().parents[2] / "data" / "text"
MOST_FAULTS = 100
"""How many faults of one file are listed; the rest is counted."""
SHORT, SHORT_OF_FILE = 20, 5
"""How many faults a visitor is shown, in all and of one file."""
LONGEST = 200
"""How many characters of a value a sentence shows."""
MOST_NAMED = 5
"""How many offenders a sentence names; the rest is counted."""


def told(error: AtlasError, lang: str) -> str:
    """Return an error in a language: its sentence, and below it the faults that it is made up of, a line each.

    Parameters
    ----------
    error
        What was raised. Of the faults of a file the first hundred are listed.
    lang
        One of ``LANGUAGES``.

    Returns
    -------
    str
        One line, or as many as there are faults.
    """
    return "\n".join([sentence(error, lang), *(f"  {line}" for line in _listed(error, lang))])


def in_short(error: AtlasError, lang: str) -> str:
    """Return an error as a visitor is shown it: its sentence, the first faults, and how many are not listed.

    Parameters
    ----------
    error
        What was raised. Of each file the first five faults are listed, in all twenty.
    lang
        One of ``LANGUAGES``.
    """
    by_file = groupby(error.faults, key=lambda fault: fault.file)
    listed = list(islice(chain.from_iterable(islice(own, SHORT_OF_FILE) for _, own in by_file), SHORT))
    lines = [sentence(error, lang), *(f"  {placed(fault, lang)}" for fault in listed)]
    if unlisted := len(error.faults) + sum(error.more.values()) - len(listed):
        lines.append(f"  {own_words(lang)('faults.unlisted', count=unlisted)}")
    return "\n".join(lines)


def in_one_line(error: AtlasError, lang: str) -> str:
    """Return an error in one line of a language; of a broken record, how many faults and the first.

    Parameters
    ----------
    error
        What was raised.
    lang
        One of ``LANGUAGES``.
    """
    if isinstance(error, RecordError):
        first = placed(error.faults[0], lang)
        return own_words(lang)("faults.first", count=error.params["count"], first=first)
    return " ".join(told(error, lang).split())


def placed(fault: Fault, lang: str) -> str:
    """Return a fault in a language, with the file, the line and the field where it is mended before it.

    Parameters
    ----------
    fault
        One breach of the contract.
    lang
        ``zh`` or ``en``.
    """
    file = shown(fault.file)
    place = file if fault.row is None else f"{file}:{fault.row}"
    field = f" [{shown(fault.field)}]" if fault.field else ""
    return f"{place}{field} {sentence(fault, lang)}"


def shown(text: str) -> str:
    """Return a text of somebody else's as a sentence can show it: not too long, and with nothing that hides in it.

    Parameters
    ----------
    text
        A value, the name of a file or what a library says.

    Returns
    -------
    str
        Control characters, halves of a pair and what turns the direction of writing are told by their code.
    """
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 1]}…"
    return visible(text)


def sentence(wrong: AtlasError | Fault, lang: str) -> str:
    """Return what is wrong in a language, without the place and without a full stop.

    Parameters
    ----------
    wrong
        What was raised or found.
    lang
        One of ``LANGUAGES``.

    Returns
    -------
    str
        The bare code and parameters where the program's own words are broken in both languages.
    """
    words = own_words(lang)
    if f"fault.{wrong.code}" not in words.table:
        return f"{wrong.code} {dict(wrong.params)}"
    return _Sentence(words).vformat(words(f"fault.{wrong.code}"), (), wrong.params)


def in_english(wrong: AtlasError | Fault) -> str:
    """Return what `str` gives: an error with its faults, a fault with its place.

    Parameters
    ----------
    wrong
        An error or one of its faults.
    """
    return placed(wrong, "en") if isinstance(wrong, Fault) else told(wrong, "en")


def own_words(lang: str) -> Words:
    """Return the program's own words of a language, or of the other where these are broken.

    Parameters
    ----------
    lang
        ``zh`` or ``en``.
    """
    for known in (lang, *LANGUAGES):
        with suppress(OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            return _read(known)
    return Words(lang, {})


def languages_with(words: Words, languages: Mapping[str, Words] | None = None) -> dict[str, Words]:
    """Return the words of every language; those that are given in place of the program's own.

    Parameters
    ----------
    words
        Of one language.
    languages
        Of others, where they are known.
    """
    given = {**(languages or {}), words.lang: words}
    return {lang: given.get(lang) or own_words(lang) for lang in LANGUAGES}


@cache
def _read(lang: str) -> Words:
    return read_language(OWN_TEXT, lang)


def _listed(error: AtlasError, lang: str) -> Iterator[str]:
    for file, group in groupby(error.faults, key=lambda fault: fault.file):
        faults = list(group)
        yield from (placed(fault, lang) for fault in faults[:MOST_FAULTS])
        if rest := len(faults[MOST_FAULTS:]) + error.more.get(file, 0):
            yield own_words(lang)("faults.more", file=shown(file), count=rest)


class _Sentence(Filling):
    """Fills in a sentence; its words say how a parameter is told.

    Of a list, ``{known}`` names all, ``{known:or}`` names them as choices, and ``{codes:first}`` names the first five
    and counts the rest. A text may be told by another name: ``{level:data.level}`` is looked up below ``data.level``.
    """

    def __init__(self, words: Words) -> None:
        self.words = words

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, list | tuple):
            return self._names([shown(str(name)) for name in value], format_spec)
        if isinstance(value, str) and format_spec:
            return shown(self.words.table.get(f"{format_spec}.{value}", value))
        return shown(str(super().format_field(value, format_spec)))

    def _names(self, names: list[str], manner: str) -> str:
        if not names:
            return self.words("faults.none")
        if manner == "or":
            return self.words("faults.or").join(names)
        rest = names[MOST_NAMED:] if manner == "first" else []
        listed = self.words("list.mark").join(names[: len(names) - len(rest)])
        return self.words("faults.rest", names=listed, count=len(rest)) if rest else listed
