"""The columns of a project: every table and layer of projects takes its columns from this one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from geo.atlas.filters import FILTERS
from geo.export.project_values import APART, ProjectValues
from geo.read.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from geo.atlas.atlas import View
    from geo.read.words import Words

Table = Literal["map", "register", "file", "layer"]
"""Where columns stand: beside the map, in the register, in CSV and XLSX, in layers for other map programs."""


@dataclass(frozen=True)
class Column:
    """One column.

    Parameters
    ----------
    name
        What the code, the address and layers call it; once in each table.
    label
        The key of its heading. In a layer ``selection.field.<name>`` says what it means.
    type
        Of its values: ``text``, ``number``, ``date`` (datetime64) or ``flag`` (boolean).
    tables
        Where it stands.
    value
        Gives its values, one a project, by project_id.
    widths
        In the register, in px, in Chinese and in English; as wide as what it holds without.
    unit
        The key of the words for the unit of its numbers.
    alias
        Its name in a Shapefile: ASCII, at most ten characters; seven where it `is_worded`.
    is_worded
        Whether its values are words of the interface: a layer, which knows no reader, has it in both languages, as
        ``<name>_zh`` and ``<name>_en``.
    of_filter
        The filter without which it stands nowhere; empty for none.
    """

    name: str
    label: str
    type: Literal["text", "number", "date", "flag"]
    tables: tuple[Table, ...]
    value: Callable[[ProjectValues], Any]
    widths: tuple[int, int] | None = None
    unit: str = ""
    alias: str = ""
    is_worded: bool = False
    of_filter: str = ""

    def heading(self, words: Words) -> str:
        """Return its name in the reader's language, with the unit of its numbers.

        Parameters
        ----------
        words
            The words of the language.
        """
        name = words(self.label)
        return words("table.unit", name=name, unit=words(self.unit)) if self.unit else name

    def width(self, words: Words) -> int | None:
        """Return how wide it is in the register in this language, in px.

        Parameters
        ----------
        words
            The words of the language.

        Returns
        -------
        int or None
            None where the widget decides.
        """
        return self.widths[words.lang != "zh"] if self.widths else None


SCREEN: tuple[Table, ...] = ("map", "register")
COLUMNS: list[Column] = [
    Column(
        "number", "register.column.number", "number", ("register",), lambda p: range(1, len(p["type"]) + 1), (46, 46)
    ),
    Column("project_id", "selection.column.project_id", "text", ("file",), lambda p: p.view.projects.index),
    Column("name", "table.name", "text", SCREEN, lambda p: p.in_language("name"), (216, 560)),
    Column(
        "drawn",
        "table.drawn",
        "text",
        (*SCREEN, "file", "layer"),
        lambda p: p.drawn,
        (210, 330),
        alias="DRAWN",
        is_worded=True,
        of_filter="drawn",
    ),
    Column("name_zh", "selection.column.name_zh", "text", ("file",), lambda p: p["name_zh"]),
    Column("name_en", "selection.column.name_en", "text", ("file",), lambda p: p["name_en"]),
    Column("type", "table.type", "text", (*SCREEN, "file"), lambda p: p.in_language("type"), (84, 182)),
    Column(
        "group",
        "selection.column.group",
        "text",
        ("file",),
        lambda p: p["group"].map(lambda group: p.words(f"group.{group}")),
    ),
    Column("type", "table.type", "text", ("layer",), lambda p: p.in_language("type"), alias="TYPE", is_worded=True),
    Column(
        "group",
        "selection.column.group",
        "text",
        ("layer",),
        lambda p: p["group"].map(lambda group: p.words(f"group.{group}")),
        alias="GROUP",
        is_worded=True,
    ),
    Column(
        "kind",
        "table.kind",
        "text",
        ("register", "file", "layer"),
        lambda p: p["kind"].map(lambda kind: p.words(f"kind.{kind}")),
        (58, 100),
        alias="KIND",
        is_worded=True,
    ),
    Column("status", "table.status", "text", (*SCREEN, "file"), lambda p: p.stages, (74, 144)),
    Column("stage", "table.status", "text", ("layer",), lambda p: p.stages, alias="STAGE", is_worded=True),
    Column(
        "by_texts",
        "table.by_texts",
        "text",
        ("register", "file", "layer"),
        lambda p: p.stages_by_texts,
        (96, 150),
        alias="BYTEXT",
        is_worded=True,
    ),
    Column(
        "stage_source",
        "table.stage_source",
        "text",
        ("file", "layer"),
        lambda p: p.stage_sources,
        alias="STGSRC",
        is_worded=True,
    ),
    Column("places", "table.places", "text", SCREEN, lambda p: p.cities(is_short=p.words.lang == "zh"), (120, 232)),
    Column("cities", "table.places", "text", ("file",), lambda p: p.cities(is_short=False)),
    Column("places", "selection.column.places", "text", ("file",), lambda p: p.places(p.words.lang)),
    Column(
        "is_crossing",
        "table.cross",
        "flag",
        (*SCREEN, "file", "layer"),
        lambda p: p["is_crossing"],
        (46, 92),
        alias="CROSSING",
    ),
    Column(
        "precision",
        "table.precision",
        "text",
        (*SCREEN, "file"),
        lambda p: p["precision"].map(lambda precision: p.words(f"precision_short.{precision}")),
        (74, 104),
    ),
    Column("first", "register.column.first", "text", ("register",), lambda p: p.dates("first"), (88, 106)),
    Column("latest", "register.column.latest", "text", SCREEN, lambda p: p.dates("latest"), (88, 106)),
    Column("due", "register.column.due", "text", ("register",), lambda p: p.promises, (114, 132)),
    Column("places_zh", "selection.column.places", "text", ("layer",), lambda p: p.places("zh"), alias="PLACES_ZH"),
    Column("places_en", "selection.column.places", "text", ("layer",), lambda p: p.places("en"), alias="PLACES_EN"),
    Column("latest_on", "selection.column.latest_on", "date", ("file",), lambda p: p.reports["latest_on"]),
    Column(
        "latest_precision",
        "selection.column.latest_precision",
        "text",
        ("file",),
        lambda p: p.spans("latest_precision"),
    ),
    Column("latest", "selection.column.latest", "text", ("file",), lambda p: p.latest[f"milestone_{p.words.lang}"]),
    Column(
        "latest_zh",
        "selection.column.latest",
        "text",
        ("layer",),
        lambda p: p.latest["milestone_zh"],
        alias="LATEST_ZH",
    ),
    Column(
        "latest_en",
        "selection.column.latest",
        "text",
        ("layer",),
        lambda p: p.latest["milestone_en"],
        alias="LATEST_EN",
    ),
    Column(
        "due_on", "selection.column.due_on", "date", ("file", "layer"), lambda p: p.reports["due_on"], alias="DUE_ON"
    ),
    Column("due_precision", "selection.column.due_precision", "text", ("file",), lambda p: p.spans("due_precision")),
    Column(
        "reports",
        "register.column.reports",
        "number",
        ("register", "file", "layer"),
        lambda p: p.reports["reports"],
        alias="REPORTS",
    ),
    Column("sources", "selection.column.sources", "text", ("register", "file"), lambda p: p.sources),
    Column(
        "sources",
        "selection.column.sources",
        "text",
        ("layer",),
        lambda p: p.reports["source_ids"].map(APART.join),
        alias="SOURCES",
    ),
    Column("lines", "selection.column.lines", "text", ("file", "layer"), lambda p: p.lines, alias="LINES"),
    Column("summary", "selection.column.summary", "text", ("file",), lambda p: p.in_language("summary")),
]
"""Every column, in the order of the tables."""


def columns_of(table: Table, chosen: Collection[str] = ()) -> dict[str, Column]:
    """Return the columns of a table by name, in order.

    Parameters
    ----------
    table
        Which table of projects.
    chosen
        The names of the filters that are not left open: some columns tell of one.
    """
    return {c.name: c for c in COLUMNS if table in c.tables and (not c.of_filter or c.of_filter in chosen)}


def project_table(view: View, words: Words, table: Table) -> pd.DataFrame:
    """Return the columns of a table for the projects of a view.

    Parameters
    ----------
    view
        The projects, in its order; reports and stages are those known on its day.
    words
        The language of the values.
    table
        Where the columns stand.

    Returns
    -------
    pandas.DataFrame
        One row a project, by project_id, columns by name.
    """
    projects = ProjectValues(view, words)
    values = {name: column.value(projects) for name, column in columns_of(table, view.filters.names).items()}
    return pd.DataFrame(values, index=view.projects.index)


def layer_table(view: View, languages: Mapping[str, Words]) -> pd.DataFrame:
    """Return the columns of a layer for the projects of a view; what is in words is there in each language.

    Parameters
    ----------
    view
        The projects, in its order; reports and stages are those known on its day.
    languages
        Language → its words.

    Returns
    -------
    pandas.DataFrame
        One row a project, by project_id, columns as `layer_fields` names them.
    """
    by_language = {lang: project_table(view, words, "layer") for lang, words in languages.items()}
    values = {
        field: by_language[lang or next(iter(languages))][column.name]
        for field, (column, lang) in layer_fields(languages, view.filters.names).items()
    }
    return pd.DataFrame(values, index=view.projects.index)


def layer_fields(
    languages: Iterable[str] = LANGUAGES, chosen: Collection[str] = tuple(FILTERS)
) -> dict[str, tuple[Column, str]]:
    """Return the fields of a layer in order → their column, and the language of its words (empty for any).

    Parameters
    ----------
    languages
        Those of the words.
    chosen
        The names of the filters that are not left open; all of them for every field that a layer may have.
    """
    known = tuple(languages)
    return {
        f"{name}_{lang}" if lang else name: (column, lang)
        for name, column in columns_of("layer", chosen).items()
        for lang in (known if column.is_worded else ("",))
    }


def headed_table(view: View, words: Words, table: Table) -> pd.DataFrame:
    """Return `project_table` with its columns named in the reader's language.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    table
        Which table of projects.
    """
    columns = columns_of(table, view.filters.names)
    headings: Mapping[str, str] = {name: column.heading(words) for name, column in columns.items()}
    return project_table(view, words, table).rename(columns=headings)
