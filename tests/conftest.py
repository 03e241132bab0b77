"""The whole system, seen from outside: its people, its mail, a real browser, and the means to break it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from local_system.browser import find
from local_system.running import RunningSystem


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """Everything `make run` starts, demonstration territory included, on free ports; one for all tests of a process.

    `SYSTEM_DATA` names a data folder to keep between runs, which saves the loading while writing tests.
    """
    if kept := os.environ.get("SYSTEM_DATA"):
        with RunningSystem(Path(kept)) as running:
            yield running
        return
    folder = Path(tempfile.mkdtemp(prefix="maillage-system-"))
    copy(loaded_once(tmp_path_factory.getbasetemp()), folder / "data")
    with RunningSystem(folder / "data") as running:
        yield running
    shutil.rmtree(folder, ignore_errors=True)


def loaded_once(base: Path) -> Path:
    """The demonstration territory as the first start leaves it, loaded by the first process that asks for it."""
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    loaded, done = shared / "demonstration" / "data", shared / "demonstration" / "done"
    loaded.mkdir(parents=True, exist_ok=True)
    with (shared / "demonstration" / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not done.exists():
            with RunningSystem(loaded):
                pass
            done.touch()
    return loaded


def copy(source: Path, target: Path) -> None:
    """With the owner of the files, which is PostgreSQL's where the tests run as root."""
    subprocess.run(["cp", "-a", source, target], check=True)


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
