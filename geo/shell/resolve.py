"""What was typed → filters and options: names as well as ids, and near matches for what is neither."""

from __future__ import annotations

import argparse
import difflib
import re
from typing import TYPE_CHECKING, Any

from geo.atlas.drawn import drawn_in
from geo.atlas.filters import FILTERS, Filters, day_in
from geo.errors import ExportError, FilterError, SheetError
from geo.read.words import LANGUAGES, Words
from geo.sheet.options import CLUSTER, FILTERED, LAYOUTS, MapView, SheetOptions, layout_of
from geo.sheet.template import from_toml
from geo.sheet.theme import THEMES
from geo.text import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.drawn import Drawn
    from geo.atlas.filters import Filter

Spellings = dict[str, tuple[str, ...]]
"""Id → what it may be called: its Chinese name first, then its English one, then shorter forms."""
USUAL = {"extent": FILTERED, "theme": next(iter(THEMES))}
"""What an option is where nothing was typed, if that is not empty."""
UNIT_MARKS = re.compile(r"(市|县|区|自治县)$")
NEAR, LIKENESS = 4, 0.5
"""How many near matches are named, and how like they must be."""
MOST_KNOWN = 16
"""Where nothing comes near, all are named that there are, if they are no more than this."""


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
    day = day_in(text)
    if text and not day:
        raise FilterError("filter.no_day", text=text)
    return day


def drawn_of(text: str) -> Drawn | None:
    """Return a line or an area as typed.

    Parameters
    ----------
    text
        As an address has it, or empty.

    Returns
    -------
    Drawn or None
        None for an empty text.

    Raises
    ------
    FilterError
        It is none.
    """
    drawn = drawn_in(text)
    if text and drawn is None:
        raise FilterError("filter.no_drawn", text=text)
    return drawn


READERS: Mapping[str, Callable[[str], Any]] = {"day": day_of, "drawn": drawn_of}
"""Kind of filter → what reads what was typed for it, where that is no plain text."""


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
        A name is unknown, with what comes near, or a day or a drawing means nothing.
    ExportError
        Nothing is left.
    """
    values: dict[str, Any] = {}
    for name, entry in FILTERS.items():
        typed = getattr(options, name)
        if entry.kind == "choices":
            values[name] = ids_of(name, typed, _spellings(entry, atlas, words))
        else:
            values[name] = READERS.get(entry.kind, str)(typed) if entry.kind != "switch" else typed
    view = atlas.view(Filters(**values))
    if view.projects.empty:
        raise ExportError("view.nothing_left", asked=_typed(options))
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
        grid=options.grid,
        scale=options.scale,
        address=options.address,
    )


def templated(options: argparse.Namespace) -> list[argparse.Namespace]:
    """Return what is asked of each sheet of a template; without one, of the sheet that was typed.

    Parameters
    ----------
    options
        As parsed, with ``template`` (a path, or None); what was typed goes before what the template says.

    Returns
    -------
    list of Namespace
        Each with ``name``, empty for none.

    Raises
    ------
    SheetError
        The template cannot be read, or says what means nothing.
    """
    if options.template is None:
        return [argparse.Namespace(**vars(options), name="")]
    try:
        text = options.template.read_text(encoding="utf-8")
    except OSError as fault:
        raise SheetError("sheet.template_file", path=options.template, reason=fault.strerror) from fault
    except UnicodeDecodeError as fault:
        raise SheetError("sheet.template_file", path=options.template, reason="UTF-8?") from fault
    typed = {name: value for name, value in vars(options).items() if value and value != USUAL.get(name)}
    if "size" in typed or "layout" in typed:  # one of the two takes the place of either
        typed = {"size": options.size, "layout": options.layout} | typed
    return [
        argparse.Namespace(**vars(options) | {"name": f"{at}"} | settings | typed)
        for at, settings in enumerate(from_toml(text), start=1)
    ]


def _extent(atlas: Atlas, text: str) -> str | MapView:
    """Return an extent: a name of its own, what the map shows (lat,lon,zoom), or a place."""
    if text in (CLUSTER, FILTERED):
        return text
    if re.fullmatch(r"-?[0-9.]+,-?[0-9.]+,[0-9.]+", text):
        try:
            lat, lon, zoom = map(float, text.split(","))
        except ValueError:
            raise FilterError("filter.no_view", text=text) from None
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
