"""Every word that the interface and the sheets show, in each language."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, RecordError
from geo.read.filling import filling_faults
from geo.read.folder import file_faults, read_text, text_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OWN_TEXT = Path(__file__).resolve().parents[2] / "data" / "text"
"""The program's own words: they say which there must be, and what each is given."""

LANGUAGES = ("zh", "en")
HTML_LANGS = {"zh": "zh-CN", "en": "en"}
"""Language → its tag as HTML and PDF write it (BCP 47)."""


class Filling(string.Formatter):
    """Fills values in as `str.format` does; of ``{count:project|projects}`` it takes the word that the count needs."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return a value as its place in the words asks, see `string.Formatter.format_field`.

        Parameters
        ----------
        value
            What is filled in.
        format_spec
            What stands behind the colon: a format, or two words parted by ``|`` (one, many).
        """
        one, is_choice, many = format_spec.partition("|")
        if is_choice:
            return one if value == 1 else many
        return super().format_field(value, format_spec)


_FILL = Filling().vformat


@dataclass(frozen=True)
class Words:
    """The words of one language: ``words("legend.title")``; ``words.of(row, "name")`` picks a bilingual field.

    Parameters
    ----------
    lang
        ``zh`` or ``en``.
    table
        Key, with dots in it → text with ``{name}`` where a value is filled in.
    """

    lang: str
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key.

        Parameters
        ----------
        key
            As ``legend.title``.
        **values
            What fills ``{name}`` in the words, and chooses of ``{name:singular|plural}``.

        Raises
        ------
        KeyError
            There is no such key: a fault of the program, not of the reader.
        """
        return _FILL(self.table[key], (), values) if values else self.table[key]

    def of(self, row: Any, field: str) -> str:
        """Return the field of a row (or mapping) that is in this language: ``name`` → ``name_zh``.

        Parameters
        ----------
        row
            A named tuple, mapping or row of a frame that has the field in each language.
        field
            The name of the field without its language.
        """
        name = f"{field}_{self.lang}"
        return str(row[name] if hasattr(row, "__getitem__") and not isinstance(row, tuple) else getattr(row, name))


def read_words(text_dir: Path) -> dict[str, Words]:
    """Read ``zh.toml`` and ``en.toml``; their keys, joined with dots, must be the same.

    Parameters
    ----------
    text_dir
        Holds the two files.

    Returns
    -------
    dict
        Language → its words.

    Raises
    ------
    RecordError
        A key is in one language only, or a file is missing or broken.
    """
    languages: dict[str, Words] = {}
    faults: list[Fault] = []
    for lang in LANGUAGES:
        file = f"{text_dir.name}/{lang}.toml"
        closed = file_faults(text_dir.parent, [file])
        text, broken = read_text(text_dir.parent, file) if not closed else ("", [])
        faults += [*closed, *broken]
        if not closed and not broken:
            try:
                tree = tomllib.loads(text)
                faults += _value_faults(tree, f"text/{lang}.toml")
                languages[lang] = Words(lang, _flat(tree))
            except (tomllib.TOMLDecodeError, ValueError) as unread:
                faults.append(Fault(f"text/{lang}.toml", None, "", "file.not_toml", reason=unread))
            except RecursionError:
                faults.append(Fault(f"text/{lang}.toml", None, "", "file.nested"))
    if len(languages) == len(LANGUAGES):
        faults += _lacking(languages, is_own=text_dir == OWN_TEXT)
    if faults:
        raise RecordError(faults)
    return languages


def _value_faults(tree: Mapping[str, Any], file: str, prefix: str = "") -> Iterator[Fault]:
    """Yield a fault for each entry that is no text, or one that no text should be."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _value_faults(value, file, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield from (fault for fault in text_faults(file, None, f"{prefix}{key}", value) if value.strip())
        else:
            yield Fault(file, None, f"{prefix}{key}", "word.no_text", value=str(value)[:80])


def _lacking(languages: Mapping[str, Words], *, is_own: bool) -> list[Fault]:
    """Return what is wanting in one language, or else in both, and what is filled in otherwise than by the program.

    The program's own are not read twice, to be held against themselves.
    """
    every = {key for words in languages.values() for key in words.table}
    faults = [
        Fault(f"text/{lang}.toml", None, key, "file.no_word")
        for lang in LANGUAGES
        for key in every - set(languages[lang].table)
    ]
    if faults or is_own:
        return faults
    own = {lang: _own(lang) for lang in LANGUAGES}
    if not all(own.values()):
        return faults
    for lang in LANGUAGES:
        file, table = f"text/{lang}.toml", languages[lang].table
        faults += [Fault(file, None, key, "file.no_word") for key in own[lang] if key not in table]
        for key, text in table.items():
            if text != own[lang].get(key):
                faults += filling_faults(file, key, text, [words.get(key, "") for words in own.values()])
    return faults


@cache
def _own(lang: str) -> Mapping[str, str]:
    """Return the words of the program itself; none where they are broken."""
    try:
        return read_language(OWN_TEXT, lang).table
    except (OSError, ValueError):
        return {}


def read_language(text_dir: Path, lang: str) -> Words:
    """Read the words of one language.

    Parameters
    ----------
    text_dir
        Holds ``<lang>.toml``.
    lang
        One of ``LANGUAGES``.

    Returns
    -------
    Words
        Keys joined with dots.

    Raises
    ------
    OSError, UnicodeDecodeError, tomllib.TOMLDecodeError
        The file is missing or broken.
    """
    return Words(lang, _flat(tomllib.loads((text_dir / f"{lang}.toml").read_text(encoding="utf-8"))))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        flat |= _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": str(value)}
    return flat
