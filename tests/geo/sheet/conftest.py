from __future__ import annotations

import pytest

from geo.atlas.filters import Filters


@pytest.fixture(scope="session")
def jinzhong_expressways(atlas):
    return atlas.view(Filters(place=("140700",), type=("expressway",)))


@pytest.fixture(scope="session")
def jinzhong(atlas):
    return atlas.view(Filters(place=("140700",)))


@pytest.fixture(scope="session")
def zuoquan(atlas):
    """A county with ten projects of its own and a railway through it."""
    return atlas.view(Filters(place=("140722",)))
