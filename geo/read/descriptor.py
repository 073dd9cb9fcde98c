"""Whether the descriptor of a folder states the contract that this program reads.

The contract is the program's: a folder says who made it and of which version it is, and repeats the contract so that
other tools can read it. What it says otherwise of tables, patterns or places to fetch from is neither believed nor
followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import Fault
from geo.read.folder import text_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "datapackage.json"
OWN = ("name", "title", "description", "version", "licenses")
"""What a descriptor says of its own folder; the rest is the contract."""
NEEDED = ("title", "description", "version")
"""What files that are taken away say of the record."""
TOLD = ("title", "title_zh", "description", "description_zh")
"""What is said of a table or a field in words: a folder may say it otherwise."""


def descriptor_faults(descriptor: Mapping[str, Any], contract: Mapping[str, Any]) -> list[Fault]:
    """Find where a descriptor differs from the contract.

    Parameters
    ----------
    descriptor
        Of the folder, from `geo.read.schema.read_descriptor`.
    contract
        The program's own.

    Returns
    -------
    list of Fault
        Each at the member that differs, as ``resources.projects.schema.fields.kind.type``.
    """
    faults: list[Fault] = []
    for name in NEEDED:
        value = descriptor.get(name)
        faults += [Fault(FILE, None, name, "contract.required")] if not value else _words_faults(value, name)
    theirs = {key: value for key, value in descriptor.items() if key not in OWN}
    ours = {key: value for key, value in contract.items() if key not in OWN}
    return [*faults, *_differences(theirs, ours, "")]


def _differences(theirs: Any, ours: Any, at: str) -> Iterator[Fault]:
    """Yield a fault for each member in which two parts of a descriptor differ, however deep."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in [*ours, *(key for key in theirs if key not in ours)]:
            place = f"{at}.{key}" if at else str(key)
            if key in TOLD and key in theirs:
                yield from _words_faults(theirs[key], place)
            elif key not in ours:
                yield _differs(place, theirs[key], None)
            elif key not in theirs:
                yield _differs(place, None, ours[key])
            else:
                yield from _differences(theirs[key], ours[key], place)
    elif _are_named(ours) and _are_named(theirs):
        yield from _member_differences(theirs, ours, at)
    elif theirs != ours or isinstance(theirs, bool) is not isinstance(ours, bool):
        yield _differs(at, theirs, ours)


def _member_differences(theirs: list[Any], ours: list[Any], at: str) -> Iterator[Fault]:
    """Yield the differences of two lists whose members have names: tables or fields."""
    names = [member["name"] for member in theirs]
    by_name = dict(zip(names, theirs, strict=True))
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Fault(FILE, None, f"{at}.{name}", "contract.twice")
    for member in ours:
        place = f"{at}.{member['name']}"
        if member["name"] in by_name:
            yield from _differences(by_name[member["name"]], member, place)
        else:
            yield _differs(place, None, member["name"])
    for name in by_name:
        if name not in {member["name"] for member in ours}:
            yield _differs(f"{at}.{name}", name, None)
    if len(names) == len(ours) and set(names) == {member["name"] for member in ours} and at != "resources":
        expected = [member["name"] for member in ours]
        if names != expected:
            yield _differs(at, ", ".join(names), ", ".join(expected))


def _are_named(members: Any) -> bool:
    """Whether these are members of a list that each have a name of their own."""
    return (
        isinstance(members, list)
        and bool(members)
        and all(isinstance(member, dict) and isinstance(member.get("name"), str) for member in members)
    )


def _words_faults(words: Any, at: str) -> Iterator[Fault]:
    if not isinstance(words, str):
        yield Fault(FILE, None, at, "contract.type", value=_brief(words), expected="string")
    else:
        yield from text_faults(FILE, None, at, words)


def _differs(at: str, value: Any, expected: Any) -> Fault:
    """Return the fault of one member; None stands for nothing."""
    return Fault(FILE, None, at, "contract.differs", value=_brief(value), expected=_brief(expected))


def _brief(value: Any) -> str:
    """Return a value as a sentence can name it: what is large by its kind."""
    if value is None:
        return "–"
    if isinstance(value, list) and all(isinstance(member, dict) for member in value) and value:
        return f"[{len(value)} × {{…}}]"
    return "{…}" if isinstance(value, dict) and len(value) > 3 else str(value)[:200]  # noqa: PLR2004 - one line
