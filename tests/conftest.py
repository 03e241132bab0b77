"""The whole system, seen from outside: its people, its mail, a real browser, and the means to break it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from local_system.browser import find
from local_system.running import RunningSystem


@pytest.fixture(scope="session")
def system() -> Iterator[RunningSystem]:
    """Everything `make run` starts, demonstration territory included, on free ports; shared by all tests.

    `SYSTEM_DATA` names a data folder to keep between runs, which saves the loading while writing tests.
    """
    kept = os.environ.get("SYSTEM_DATA")
    data = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="maillage-system-")) / "data"
    with RunningSystem(data) as running:
        yield running
    if not kept:
        shutil.rmtree(data.parent, ignore_errors=True)


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
