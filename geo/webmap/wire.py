"""What of a message travels: what the browser does not know already, and which projects as one letter for each.

What is the same in every message of a language went out once (`known`): words, the entries of the legend, what the
texts and a later page say of a stage. A message then names what differs from that, and stands for the ids of projects
by a letter each, in the order in which the browser has them. ``geo/webmap/web/wire.js`` puts it together again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.webmap.messages import view_message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

NONE = "."
"""The letter of a project that is neither in view nor beyond it."""
FIRST, BESIDE = "A", "a"
"""The letters of the first stage: of a project in view, and of one that only the legend's switches keep out."""
MOST_STAGES = 26
KEPT = ("labels", "apart")
"""The parts of a message that are words by key."""
Known = dict[str, Any]


def known(atlas: Atlas, words: Words) -> Known:
    """Return what a language's messages are told apart from, for the browser to keep.

    Parameters
    ----------
    atlas
        The joined record, whole.
    words
        The words of the language.

    Returns
    -------
    dict
        ``labels``, ``apart`` and ``legend`` (sections), as `geo.webmap.messages.view_message` has them for all.
    """
    message = view_message(atlas.view(), words)
    return {name: message[name] for name in (*KEPT, "legend")}


def order(atlas: Atlas) -> list[str]:
    """Return the ids of projects in the order in which the browser has them: that of their features.

    Parameters
    ----------
    atlas
        The joined record, whole.
    """
    return [str(project_id) for project_id in dict.fromkeys(atlas.features["project_id"])]


def sent(message: Mapping[str, Any], told: Known, ids: Sequence[str]) -> dict[str, Any]:
    """Return a message as it travels; one that is not about projects loses what is known of words alone.

    Parameters
    ----------
    message
        What a function of `geo.webmap.messages`, `geo.webmap.places` or `geo.webmap.links` returned.
    told
        What `known` returned for the language of the message.
    ids
        What `order` returned.
    """
    travels = dict(message) | {"is_short": True, "legend": _short_legend(message["legend"], told["legend"])}
    travels["labels"] = {key: text for key, text in message["labels"].items() if told["labels"].get(key) != text}
    if "stages" not in message:
        return travels
    stages, beyond = message["stages"], message.get("beyond", {})
    shown = {project_id for held in (stages, beyond) for of_stage in held.values() for project_id in of_stage}
    apart = message["apart"]
    travels["apart"] = {key: text for key, text in apart.items() if told["apart"].get(key) != text}
    travels["apart"] |= {key: "" for key in told["apart"] if key in shown and key not in apart}
    names = list(dict.fromkeys([*stages, *beyond]))
    if len(names) <= MOST_STAGES and shown.issubset(ids):
        letters = dict.fromkeys(ids, NONE)
        for first, held in ((BESIDE, beyond), (FIRST, stages)):
            for stage, of_stage in held.items():
                letters |= dict.fromkeys(of_stage, chr(ord(first) + names.index(stage)))
        del travels["stages"]
        travels |= {"of": names, "marks": "".join(letters.values())} | ({"beyond": None} if "beyond" in message else {})
    return travels


def _short_legend(legend: Sequence[Mapping[str, Any]], told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the sections with what is known of them, and of their entries, left out."""
    sections = {section["kind"]: section for section in told}
    short = []
    for section in legend:
        held = sections.get(section["kind"], {})
        entries = {entry["id"]: entry for entry in held.get("entries", ())}
        short.append(
            _without(section, held, "kind", "entries")
            | {"entries": [_without(entry, entries.get(entry.get("id"), {}), "id") for entry in section["entries"]]}
        )
    return short


def _without(whole: Mapping[str, Any], told: Mapping[str, Any], *kept: str) -> dict[str, Any]:
    """Return what is not told already, and a None for what is told and does not hold."""
    own = {key: value for key, value in whole.items() if key in kept or key not in told or told[key] != value}
    return own | {key: None for key in told if key not in whole}
