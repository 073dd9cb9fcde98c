"""What whoever runs the atlas can set, in the environment; each is described in docs/guide.md."""

from __future__ import annotations

import os
from pathlib import Path

from geo.errors import ExportError
from geo.export import oc4ids_prefix

DATA = Path(os.environ.get("ATLAS_DATA", Path(__file__).resolve().parent.parent / "data"))
"""The directory of the record."""

PUBLIC_ADDRESS = os.environ.get("ATLAS_PUBLIC_ADDRESS", "")
"""Where others open the atlas: in front of a proxy, or when it is shared from an office PC; empty where it is not."""

TIANDITU_KEY = os.environ.get("ATLAS_TIANDITU_KEY", "")
"""The owner's key for 天地图; without one that background is not offered."""

OC4IDS_PREFIX = os.environ.get(oc4ids_prefix.SETTING, "")
"""The registered prefix of project ids in an OC4IDS package; empty where whoever publishes it has none."""

IS_JSON_LOG = os.environ.get("ATLAS_LOG", "") == "json"
"""Whether the log is written as lines of JSON."""


def check() -> None:
    """End the start with one line where a setting cannot be meant.

    Raises
    ------
    SystemExit
        The public address is no address of the web, the log is asked for in a form that there is none of, or the prefix
        can be no registered one.
    """
    if (log := os.environ.get("ATLAS_LOG", "")) not in ("", "json"):
        raise SystemExit(f"ATLAS_LOG is {log!r}; it is json, or not set")
    if PUBLIC_ADDRESS and not PUBLIC_ADDRESS.startswith(("https://", "http://")):
        raise SystemExit(
            f"ATLAS_PUBLIC_ADDRESS is {PUBLIC_ADDRESS!r}; it is an address that begins with http:// or "
            "https://, such as https://atlas.example.gov.cn/map"
        )
    try:
        oc4ids_prefix.registered(OC4IDS_PREFIX)
    except ExportError as fault:
        raise SystemExit(str(fault)) from None
