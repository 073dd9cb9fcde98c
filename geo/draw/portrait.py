"""One place in words, as HTML: roles over time, projects by stage, partners, industries, figures; and cities compared.

Every statement has its text, date and lines.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas import partnership
from geo.atlas.profile import FIGURE_KINDS
from geo.draw import card, quantities, themes
from geo.draw.citation import cite, short_title
from geo.draw.dates import when
from geo.draw.figures import kind_mark
from geo.draw.links import Link, linked, no_link
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.profile import Profile
    from geo.read.words import Words

ROLES_SHOWN = 2
"""Roles of a city in the comparison, the first of the newest text; all stand in its profile."""
GROUPS_SHOWN = 3
PARTNERS_SHOWN = {"zh": 2, "en": 1}


def profile_head(atlas: Atlas, known: Profile, words: Words, link: Link = no_link, back: str = "") -> str:
    """Return the name of a place, what it lies in and what lies in it; ``back`` is where the comparison stands."""
    place: Any = atlas.places.loc[known.place_id]
    other = place["name_en"] if words.lang == "zh" else place["name_zh"]
    above = [linked(atlas.label(p, words.lang), link("place", p)) for p in known.line[1:] if p in atlas.city_ids]
    above += [
        linked(atlas.label(p, words.lang), link("place", p))
        for p in known.line[1:]
        if atlas.places.at[p, "level"] in ("county", "zone")
    ]
    level = place["level"]
    kind = words(f"cities.level.{level}")
    return (
        f"<div class='atlas-card'><div class='atlas-titled'><h2>{escape(words.of(place, 'name'))}</h2>"
        f"<span>{linked(words('cities.all'), back)}</span></div><p class='atlas-other'>{escape(other)} · "
        f"{escape(kind)}{''.join(f' · {name}' for name in above)}</p>{_below(atlas, known, words, link)}</div>"
    )


def section(atlas: Atlas, known: Profile, part: str, words: Words, link: Link = no_link) -> str:
    """Return one part of a profile: ``roles``, ``projects``, ``partners``, ``industries`` or ``figures``."""
    tell = {
        "roles": _roles,
        "projects": _projects,
        "partners": _partners,
        "industries": _trades,
        "figures": _figures,
    }
    return tell[part](atlas, known, words, link)


def _roles(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the roles of the place, text by text, then those of what lies in it."""
    own = by_text(known.roles, words, link, lambda row: _role(atlas, row, words, link, has_place=False))
    below = by_text(known.roles_below, words, link, lambda row: _role(atlas, row, words, link, has_place=True))
    return _section(own, words("cities.no_role")) + _folded(
        words("cities.roles_below", count=len(known.roles_below)), below
    )


