"""What a search leads to beside projects: strategies, and names that come near where it finds nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from geo.atlas import frameworks
from geo.atlas.filters import Filters
from geo.text import folded, search_key

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.atlas.frameworks import Strategy

SUGGESTED = 3
"""How many names are suggested at most."""
SHORTEST = 2
"""Of what is looked for among strategies, in characters; less would find nearly all of them."""
LIKENESS = {"letters": (75, 80), "characters": (66, 66)}
"""In %, how like the query a whole name, and a name from one of its words on, must be.

In letters one may be wrong (or two change places) of four in a whole name and of five else; in Chinese characters one
of three.
"""
SHORTEST_PART = {"letters": 5, "characters": 3}
"""Of a query that is held against beginnings: shorter ones come near to nearly all."""


def strategies_named(atlas: Atlas, q: str) -> tuple[Strategy, ...]:
    """Return the newest reading of each strategy whose name, or that of a main part, holds every word of a query.

    Projects that serve a part are no ground: a search for a road would find every strategy that it serves.

    Parameters
    ----------
    atlas
        As known on the day of the search.
    q
        Words, as typed.
    """
    words = [folded(word) for word in q.split()]
    if len("".join(words)) < SHORTEST:
        return ()
    held = [s for s in frameworks.strategies(atlas) if all(word in _names_of(s) for word in words)]
    newest = {s.row["framework"] or s.strategy_id: s for s in sorted(held, key=lambda s: s.published_on)}
    return tuple(newest.values())


def suggestions(atlas: Atlas, filters: Filters, lang: str) -> tuple[str, ...]:
    """Return queries that come near one that finds neither projects nor strategies, the nearest first.

    They are names of projects, places and types in a language (``zh``, ``en``), found by their Chinese or English
    names, pinyin or initials; each leaves projects under the other filters. Where the whole query comes near no name,
    its words that are found nowhere are replaced.

    Parameters
    ----------
    atlas
        As known on the day of the search.
    filters
        With the query ``q`` and the others that a suggestion must fit.
    lang
        The language of the names.

    Returns
    -------
    tuple of str
        At most `SUGGESTED`; empty where the query finds something, or nothing comes near.
    """
    q = filters.q
    if not q or not _is_unknown(atlas, q) or strategies_named(atlas, q):
        return ()
    near = _near(atlas, q, lang)
    if not near:
        options = [_near(atlas, word, lang)[:SUGGESTED] if _is_unknown(atlas, word) else [word] for word in q.split()]
        near = [" ".join(words) for words in product(*options)]
    sound = (name for name in near if len(atlas.view(filters.with_values(q=name)).projects))
    return tuple(islice(sound, SUGGESTED))


def _names_of(strategy: Strategy) -> str:
    names = [strategy.row[name] for name in ("name_zh", "name_en", "framework")]
    names += [part.row[name] for part in strategy.parts for name in ("name_zh", "name_en")]
    return search_key(names, "")


def _is_unknown(atlas: Atlas, q: str) -> bool:
    return atlas.view(Filters(q=q)).projects.empty


def _near(atlas: Atlas, text: str, lang: str) -> list[str]:
    """Return the names that come near a text, the likest first and of those the shortest."""
    wanted = folded(text)
    if wanted.isdigit():  # another number is another thing
        return []
    script = "letters" if re.search("[a-z]", wanted) else "characters"
    whole, part = LIKENESS[script]
    whole_forms, beginnings = _forms(atlas, lang)
    likest: dict[str, float] = {}
    searches = [(whole_forms, whole)]
    if len(wanted) >= SHORTEST_PART[script]:
        lengths = (len(wanted), len(wanted) - 1)  # none too much, or one
        searches += [([(form[:length], name) for form, name in beginnings], part) for length in lengths]
    for pairs, least in searches:
        forms = [form for form, _ in pairs]
        for _, likeness, place in process.extract(wanted, forms, scorer=fuzz.ratio, score_cutoff=least, limit=None):
            name = pairs[place][1]
            likest[name] = max(likeness, likest.get(name, 0.0))
    return sorted(likest, key=lambda name: (-likest[name], len(name)))


Forms = list[tuple[str, str]]
"""What a search may come near, folded, each with the name that it stands for."""


@lru_cache(maxsize=64)
def _forms(atlas: Atlas, lang: str) -> tuple[Forms, Forms]:
    """Return the whole forms of every name in a language, and the same from each of their words on."""
    whole: Forms = []
    beginnings: Forms = []
    for table, label in ((atlas.places, "name"), (atlas.types, "label"), (atlas.projects, "name")):
        pinyin = table["pinyin"] if "pinyin" in table else [""] * len(table)
        for zh, en, sound in zip(table[f"{label}_zh"], table[f"{label}_en"], pinyin, strict=True):
            name, initials = (zh if lang == "zh" else en), folded("".join(s[0] for s in sound.split()))
            whole += [(form, name) for form in (folded(zh), folded(en), folded(sound), initials) if form]
            for words in (list(folded(zh)), re.findall(r"\w+", en), sound.split()):
                beginnings += [(folded("".join(words[place:])), name) for place in range(len(words))]
    return whole, beginnings
