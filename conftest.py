"""How the tests share two processes. The folder gateway/ bears the name of the package it holds: the package is
imported first, so that pytest does not take the folder for it."""

from typing import Any

import pytest

import gateway  # noqa: F401

#: One system, in this order: it is asked before it is shaken.
WHOLE_SYSTEM = (
    "tests/authorisation/",
    "tests/canary/",
    "tests/fuzz/",
    "tests/faults/",
)
#: Then what waits most and the longest work; the jobs in a browser come when the territory they copy was loaded.
ORDER = (*WHOLE_SYSTEM, "deploy/local/tests/", "services/referral-svc/", "tests/journeys/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: next((rank for rank, of in enumerate(ORDER) if item.nodeid.startswith(of)), len(ORDER))
    )


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
