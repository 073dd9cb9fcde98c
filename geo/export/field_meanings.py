"""What the fields of a layer of projects mean, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.columns import layer_fields
from geo.export.layers import POSITIONS

if TYPE_CHECKING:
    from geo.read.words import Words


def meaning_of(field: str, words: Words) -> str:
    """Return what a field of a layer means, or what the layer is where no field is given.

    Parameters
    ----------
    field
        One of `geo.export.layers.short_names`, or empty.
    words
        The words of the language.
    """
    column, lang = layer_fields().get(field, (None, ""))
    if column or field in POSITIONS:
        name, lang = (column.name, lang) if column else field.split("_")
        meaning = words(f"selection.field.{name}")
        return words("selection.field_in", meaning=meaning, lang=words(f"selection.lang.{lang}")) if lang else meaning
    return words(f"data.layer_field.{field}") if field else words("selection.sheet")
