"""A table for paper alone: the list on the screen scrolls in a window of its own, and would be printed as it stands.

It does not travel with a page: the browser asks for it when it is about to print (`pages._server.paper`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.columns import headed_table

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.export.columns import Table
    from geo.read.words import Words

MOST = 500
"""How many projects are printed with a page; a longer list is a workbook's business."""


def paper_place(table: Table) -> str:
    """Return the HTML that the browser puts the table into when it prints.

    Parameters
    ----------
    table
        Which table of projects.
    """
    return f"<div class='atlas-on-paper' data-table='{table}'></div>"


def paper_table(view: View, words: Words, table: Table) -> str:
    """Return the projects of a view as HTML for paper, with the columns of a table; text is escaped.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    table
        Which table of projects.

    Returns
    -------
    str
        At most `MOST` rows, and below them how many are left out.
    """
    rows = headed_table(view, words, table).head(MOST)
    flags = {True: words("table.yes"), False: ""}
    shown = rows.assign(**{str(name): rows[name].map(flags) for name in rows.select_dtypes("bool")})
    rest = len(view.projects) - len(rows)
    more = f"<p>{words('table.not_printed', count=rest)}</p>" if rest > 0 else ""
    return f"{shown.to_html(index=False, border=0, na_rep='')}{more}"
