"""Every word that the interface and the sheets show, in each language."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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
        try:
            languages[lang] = read_language(text_dir, lang)
        except FileNotFoundError:
            faults.append(Fault(f"text/{lang}.toml", None, "", "file.missing", directory=text_dir))
        except UnicodeDecodeError as broken:
            faults.append(Fault(f"text/{lang}.toml", None, "", "file.encoding", reason=broken))
        except tomllib.TOMLDecodeError as broken:
            faults.append(Fault(f"text/{lang}.toml", None, "", "file.not_toml", reason=broken))
    every = {key for words in languages.values() for key in words.table}
    if not faults:
        faults = [
            Fault(f"text/{lang}.toml", None, key, "file.no_word")
            for lang in LANGUAGES
            for key in every - set(languages[lang].table)
        ]
    if faults:
        raise RecordError(faults)
    return languages


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
