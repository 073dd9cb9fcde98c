"""What was typed → filters and options: names as well as ids, and near matches for what is neither."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from geo.atlas.filters import Filters
from geo.errors import ExportError, FilterError
from geo.read.words import LANGUAGES, Words
from geo.sheet.options import CLUSTER, FILTERED, LAYOUTS, MapView, SheetOptions, layout_of
from geo.text import folded

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas, View

Spellings = dict[str, tuple[str, ...]]
"""Id → what it may be called: its Chinese name first, then its English one, then shorter forms."""
UNIT_MARKS = re.compile(r"(市|县|区|自治县)$")
NEAR, LIKENESS = 4, 0.5
"""How many near matches are named, and how like they must be."""
MOST_KNOWN = 16
"""Where nothing comes near, all are named that there are, if they are no more than this."""
DAY_FORM = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of(text: str) -> dt.date | None:
    """Return a day as typed.

    Parameters
    ----------
    text
        As 2024-03-31, or empty.

    Returns
    -------
    date or None
        None for an empty text.

    Raises
    ------
    FilterError
        It is no such day.
    """
    if not text:
        return None
    with suppress(ValueError):
        if DAY_FORM.fullmatch(text):
            return dt.date.fromisoformat(text)
    raise FilterError("filter.no_day", text=text)


def view_of(atlas: Atlas, words: Mapping[str, Words], options: argparse.Namespace) -> View:
    """Return the view that the options ask for.

    Parameters
    ----------
    atlas
        What is filtered.
    words
        Of each language: names may be typed in any.
    options
        As parsed, with the filters of the address.

    Raises
    ------
    FilterError
        A name or a day is unknown, with what comes near.
    ExportError
        Nothing is left.
    """
    known = {
        "place": _places(atlas),
        "group": {group: _labels(words, f"group.{group}") for group in atlas.groups},
        "type": _labelled(atlas.types),
        "status": _labelled(atlas.statuses),
    }
    ids = {name: ids_of(name, getattr(options, name), spellings) for name, spellings in known.items()}
    day = day_of(options.day)
    view = atlas.view(Filters(**ids, q=options.q, cross=options.cross, day=day))
    if view.projects.empty:
        raise ExportError("view.nothing_left", asked=_asked(options))
    return view


def ids_of(name: str, typed: Iterable[str], spellings: Spellings) -> tuple[str, ...]:
    """Return the ids of what was typed.

    Parameters
    ----------
    name
        Of the option, for what is said when something is not found.
    typed
        Ids or names.
    spellings
        What there is.

    Returns
    -------
    tuple of str
        Each id once, in the order typed.

    Raises
    ------
    FilterError
        Something typed is neither, or the name of several.
    """
    return tuple(dict.fromkeys(_id_of(name, text, spellings) for text in typed))


def sheet_options(atlas: Atlas, options: argparse.Namespace) -> SheetOptions:
    """Return the choices for a sheet.

    Parameters
    ----------
    atlas
        Whose places may be the extent.
    options
        As parsed.

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
            raise FilterError("filter.no_view", text=text) from None
        return MapView(lat, lon, zoom)
    return _id_of("extent", text, _places(atlas))


def _places(atlas: Atlas) -> Spellings:
    return {
        str(key): (zh, en, UNIT_MARKS.sub("", zh))
        for key, zh, en in zip(atlas.places.index, atlas.places["name_zh"], atlas.places["name_en"], strict=True)
    }


def _labels(words: Mapping[str, Words], key: str) -> tuple[str, ...]:
    return tuple(words[lang](key) for lang in LANGUAGES)


def _labelled(table: object) -> Spellings:
    labels = (table[f"label_{lang}"] for lang in LANGUAGES)  # type: ignore[index]
    return {str(key): tuple(names) for key, *names in zip(table.index, *labels, strict=True)}  # type: ignore[attr-defined]


def _id_of(name: str, text: str, spellings: Spellings) -> str:
    if text in spellings:
        return text
    for forms in (2, None):  # a whole name before a shortened one
        meant = [key for key, names in spellings.items() if folded(text) in map(folded, names[:forms]) and folded(text)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise FilterError("filter.ambiguous", name=name, text=text, meant=_named(meant, spellings))
    if near := _near(text, spellings):
        raise FilterError("filter.near", name=name, text=text, near=_named(near, spellings))
    if len(spellings) <= MOST_KNOWN:
        raise FilterError("filter.none_of", name=name, text=text, known=list(spellings))
    raise FilterError("filter.not_found", name=name, text=text)


def _near(text: str, spellings: Spellings) -> list[str]:
    """Return the ids whose names are like a text, the likest first."""
    wanted = folded(text)
    forms = {key: [folded(form) for form in (key, *names)] for key, names in spellings.items()}
    likeness = {
        key: max(
            difflib.SequenceMatcher(a=form, b=wanted).ratio()
            + 0.5 * bool(wanted and (wanted in form or form in wanted))
            for form in folded_names
            if form
        )
        for key, folded_names in forms.items()
    }
    ranked = sorted(likeness, key=lambda key: -likeness[key])
    return [key for key in ranked if likeness[key] >= LIKENESS][:NEAR]


def _named(keys: Iterable[str], spellings: Spellings) -> list[str]:
    return [f"{key} ({' '.join(spellings[key][:2])})" for key in keys]


def _asked(options: argparse.Namespace) -> str:
    """Return the filters as they were typed."""
    parts = [f"--{name} {text}" for name in ("place", "group", "type", "status") for text in getattr(options, name)]
    parts += [f"--q {options.q}"] if options.q else []
    parts += ["--cross"] if options.cross else []
    parts += [f"--day {options.day}"] if options.day else []
    return " ".join(parts)
