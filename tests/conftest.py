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
def system() -> Iterator[RunningSystem]:
    """Everything `make run` starts, demonstration territory included, on free ports; one for all tests of a process.

    `SYSTEM_DATA` names a data folder to keep between runs, which saves the loading while writing tests.
    """
    kept = os.environ.get("SYSTEM_DATA")
    data = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="maillage-system-")) / "data"
    if not kept:
        copy_the_demonstration(data)
    with RunningSystem(data) as running:
        yield running
    if not kept:
        shutil.rmtree(data.parent, ignore_errors=True)
        shutil.rmtree(SHARED, ignore_errors=True)


#: Not below pytest's own folder, which every other run of pytest closes to PostgreSQL.
SHARED = (
    Path(tempfile.gettempdir()) / f"maillage-demonstration-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
)


def copy_the_demonstration(target: Path) -> None:
    """The data as the first start leaves them, loaded by the first process that asks."""
    SHARED.mkdir(exist_ok=True)
    with (SHARED / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (SHARED / "loaded").exists():
            with RunningSystem(SHARED / "data"):
                pass
            (SHARED / "loaded").touch()
        # With the owner of the files, which is PostgreSQL's where the tests run as root.
        subprocess.run(["cp", "-a", SHARED / "data", target], check=True)


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
