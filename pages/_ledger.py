"""The ledger of promises on the page 进程: which outcomes, in which order, the list itself, and files of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas import promises
from geo.html import headings
from geo.html.promises import ledger_key, ledger_table
from geo.words.promises import due_in_words
from pages import _frame, _state, _takeaway, _widgets

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.atlas.promises import Promise
    from geo.read.words import Words

OUTCOME, BY = "outcome", "by"


def own() -> None:
    """Take over what the address says of the ledger; the page calls it before it writes the address."""
    _state.own(OUTCOME, promises.OUTCOMES, [])
    _state.own(BY, promises.ORDERS, promises.ORDERS[0])


def state() -> dict[str, str | list[str]]:
    """Return what the ledger adds to the address."""
    by = st.session_state[BY]
    return {OUTCOME: st.session_state[OUTCOME], BY: "" if by == promises.ORDERS[0] else by}


def show(view: View, words: Words) -> None:
    """Show the promises about the projects of a view, with what narrows and orders them and takes them away.

    Parameters
    ----------
    view
        The projects, as known on its day.
    words
        The words of the language.
    """
    ledger = promises.promises_in(view)
    heading = headings.heading(words("ledger.heading"), words("ledger.note"))
    if not ledger:
        st.html(heading + headings.line(words("ledger.none")))
        return
    st.html(heading + headings.line(due_in_words(view.day, ledger, words), "ledger-due"))
    shown = _chosen(view, ledger, words)
    st.html(ledger_key(words) + ledger_table(view, shown, words, _frame.link))


def _chosen(view: View, ledger: tuple[Promise, ...], words: Words) -> tuple[Promise, ...]:
    """Show what narrows and orders the ledger; return what is left, in order, and offer it as files."""
    counts = promises.outcome_counts(ledger)
    _widgets.pills(
        words("ledger.filter"),
        [outcome for outcome, count in counts.items() if count or outcome in st.session_state[OUTCOME]],
        selection_mode="multi",
        key=OUTCOME,
        persist_state="page",
        on_change=_state.note,
        format_func=lambda outcome: _widgets.counted(words(f"ledger.outcome.{outcome}"), counts[outcome]),
        label_visibility="collapsed",
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ledger_bar"):
        _widgets.selectbox(
            words("ledger.sort"),
            promises.ORDERS,
            key=BY,
            persist_state="page",
            on_change=_state.note,
            format_func=lambda by: words(f"ledger.by.{by}"),
            label_visibility="collapsed",
            width=218,
        )
        wanted = st.session_state[OUTCOME]
        names = view.atlas.projects[f"name_{words.lang}"]
        left = [promise for promise in ledger if not wanted or promise.outcome in wanted]
        shown = promises.ordered(left, st.session_state[BY], names)
        _files(view, shown, words)
    return shown


def _files(view: View, shown: tuple[Promise, ...], words: Words) -> None:
    """Offer the promises shown as a workbook and as a document."""
    for kind in ("xlsx", "docx"):
        _takeaway.offer(
            words(f"ledger.take_{kind}"),
            partial(_made, view, shown, words, kind),
            _takeaway.file_name(view, words, kind, words("ledger.file")),
            words("ledger.take_help"),
            key=f"ledger_{kind}",
            is_wide=False,
            is_off=not shown,
        )


def _made(view: View, shown: tuple[Promise, ...], words: Words, kind: str) -> bytes:
    # What these import costs half a second, which only a file needs
    from geo.export.briefing import ledger_document  # noqa: PLC0415
    from geo.export.ledger import ledger_workbook  # noqa: PLC0415

    return ledger_workbook(view, shown, words) if kind == "xlsx" else ledger_document(view, shown, words)
