from __future__ import annotations

import pytest
from gateway_house import House


@pytest.fixture(autouse=True)
async def no_guesses_yet(house: House) -> None:
    """All tests come from one address, and some of them in another year."""
    await house.execute("delete from guess")
