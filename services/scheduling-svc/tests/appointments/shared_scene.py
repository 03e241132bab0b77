"""An owner who is a member of two CPTS, what he shares with the other one, and how its members book it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

from ..conftest import OURS, THEIRS

THIRD = UUID(int=THEIRS.int + 1)
PATIENTS_WORD = {"by": "patient", "reason_code": "unavailable"}


async def member_of_both(world, **changed):
    professional = await world.describe(**changed)
    await world.describe(professional, cpts=THEIRS, **changed)
    return professional


@pytest.fixture
async def owner(world):
    """A member of both CPTS, with an agenda in ours."""
    await world.describe_cpts(THEIRS, name="CPTS voisine")
    await world.describe_cpts(THIRD, name="CPTS tierce")
    return await member_of_both(world)


async def shared(world, owner, **changed):
    """An opening of one morning that is shared with theirs; returns its slots."""
    asked = {"shared_with": [str(THEIRS)], "kind": "one_off", "weekdays": [], **changed}
    opening = await world.open(owner, **asked)
    return opening, sorted(await world.free(professional_id=str(owner)), key=lambda slot: slot["starts_at"])


def there(world, *roles, **more):
    return world.who(*(roles or ("referrer",)), cpts=THEIRS, **more)


async def book(world, who, slot, **changed):
    return await world.book(who, slot["slot_id"], shared_by=str(OURS), **changed)


async def rows(world, question, cpts=OURS):
    async with world.database.begin(cpts) as session:
        return [tuple(row) for row in await session.execute(text(question))]


async def told(world):
    """What referral-svc hears, and in which CPTS."""
    asked = "select type, cpts_id, data ->> 'referral_id' as referral_id from outbox_event where type like 'appo%'"
    return sorted(await rows(world, f"{asked} order by occurred_at"))


async def listed(world, who, **params):
    answer = await world.ask(who, "GET", "/appointments", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def rule(answer):
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[1]
