"""How the tests share two processes, and where they write. The folder gateway/ bears the name of the package it
holds: the package is imported first, so that pytest does not take the folder for it."""

import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

import gateway  # noqa: F401

#: One system, in this order: it is asked before it is shaken.
WHOLE_SYSTEM = (
    "tests/demonstration/",
    "tests/authorisation/",
    "tests/canary/",
    "tests/fuzz/",
    "tests/faults/",
)
#: Then what takes longest; the jobs in a browser come when the territory they copy was loaded.
ORDER = (*WHOLE_SYSTEM, "deploy/local/tests/", "tests/journeys/", "services/referral-svc/")

#: Hundreds of databases are made and dropped, a thousand files each: in memory where it has room for them.
MEMORY = Path("/dev/shm")  # noqa: S108
ROOM_BYTES = 6 * 2**30


def pytest_configure(config: pytest.Config) -> None:
    """One folder for all that a run writes, known to its processes."""
    if is_one_of_several(config):
        return
    has_room = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    folder = tempfile.mkdtemp(prefix="maillage-tests-", dir=MEMORY if has_room else None)
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def pytest_unconfigure(config: pytest.Config) -> None:
    if not is_one_of_several(config):
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)


def is_one_of_several(config: pytest.Config) -> bool:
    """A process that was started by the one that shares out the tests."""
    return hasattr(config, "workerinput")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: next((rank for rank, of in enumerate(ORDER) if item.nodeid.startswith(of)), len(ORDER))
    )


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the garbage collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A folder goes whole to one process: what it prepares (an identity provider, a database) is prepared once."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(WHOLE_SYSTEM):
                return "the whole system"
            return nodeid.partition("::")[0].rpartition("/")[0]

    return ByFolder(config, log)