def _projects(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return how many projects are at each stage, as bars, and the projects of each, to be unfolded."""
    if known.projects.empty:
        return _section("", words("cities.no_project"))
    groups = known.projects.groupby("status", sort=False)
    order = [s for s in [*reversed(atlas.statuses.index), ""] if s in groups.groups]
    most = max(len(groups.get_group(s)) for s in order)
    return "".join(_stage(atlas, groups.get_group(s), most, words, link) for s in order)


def _partners(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return what the place does with others, the newest text first."""
    items = by_text(
        newest_first(known.partners), words, link, lambda row: cooperation_item(atlas, row, words, link, known.place_id)
    )
    return _section(items, words("cities.no_partner"))


def _trades(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the industries of the place by form, then those of what lies in it."""
    own = _industries(atlas, known.industries, words, link, has_place=False)
    below = _industries(atlas, known.industries_below, words, link, has_place=True)
    return _section(own, words("cities.no_industry")) + _folded(
        words("cities.industries_below", count=len(known.industries_below)), below
    )


def _figures(_atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the figures of the place, targets, plans and actuals apart."""
    parts = []
    for kind in FIGURE_KINDS:
        rows = known.figures[known.figures["kind"] == kind]
        if rows.empty:
            continue
        items = "".join(f"<li>{_figure(row, words, link)}</li>" for row in records(rows))
        title = f"{kind_mark(kind)}{escape(words(f'indicators.kind.{kind}'))} {len(rows)}"
        parts.append(f"<h4>{title}</h4><ul class='atlas-items'>{items}</ul>")
    more = words("cities.project_figures", count=known.project_figures) if known.project_figures else ""
    beside = f"<p class='atlas-quiet'>{escape(more)}</p>" if more else ""
    return _section("".join(parts), words("cities.no_figure")) + beside


def compared(atlas: Atlas, profiles: Iterable[Profile], words: Words, link: Link = no_link) -> str:
    """Return places beside each other, as HTML: a block each, with the same lines in each."""
    blocks = "".join(_block(atlas, known, words, link) for known in profiles)
    return f"<div class='atlas-cities is-{words.lang}'>{blocks}</div>"


def stage_key(atlas: Atlas, words: Words) -> str:
    """Return what the parts of the bars mean, the most advanced stage first."""
    parts = "".join(
        f"<span><i class='atlas-part atlas-stage-{status}'></i>{escape(atlas.label(status, words.lang))}</span>"
        for status in reversed(atlas.statuses.index)
    )
    return f"<div class='atlas-stagekey' aria-hidden='true'>{parts}</div>"


def cooperation_item(atlas: Atlas, row: Any, words: Words, link: Link = no_link, place_id: str = "") -> str:
    """Return one cooperation, to stand below its text: topic, who with whom, what they do, stage, project, lines.

    ``place_id`` is the place that it is told of: its own name is left out where it stands for itself.
    """
    colour = themes.topic_colours(atlas)[row["topic"]]
    subject = row["topic"]
    topic = card.type_chip(words(f"cooperation.topic.{subject}"), colour)
    sides = [
        linked(words.of(row, side), link("place", row[column]))
        for side, column in (("from", "from_place_id"), ("to", "to_place_id"))
        if row[column] and row[column] != place_id
    ]
    if row["partner"]:
        sides.append(escape(words.of(row, "with")))
    held = ""
    if row["held_precision"]:
        held = f"<span class='atlas-quiet'>{escape(when(row['held_on'], row['held_precision'], words))}</span> "
    project = ""
    if row["project_id"]:
        name = str(atlas.projects.at[row["project_id"], f"name_{words.lang}"])
        label = escape(words("cooperation.project"))
        project = f" <span class='atlas-quiet'>{label}</span>{linked(name, link('project', row['project_id']))}"
    return (
        f"{topic} <b>{' — '.join(sides)}</b> {held}{escape(words.of(row, 'mechanism'))} "
        f"{card.stage_chip(atlas, row['status'], words)}{project} {_lines(row, words, link)}"
    )


def _theme(atlas: Atlas, theme: str, words: Words) -> str:
    return card.type_chip(words(f"cities.theme.{theme}"), themes.theme_colours(atlas)[theme])


def _section(body: str, otherwise: str) -> str:
    return f"<div class='atlas-card'>{body or f'<p class=atlas-quiet>{escape(otherwise)}</p>'}</div>"


def _folded(title: str, body: str) -> str:
    if not body:
        return ""
    return f"<details class='atlas-card atlas-fold'><summary>{escape(title)}</summary>{body}</details>"


def newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of dated texts, the newest text first, within one text in the order of lines."""
    return rows.sort_values(["published_on", "first_line"], ascending=[False, True], kind="stable")


def by_text(rows: pd.DataFrame, words: Words, link: Link, item: Callable[[Any], str]) -> str:
    """Return rows under the date and title of their text, in the order in which they come."""
    parts = []
    for _, group in rows.groupby("source_id", sort=False):
        first = group.iloc[0]
        date = when(first["published_on"], first["date_precision"], words)
        title = linked(
            words("register.cite", title=short_title(words.of(first, "title"), words.lang)),
            link("source", first["source_id"]),
        )
        items = "".join(f"<li>{item(row)}</li>" for row in records(group))
        parts.append(f"<h4>{escape(date)} <span>{title} · {len(group)}</span></h4><ul class='atlas-items'>{items}</ul>")
    return "".join(parts)


def _role(atlas: Atlas, row: Any, words: Words, link: Link, *, has_place: bool) -> str:
    name = linked(atlas.label(row["place_id"], words.lang), link("place", row["place_id"])) + " " if has_place else ""
    return f"{_theme(atlas, row['theme'], words)} {name}{escape(words.of(row, 'role'))} {_lines(row, words, link)}"


def _stage(atlas: Atlas, projects: pd.DataFrame, most: int, words: Words, link: Link) -> str:
    """Return the projects of one stage, folded below a bar; ``most`` is how many projects fill the bar."""
    status = str(projects["status"].iloc[0])
    items = "".join(
        f"<li><i class='atlas-dot' style='background:{row['colour']}'></i>"
        f"{linked(words.of(row, 'name'), link('project', row['project_id']))} "
        f"<span class='atlas-quiet'>{escape(words.of(row, 'type'))}</span></li>"
        for row in records(projects.reset_index())
    )
    share = 100 * len(projects) / most
    return (
        f"<details class='atlas-card atlas-fold atlas-stagebar'><summary>{card.stage_chip(atlas, status, words)}"
        f"<span class='atlas-track'><i style='width:{share:.0f}%'></i></span><b>{len(projects)}</b></summary>"
        f"<ul class='atlas-items'>{items}</ul></details>"
    )


def _industries(atlas: Atlas, rows: pd.DataFrame, words: Words, link: Link, *, has_place: bool) -> str:
    parts = []
    for form, group in rows.groupby("form", sort=False):
        items = "".join(f"<li>{_industry(atlas, row, words, link, has_place=has_place)}</li>" for row in records(group))
        title = f"{escape(words(f'cities.form.{form}'))} <span>{len(group)}</span>"
        parts.append(f"<h4>{title}</h4><ul class='atlas-items'>{items}</ul>")
    return "".join(parts)


def _industry(atlas: Atlas, row: Any, words: Words, link: Link, *, has_place: bool) -> str:
    name = linked(atlas.label(row["place_id"], words.lang), link("place", row["place_id"])) + " " if has_place else ""
    level, trade = row["level"], row["theme"]
    rank = f" <span class='atlas-chip'>{escape(words(f'cities.rank.{level}'))}</span>" if level else ""
    return (
        f"{name}{escape(words.of(row, 'name'))}{rank} {card.stage_chip(atlas, row['status'], words)} "
        f"<span class='atlas-quiet'>{escape(words(f'cities.trade.{trade}'))}</span> {cite(row, words, link)}"
    )


def _figure(row: Any, words: Words, link: Link) -> str:
    normal, period = quantities.normalised(row, words), quantities.period(row["period"], words)
    beside = f" ({escape(words('register.equals', value=normal))})" if normal else ""
    note = words.of(row, "note")
    return (
        f"{escape(words.of(row, 'label'))} <b>{escape(quantities.printed(row, words))}</b>{beside}"
        + (f" <span class='atlas-quiet'>{escape(period)}</span>" if period else "")
        + (f"<br><span class='atlas-note'>{escape(note)}</span>" if note else "")
        + f"<br>{cite(row, words, link)}"
    )


def _below(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the counties and zones of a place, as links."""
    parts = []
    for level in ("county", "zone"):
        names = [p for p in known.below if atlas.places.at[p, "level"] == level]
        if names:
            joined = words("list.mark").join(linked(atlas.label(p, words.lang), link("place", p)) for p in names)
            label = escape(words(f"cities.below.{level}", count=len(names)))
            parts.append(f"<p class='atlas-below'><span class='atlas-quiet'>{label}</span> {joined}</p>")
    return "".join(parts)


def _block(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    name = linked(atlas.label(known.place_id, words.lang), link("place", known.place_id))
    roles = newest_first(known.roles).head(ROLES_SHOWN)
    shown = "".join(
        f"<li>{_theme(atlas, row['theme'], words)}<span title='{escape(words.of(row, 'role'))}'>"
        f"{escape(words.of(row, 'role'))}</span>"
        f"{_brief(row, words, link)}</li>"
        for row in records(roles)
    )
    none = f"<li class='atlas-quiet'>{escape(words('cities.no_role'))}</li>"
    return (
        f"<section><h3>{name}</h3><div class='atlas-city-stages'>{_stack(atlas, known.projects, words)}</div>"
        f"<ul class='atlas-city-roles'>{shown or none}</ul>"
        f"<p class='is-line'>{_groups(known.projects, words)}</p><p>{_counts(atlas, known, words)}</p></section>"
    )


def _lines(row: Any, words: Words, link: Link) -> str:
    """Return in which lines a statement stands, for where its text is named above."""
    title = f"{words.of(row, 'title')} · {words('detail.printed')}{words('cities.colon')}{row['printed_name']}"
    said = linked(card.lines_in_words(row["locator"], words), link("source", row["source_id"]))
    return f"<span class='atlas-cite' title='{escape(title)}'>{said}</span>"


def _brief(row: Any, words: Words, link: Link) -> str:
    """Return where a statement stands, without its title, which shows on hovering."""
    said = f"{when(row['published_on'], row['date_precision'], words)} · {card.lines_in_words(row['locator'], words)}"
    title = escape(words.of(row, "title"))
    return f"<small class='atlas-cite' title='{title}'>{linked(said, link('source', row['source_id']))}</small>"


def _stack(atlas: Atlas, projects: pd.DataFrame, words: Words) -> str:
    """Return the stages of projects as one bar of parts, each with its number in a title and in words for all."""
    counts = projects["status"].value_counts()
    order = [s for s in [*reversed(atlas.statuses.index), ""] if s in counts]
    names = {s: atlas.label(s, words.lang) if s else words("detail.no_status") for s in order}
    parts = "".join(
        f"<i class='atlas-part atlas-stage-{s}' style='flex:{counts[s]}' title='{escape(names[s])} "
        f"{counts[s]}'>{counts[s] if counts[s] / len(projects) > 0.08 else ''}</i>"  # noqa: PLR2004 - room for a number
        for s in order
    )
    said = words("list.mark").join(f"{names[s]} {counts[s]}" for s in order)
    total = words("cities.value.projects", count=len(projects))
    return f"<b>{escape(total)}</b><span role='img' aria-label='{escape(said)}' class='atlas-stack'>{parts}</span>"


def _groups(projects: pd.DataFrame, words: Words) -> str:
    colours = dict(zip(projects["group"], projects["colour"], strict=True))
    found = projects["group"].value_counts().head(GROUPS_SHOWN)
    return " ".join(
        f"<span class='atlas-key'><i class='atlas-dot' style='background:{colours[str(group)]}'></i>"
        f"{escape(words(f'group.{group}'))} {count}</span>"
        for group, count in found.items()
    )


def _counts(atlas: Atlas, known: Profile, words: Words) -> str:
    trades = len(known.industries) + len(known.industries_below)
    partners = _most(atlas, known, words)
    figures = words("list.mark").join(
        f"{words(f'indicators.kind.{kind}')} {count}"
        for kind in FIGURE_KINDS
        if (count := int((known.figures["kind"] == kind).sum()))
    )
    items = {
        "roles": str(len(known.roles) + len(known.roles_below)),
        "industries": str(trades),
        "partners": partners,
        "figures": figures,
    }
    return " ".join(
        f"<span class='atlas-key'><span class='atlas-quiet'>{escape(words(f'cities.count.{name}'))}</span> "
        f"{escape(value)}</span>"
        for name, value in items.items()
        if value
    )


def _most(atlas: Atlas, known: Profile, words: Words) -> str:
    """Return with whom a city does most, and how often."""
    rows = known.partners
    own = atlas.city_of(known.place_id)
    others = rows["to_side"].where(rows["from_side"] == own, rows["from_side"])
    others = others[~others.isin([own, partnership.UNPLACED])].value_counts().head(PARTNERS_SHOWN[words.lang])
    named = words("list.mark").join(f"{side_name(atlas, str(side), words)} {n}" for side, n in others.items())
    return f"{len(rows)}" + (words("cities.of_which", named=named) if named else "")


def side_name(atlas: Atlas, side: str, words: Words) -> str:
    """Return the name of a side of `geo.atlas.partnership.sides`, or of a place."""
    if side in (partnership.WHOLE, partnership.OUTSIDE, partnership.UNPLACED):
        return words(f"cooperation.side.{side}")
    name = atlas.label(side, words.lang)
    return name.removesuffix("市") if words.lang == "zh" and side in atlas.city_ids else name
