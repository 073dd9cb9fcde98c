"""What was typed → filters and options: names as well as ids, and near matches for what is neither."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from geo.atlas.filters import FILTERS, Filters, day_in
from geo.errors import ExportError, FilterError
from geo.read.words import LANGUAGES, Words
from geo.sheet.options import CLUSTER, FILTERED, LAYOUTS, MapView, SheetOptions, layout_of
from geo.text import folded

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.filters import Filter

Spellings = dict[str, tuple[str, ...]]
"""Id → what it may be called: its Chinese name first, then its English one, then shorter forms."""
UNIT_MARKS = re.compile(r"(市|县|区|自治县)$")
NEAR, LIKENESS = 4, 0.5
"""How many near matches are named, and how like they must be."""


def day_of(text: str) -> dt.date | None:
    """Return a day written as 2024-03-31; None for an empty text.

    Raises
    ------
    FilterError
        It is no such day.
    """
    day = day_in(text)
    if text and not day:
        raise FilterError(f"{text!r} is no day; write it as 2024-03-31")
    return day


def view_of(atlas: Atlas, words: Mapping[str, Words], options: argparse.Namespace) -> View:
    """Return the view that the options ask for.

    Raises
    ------
    FilterError
        A name or a day is unknown, with what comes near.
    ExportError
        Nothing is left.
    """
    values: dict[str, Any] = {}
    for name, entry in FILTERS.items():
        typed = getattr(options, name)
        if entry.kind == "choices":
            values[name] = ids_of(name, typed, _spellings(entry, atlas, words))
        else:
            values[name] = day_of(typed) if entry.kind == "day" else typed
    view = atlas.view(Filters(**values))
    if view.projects.empty:
        raise ExportError(f"nothing is left by {_typed(options)}; leave something out")
    return view


def ids_of(name: str, typed: Iterable[str], spellings: Spellings) -> tuple[str, ...]:
    """Return the ids of what was typed, each an id or a name.

    Raises
    ------
    FilterError
        Something typed is neither, or the name of several.
    """
    return tuple(dict.fromkeys(_id_of(name, text, spellings) for text in typed))


def sheet_options(atlas: Atlas, options: argparse.Namespace) -> SheetOptions:
    """Return the choices for a sheet.

    Raises
    ------
    FilterError
        The extent is no place.
    SheetError
        There is no such layout, or a text is too long.
    """
    return SheetOptions(
        layout=layout_of(options.size or options.layout or next(iter(LAYOUTS))),
        extent=_extent(atlas, getattr(options, "extent", FILTERED)),
        title=options.title,
        subtitle=options.subtitle,
        note=options.note,
        organisation=options.organisation,
        approval=options.approval,
        theme=options.theme,
        graticule=options.graticule,
        address=options.address,
    )


def _extent(atlas: Atlas, text: str) -> str | MapView:
    """Return an extent: a name of its own, what the map shows (lat,lon,zoom), or a place."""
    if text in (CLUSTER, FILTERED):
        return text
    if re.fullmatch(r"-?[\d.]+,-?[\d.]+,[\d.]+", text):
        try:
            lat, lon, zoom = map(float, text.split(","))
        except ValueError:
            raise FilterError(f"{text!r} is no view; write latitude, longitude, zoom as 37.8,112.5,9") from None
        return MapView(lat, lon, zoom)
    places = {key: _names(atlas.label(key, lang) for lang in LANGUAGES) for key in atlas.places.index}
    return _id_of("extent", text, places)


def _spellings(entry: Filter, atlas: Atlas, words: Mapping[str, Words]) -> Spellings:
    return {
        key: _names(entry.choice_label(atlas, key, words[lang]) for lang in LANGUAGES)
        for key in entry.choices(atlas, Filters())
    }


def _names(labels: Iterable[str]) -> tuple[str, ...]:
    zh, *others = labels
    return (zh, *others, UNIT_MARKS.sub("", zh))


def _id_of(name: str, text: str, spellings: Spellings) -> str:
    if text in spellings:
        return text
    for forms in (2, None):  # a whole name before a shortened one
        meant = [key for key, names in spellings.items() if folded(text) in map(folded, names[:forms]) and folded(text)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise FilterError(f"--{name} {text!r} may be {_named(meant, spellings)}; give the id")
    near = _near(text, spellings)
    hint = f"near it: {_named(near, spellings)}" if near else _all_named(spellings)
    raise FilterError(f"there is no {name} {text!r}; {hint}")


def _near(text: str, spellings: Spellings) -> list[str]:
    """Return the ids whose names are like a text, the likest first."""
    wanted = folded(text)
    forms = {key: [folded(form) for form in (key, *names)] for key, names in spellings.items()}
    likeness = {
        key: max(
            difflib.SequenceMatcher(a=form, b=wanted).ratio()
            + 0.5 * bool(wanted and (wanted in form or form in wanted))
            for form in found
            if form
        )
        for key, found in forms.items()
    }
    ranked = sorted(likeness, key=lambda key: -likeness[key])
    return [key for key in ranked if likeness[key] >= LIKENESS][:NEAR]


def _named(keys: Iterable[str], spellings: Spellings) -> str:
    return ", ".join(f"{key} ({' '.join(spellings[key][:2])})" for key in keys)


def _all_named(spellings: Spellings) -> str:
    most = 16
    return f"known are {', '.join(spellings)}" if len(spellings) <= most else "nothing comes near it"


def _typed(options: argparse.Namespace) -> str:
    """Return the filters as they were typed."""
    typed = {name: getattr(options, name) for name in FILTERS}
    parts = [
        f"--{name}" if value is True else f"--{name} {text}"
        for name, value in typed.items()
        for text in (value if isinstance(value, list) else [value])
        if text
    ]
    return " ".join(parts) or "the record"
