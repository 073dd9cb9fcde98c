"""How exact the coordinates are that go to the browser."""

from __future__ import annotations

from typing import Any

DECIMALS = 4
"""Of a degree: 11 m, a tenth of what the light boundaries keep."""


def rounded(value: Any) -> Any:
    """Return a GeoJSON geometry with its coordinates at `DECIMALS`; neighbours that share an edge keep sharing it.

    Parameters
    ----------
    value
        A geometry, or any part of one, in degrees.
    """
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(inner) for inner in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
