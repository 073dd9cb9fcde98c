"""What a series has a sheet of: cities, counties or projects, and those left out because nothing is in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from geo.atlas import joins
from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.atlas.atlas import View
    from geo.read.words import Words

By = Literal["city", "county", "project"]
BYS = ("city", "county", "project")
LEVELS = {"city": "prefecture", "county": "county"}


@dataclass(frozen=True)
class Part:
    """One sheet of a series: the id and the name of its place or project, and what of the view is on it.

    Parameters
    ----------
    key
        The id of the place or project.
    name
        Its name, in the language.
    view
        What of the view is on it.
    """

    key: str
    name: str
    view: View


def parts(view: View, words: Words, by: By) -> tuple[Sequence[Part], Sequence[str]]:
    """Return the sheets of a series, and the names of those left out because nothing of the view is in them.

    Cities and counties are those of the cluster that the places chosen lie in or contain, all of them when none is
    chosen, in the order of the table; projects have the order of the view.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    by
        Of what there is a sheet each.

    Returns
    -------
    tuple
        The sheets in order, and the names in the language of the words.

    Raises
    ------
    ExportError
        There is no such series, or nothing is in view.
    """
    if by not in BYS:
        raise ExportError("series.no_kind", by=by, known=list(BYS))
    if view.projects.empty:
        raise ExportError("view.empty")
    if by == "project":
        names = view.projects[f"name_{words.lang}"]
        return [Part(str(p), str(name), _narrowed(view, [str(p)])) for p, name in names.items()], []
    chosen, left_out = [], []
    for place in _places(view, LEVELS[by]):
        inside = view.projects.index[view.projects["place_ids"].map(lambda ids, p=place: p in ids)]
        name = view.atlas.label(place, words.lang)
        if inside.empty:
            left_out.append(name)
        else:
            chosen.append(Part(place, name, _narrowed(view, inside, place)))
    if not chosen:
        raise ExportError("series.no_city" if by == "city" else "series.no_county")
    return chosen, left_out


def _narrowed(view: View, project_ids: Iterable[str], place: str = "") -> View:
    filters = view.filters.with_values(place=(place,)) if place else view.filters
    return replace(view, filters=filters, projects=view.projects.loc[list(project_ids)])


def _places(view: View, level: str) -> Sequence[str]:
    """Return the places of a level in the cluster that lie in the places chosen, or around them."""
    atlas, chosen = view.atlas, set(view.filters.place)
    lines: Mapping[str, Sequence[str]] = joins.ancestors(atlas.tables["places"])
    around = {above for place in chosen for above in lines[place]}
    return [
        str(place)
        for place, own in atlas.places["level"].items()
        if own == level
        and set(lines[str(place)]) & set(atlas.city_ids)
        and (not chosen or place in around or chosen & set(lines[str(place)]))
    ]
