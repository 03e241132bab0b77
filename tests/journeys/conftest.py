"""The people of the journeys have a system of their own, whatever this process shook before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from local_system.running import RunningSystem


@pytest.fixture(scope="package")
def system(territory: Callable[[], AbstractContextManager[RunningSystem]]) -> Iterator[RunningSystem]:
    with territory() as running:
        yield running
