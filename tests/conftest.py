"""The whole system, seen from outside: its people, its mail, a real browser, and the means to break it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from local_system.browser import find
from local_system.running import RunningSystem

Territory = Callable[[], AbstractContextManager[RunningSystem]]


@pytest.fixture(scope="session")
def system(territory: Territory) -> Iterator[RunningSystem]:
    """Everything `make run` starts, demonstration territory included, on free ports; one for all tests of a process.

    `SYSTEM_DATA` names a data folder to keep between runs, which saves the loading while writing tests.
    """
    with territory() as running:
        yield running


@pytest.fixture(scope="session")
def territory() -> Territory:
    """Starts one more system like `system`, as nobody has touched it."""
    return start_territory


@contextmanager
def start_territory() -> Iterator[RunningSystem]:
    """A system as its first start leaves it: loaded by the first process that asks, copied by each."""
    if kept := os.environ.get("SYSTEM_DATA"):
        with RunningSystem(Path(kept)) as running:
            yield running
        return
    folder = Path(tempfile.mkdtemp(prefix="maillage-system-"))
    data = folder / "data"
    with load_once() as loaded:
        for written in (loaded, RunningSystem(loaded).terminal):
            # With the owner of the files, which is PostgreSQL's where the tests run as root.
            subprocess.run(["cp", "-a", written, folder], check=True)
    with RunningSystem(data) as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def load_once() -> Iterator[Path]:
    """The data folder of the one load of this run, of which nobody else is making a copy."""
    shared = Path(tempfile.gettempdir()) / "demonstration"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (shared / "loaded").exists():
            with RunningSystem(shared / "data"):
                pass
            (shared / "loaded").touch()
        yield shared / "data"


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A data folder for a test that starts a system of its own."""
    folder = Path(tempfile.mkdtemp(prefix="maillage-system-"))
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    chromium = find()
    if chromium is None:
        pytest.fail("no Chromium: `make test` installs one (or set CHROMIUM_PATH)")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=str(chromium.executable),
            args=chromium.arguments,
            env={**os.environ, **chromium.environment},
        )
        yield launched
        await launched.close()
