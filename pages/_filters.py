"""The filters that pages share: widgets in the sidebar → `Filters`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.atlas.filters import FILTERS, Filters
from geo.html.headings import prompt
from geo.words.dates import when
from pages import _acts, _lists, _search, _state, _widgets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from geo.atlas.atlas import Atlas
    from geo.atlas.drawn import Drawn
    from geo.atlas.filters import Filter
    from geo.read.words import Words

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
KEYS = {"place": ("city", "county")}
"""Filter → the names of its lists, where they are not its own."""
CHOSEN = "_filters"


def chosen() -> Filters:
    """Return what the sidebar of this run holds."""
    held: Filters = st.session_state[CHOSEN]
    return held


def list_of(name: str) -> str:
    """Return the name of the (first) list of a filter.

    Parameters
    ----------
    name
        The name of a filter.
    """
    return KEYS.get(name, (name,))[0]


def sidebar(atlas: Atlas, words: Words) -> None:
    """Show the filters, the same on every page; what an address asks for in vain is named and dropped.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    words
        The words of the language.
    """
    _acts.taken_over()
    _take_over(atlas)
    filters = Filters()
    with st.sidebar:
        _widgets.segmented_control(
            words("lang.label"),
            list(LANGUAGE_NAMES),
            key=_state.LANG,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=LANGUAGE_NAMES.__getitem__,
        )
        for entry in sorted(FILTERS.values(), key=lambda entry: entry.kind != "search"):
            value = WIDGETS[entry.widget or entry.kind](entry, filters, atlas, words)
            filters = filters.with_values(**{entry.name: value})
            if entry.kind == "search":
                below_search = st.container(key="search_found")
        _widgets.button(
            words("filter.clear"),
            on_click=_state.then(clear),
            disabled=filters.is_empty,
            icon=":material/filter_alt_off:",
            width="stretch",
        )
    st.session_state[CHOSEN] = filters
    _state.hold(filters)
    with below_search:
        _search.show_strategies(filters, words)


def _search_box(entry: Filter, _filters: Filters, _atlas: Atlas, words: Words) -> str:
    hint = words("filter.q_hint")
    typed = _widgets.text_input(
        words(entry.label),
        key=entry.name,
        on_change=_state.note,
        placeholder=hint,
        live=True,
        icon=":material/search:",
    )
    return typed.strip()


def _choices(entry: Filter, filters: Filters, atlas: Atlas, words: Words) -> tuple[str, ...]:
    picked = _multiselect(
        words(entry.label),
        entry.name,
        entry.choices(atlas, filters),
        lambda choice: entry.choice_label(atlas, choice, words),
        words,
    )
    if entry.presets:
        _presets(entry, atlas, words)
    return picked


def _presets(entry: Filter, atlas: Atlas, words: Words) -> None:
    """Offer sets of choices at one press; a second press on the same set leaves the filter open."""
    key, held = f"preset_{entry.name}", set(_lists.held(entry.name))
    sets = {name: preset(atlas) for name, preset in entry.presets.items()}
    _set(key, next((name for name, ids in sets.items() if set(ids) == held), None))

    def take() -> None:
        _lists.put(entry.name, sets.get(st.session_state[key], ()))

    _widgets.pills(
        words(entry.label),
        list(sets),
        key=key,
        format_func=lambda name: words(f"filter.preset.{name}"),
        on_change=_state.then(take),
        help=" ".join(words(f"filter.preset_help.{name}") for name in sets),
        label_visibility="collapsed",
    )


def _places(_entry: Filter, _filters: Filters, atlas: Atlas, words: Words) -> tuple[str, ...]:
    """Show cities, and the counties and zones within them; return the places that both ask for.

    A county says more than its city: where one is chosen, the city has done its work of narrowing the list.
    """
    label_of = partial(atlas.label, lang=words.lang)
    cities = _multiselect(words("filter.city"), "city", atlas.city_ids, label_of, words)
    counties = _multiselect(words("filter.county"), "county", atlas.places_within(cities), label_of, words)
    narrowed = {atlas.city_of(p) for p in counties}
    return (*[city for city in cities if city not in narrowed], *counties)


def _multiselect(
    label: str, name: str, options: Sequence[str], label_of: Callable[[str], str], words: Words
) -> tuple[str, ...]:
    """Show a choice of several; what was chosen and is no longer on offer goes.

    Streamlit words its “Select all” in English alone; all of them is what none of them says already.
    """
    _lists.put(name, [value for value in _lists.held(name) if value in options])
    return tuple(
        _widgets.multiselect(
            label,
            options,
            key=_lists.key(name),
            on_change=_lists.changed(name),
            placeholder=words("filter.any"),
            format_func=label_of,
            select_all=False,
        )
    )


def _switch(entry: Filter, filters: Filters, _atlas: Atlas, words: Words) -> bool:
    if entry.is_offered(filters):
        return _widgets.toggle(words(entry.label), key=entry.name, on_change=_state.note)
    _set(entry.name, value=False)
    return False


def _pills(entry: Filter, filters: Filters, atlas: Atlas, words: Words) -> tuple[str, ...]:
    """Show a choice of a few, each switched on and off at a press."""
    picked = _widgets.pills(
        words(entry.label),
        entry.choices(atlas, filters),
        selection_mode="multi",
        key=_lists.key(entry.name),
        on_change=_lists.changed(entry.name),
        format_func=lambda choice: entry.choice_label(atlas, choice, words),
        help=words(f"filter.help.{entry.name}"),
    )
    return tuple(picked)


def _set(key: str, value: Any) -> None:
    """Give a widget a value where it has another: one set anew each run would undo a click on its way."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _day(entry: Filter, _filters: Filters, _atlas: Atlas, words: Words) -> dt.date | None:
    day: dt.date | None = st.session_state.get(entry.name)
    if day:
        _widgets.button(
            words(entry.label, day=when(day, "day", words)),
            on_click=_state.then(forget_day),
            help=words("filter.day_help"),
            icon=":material/event_busy:",
            width="stretch",
            key="forget_day",
        )
    return day


