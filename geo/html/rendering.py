"""HTML from Jinja templates, which escape every value: a text of the record is shown and never obeyed.

A line break in a template, with the indentation after it, is no space: templates are laid out to be read, and what they
give is as dense as if it stood on one line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup

from geo.html.citation import lines_in_words, place_in_source, short_title
from geo.html.links import href, no_link
from geo.looks.schemes import in_both
from geo.words import quantities
from geo.words.case import capitalised
from geo.words.dates import in_column, when
from geo.words.promises import reached_in_words, slip_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream

    from geo.html.links import Link
    from geo.read.words import Words

VOCABULARY = {
    "when": when,
    "in_column": in_column,
    "reached_in_words": reached_in_words,
    "slip_in_words": slip_in_words,
    "lines_in_words": lines_in_words,
    "place_in_source": place_in_source,
    "short_title": short_title,
    "printed": quantities.printed,
    "normalised": quantities.normalised,
    "period": quantities.period,
}
"""Functions of `geo.words` and `geo.html.citation` that templates call, each with ``words`` as its last argument."""


class LineBreaksAreNoSpace(Extension):
    """Leave out the line breaks of a template and the indentation after them, and keep its line numbers in errors."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Return the tokens of a template, its raw text without line breaks.

        Parameters
        ----------
        stream
            The tokens as Jinja2 reads them.
        """
        for token in stream:
            dense = re.sub(r"\n\s*", "", token.value) if token.type == "data" else token.value
            yield Token(token.lineno, token.type, dense)


@cache
def environment() -> Environment:
    """Return the one environment of all templates: it escapes, refuses undefined names, and compiles each file once."""
    templates = Environment(
        loader=PackageLoader("geo.html"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        extensions=[LineBreaksAreNoSpace],
    )
    templates.globals.update(VOCABULARY)
    templates.filters.update(capitalised=capitalised, href=href, in_both=in_both)
    return templates


def render(name: str, words: Words | None, link: Link = no_link, **values: Any) -> Markup:
    """Return a template as HTML.

    Parameters
    ----------
    name
        The template, without its ending: a file in ``geo/html/templates``.
    words
        What the interface says; a field of a row in its language is ``words.of(row, "name")``. None where a template
        shows no words.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    **values
        What the template shows beside these: rows, numbers, small dataclasses.

    Raises
    ------
    jinja2.UndefinedError
        The template names a value that it was not given: a fault of the program.
    """
    return Markup(environment().get_template(f"{name}.html").render(words=words, link=link, **values))  # noqa: S704 - rendered by our own template, which escapes
