import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local_system.running import RunningSystem

Empty = Callable[..., RunningSystem]


@pytest.fixture
def empty_system() -> Iterator[Empty]:
    """Makes a system without the demonstration territory, not yet started."""
    folder = Path(tempfile.mkdtemp(prefix="maillage-system-"))
    made: list[RunningSystem] = []

    def make(**settings: str) -> RunningSystem:
        made.append(RunningSystem(folder / "data", {"LOCAL_DEMONSTRATION": "false", **settings}))
        if len(made) > 1:
            made[-1].ports = made[0].ports
        return made[-1]

    yield make
    for system in made:
        system.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def running_system() -> Iterator[RunningSystem]:
    """One started system for the tests that only break and mend it."""
    folder = Path(tempfile.mkdtemp(prefix="maillage-system-"))
    with RunningSystem(folder / "data", {"LOCAL_DEMONSTRATION": "false"}) as system:
        yield system
    shutil.rmtree(folder, ignore_errors=True)
