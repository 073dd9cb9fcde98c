"""What the ids of an OC4IDS package begin with. A start asks for it: nothing that takes long to load is here."""

from __future__ import annotations

import re

from geo.errors import ExportError

SETTING = "ATLAS_OC4IDS_PREFIX"
"""The variable of the environment with the prefix that the OC4IDS helpdesk gave to whoever publishes the package."""
OWN_PREFIX = "central-shanxi-atlas"
"""What project ids begin with where no registered prefix is set; it does not look like one."""
REGISTERED = re.compile(r"oc4ids-[a-z0-9]{6}")


def registered(prefix: str) -> str:
    """Return a prefix as set, where it can be a registered one or is empty.

    Parameters
    ----------
    prefix
        As the environment has it in `SETTING`: ``oc4ids-`` and six lower-case letters or digits, or empty for none.

    Raises
    ------
    ExportError
        It is neither.

    Source
    ------
    OC4IDS, Project identifier prefixes; whether the helpdesk has given it to anybody cannot be known here.
    """
    if prefix and not REGISTERED.fullmatch(prefix):
        raise ExportError("export.oc4ids_prefix", setting=SETTING, prefix=prefix)
    return prefix
