"""Capitals at the beginning of words: with one where a text begins, without one where it goes on."""

from __future__ import annotations


def capitalised(text: str) -> str:
    """Return a text with a capital at the beginning: for headings, chips and cells of a table.

    Parameters
    ----------
    text
        Any text; Chinese stays as it is.
    """
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Return a label as it stands within a sentence or after a number.

    Parameters
    ----------
    text
        A label; Chinese stays as it is.
    """
    return text[:1].lower() + text[1:]
