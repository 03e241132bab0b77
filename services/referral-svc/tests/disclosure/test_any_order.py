"""R20: in any order of events nobody reads without a lawful link, and whoever has one does.

A walk does random acts on one request and keeps a model of the links beside it (`walking.py`). `LONG_FORM=1` walks
ten thousand steps (`make drill`).
"""

from __future__ import annotations

import os
import random
from contextlib import AbstractAsyncContextManager

import pytest

from carekit.testing.databases import SavepointDatabase

from ..build import World
from .walking import Walk

STEPS = 10
#: How many walks, and how often everybody tries on the way; at its end in any case.
WALKS, WATCHED = (1000, 0.2) if os.environ.get("LONG_FORM") else (3, 0.05)


def taken_back(world: World) -> AbstractAsyncContextManager[None]:
    assert isinstance(world.database, SavepointDatabase)
    return world.database.taken_back()


@pytest.mark.parametrize("first", range(0, WALKS, 10))
async def test_in_any_order_of_events_only_a_lawful_link_opens_anything(world: World, first: int) -> None:
    for seed in range(first, min(first + 10, WALKS)):
        async with taken_back(world):
            walk = Walk(world, random.Random(seed))
            await walk.begin()
            for _ in range(STEPS):
                await walk.step()
                if walk.dice.random() < WATCHED:
                    await walk.watched()
            await walk.watched()
