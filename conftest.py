"""How the tests share two processes. The folder gateway/ bears the name of the package it holds: the package is
imported first, so that pytest does not take the folder for it."""

from typing import Any

import pytest

import gateway  # noqa: F401

#: These shake one whole system, loaded once, in this order: it is looked at before it is broken.
WHOLE_SYSTEM = ("tests/authorisation", "tests/canary", "tests/fuzz", "tests/faults")
#: The journeys with a browser load another one meanwhile. The longest work begins first.
JOURNEYS = "tests/journeys"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    order = [*WHOLE_SYSTEM, JOURNEYS]

    def rank(item: pytest.Item) -> int:
        folder = item.path.parent.relative_to(config.rootpath).as_posix()
        return order.index(folder) if folder in order else len(order)

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A folder goes whole to one process: what it prepares (an identity provider, a database) is prepared once."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            folder = nodeid.partition("::")[0].rpartition("/")[0]
            return "the whole system" if folder in WHOLE_SYSTEM else folder

    return ByFolder(config, log)
