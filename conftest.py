"""The folder gateway/ bears the name of the package it holds: the package is imported first, so that pytest
does not take the folder for it."""

import pytest

import gateway  # noqa: F401


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two processes share the tests (`-n 2 --dist loadgroup`): one takes the whole system, started once, the other
    takes folders, each whole, so that what a folder prepares is prepared once and by one process. The journeys with
    a browser come to whoever is free, with a system of their own."""
    for item in items:
        is_whole = item.get_closest_marker("whole") and not item.get_closest_marker("browser")
        item.add_marker(pytest.mark.xdist_group("the whole system" if is_whole else str(item.path.parent)))
