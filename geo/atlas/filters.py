"""What a reader asks of the atlas, and nothing about how it is shown."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Filters:
    """The choice of projects; an empty field leaves that choice open. Names are those of the address.

    ``place`` holds place ids (a city stands for all that it contains), ``group``, ``type`` and ``status`` the ids of
    the tables, ``q`` words to search for, ``cross`` whether only projects that cross a city boundary are wanted, and
    ``day`` the day by which a report must have appeared.
    """

    place: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    q: str = ""
    cross: bool = False
    day: dt.date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every project is wanted."""
        return self == Filters()

    def without(self, name: str) -> Filters:
        """Return the same choice with one field left open, to count what else it could be."""
        default: Any = next(field.default for field in fields(self) if field.name == name)
        return replace(self, **{name: default})