def _drawn(entry: Filter, _filters: Filters, _atlas: Atlas, words: Words) -> Drawn | None:
    drawn: Drawn | None = st.session_state.get(entry.name)
    if drawn:
        _widgets.button(
            words(entry.label, drawn=words(f"filter.drawn_name.{drawn.kind}")),
            on_click=_state.then(_forget, entry.name),
            help=words("filter.drawn_help"),
            icon=":material/ink_eraser:",
            width="stretch",
            key="forget_drawn",
        )
    return drawn


WIDGETS: dict[str, Callable[[Filter, Filters, Atlas, Words], Any]] = {
    "choices": _choices,
    "places": _places,
    "pills": _pills,
    "switch": _switch,
    "search": _search_box,
    "day": _day,
    "drawn": _drawn,
}
"""Kind of filter, or the widget that it names → what shows it and returns its value."""


def clear() -> None:
    """Leave every filter open."""
    _put(Filters())


def offer_to_clear(  # noqa: PLR0913 - what a page may say instead
    words: Words,
    title: str = "",
    hint: str = "",
    label: str = "",
    on_click: Callable[[], None] = clear,
    *,
    is_fragment: bool = False,
) -> None:
    """Say that the choice leaves nothing, and offer to clear it.

    Within a fragment the whole page has to run again, or the filters in the sidebar would stay.

    Parameters
    ----------
    words
        The words of the language.
    title
        What it says; empty for the usual.
    hint
        What can be done; empty for the usual.
    label
        What stands on the button; empty for the usual.
    on_click
        What the button does.
    is_fragment
        Whether it stands within a fragment.
    """
    title, hint = title or words("empty.title"), hint or words("empty.hint")
    st.html(prompt(hint, title=title))
    _search.suggest(chosen(), words, is_fragment=is_fragment)
    is_pressed = _widgets.button(
        label or words("filter.clear"),
        icon=":material/filter_alt_off:",
        type="primary",
        key="clear_empty",
        on_click=_state.then(on_click),
    )
    if is_pressed and is_fragment:
        st.rerun()


def forget_day() -> None:
    """Look at the record as it is known today."""
    st.session_state[_state.DAY] = None


def _forget(name: str) -> None:
    st.session_state[name] = None


def _take_over(atlas: Atlas) -> None:
    """Put what the address asks for into the widgets; one that has nothing yet is left open."""
    wanted = _state.asked()
    if wanted is not None:
        unknown = atlas.unknown(wanted)
        _put(wanted, city=atlas.city_ids, county=atlas.places_within(()))
        if st.session_state.get(_state.PROJECT, "") not in {"", *atlas.projects.index}:
            unknown.append(f"project={st.session_state[_state.PROJECT]}")
            st.session_state[_state.PROJECT] = ""
        st.session_state[_state.IGNORED] += unknown
    for name, entry in FILTERS.items():
        if entry.kind != "choices":
            st.session_state.setdefault(name, Filters()[name])


def _put(filters: Filters, **places: Sequence[str]) -> None:
    """Put filters into the widgets; what stands in one list and what in another is told by the ids that each offers."""
    for name, entry in FILTERS.items():
        if entry.kind != "choices":
            st.session_state[name] = filters[name]
            continue
        for own in KEYS.get(name, (name,)):
            _lists.put(own, [one for one in filters[name] if one in places.get(own, filters[name])])
