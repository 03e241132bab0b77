"""Own doctor first: what he keeps for his own patients is open to a person of his, once she was sorted."""

from __future__ import annotations

from uuid import UUID

import pytest

from .test_triage import TO_A_SLOT, answered, opened


@pytest.fixture
async def doctor(world):
    """He keeps his hours for his own patients."""
    owner = await world.describe()
    await world.open(owner, audience=["own_patients"])
    return owner


@pytest.fixture
async def slot_id(world, doctor) -> str:
    (slot, *_) = await world.free(world.who("professional", professional=doctor))
    return str(slot["slot_id"])


async def sorted_request(world, who, doctor):
    referral = await world.refer(own_doctor=doctor)
    await opened(world, who, referral)
    await answered(world, who, referral, **TO_A_SLOT)
    return referral


async def tried(world, who, slot_id, referral: UUID):
    """The answers to looking for it, holding it and booking it."""
    found = await world.free(who, referral_id=str(referral))
    hold = await world.ask(who, "POST", f"/slots/{slot_id}/hold", {"referral_id": str(referral)})
    booked = await world.book(who, slot_id, referral_id=str(referral))
    return bool(found), hold.status_code, booked.status_code


async def test_nobody_else_sees_or_takes_what_a_doctor_keeps_for_his_own(world, doctor, slot_id):
    who = world.who("care_coordinator")
    for referral in (await world.refer(), await sorted_request(world, who, None)):
        assert await tried(world, who, slot_id, referral) == (False, 404, 404)


async def test_naming_a_doctor_opens_nothing_before_the_person_was_sorted(world, doctor, slot_id):
    who = world.who("regulator")
    referral = await world.refer(own_doctor=doctor)
    assert await tried(world, who, slot_id, referral) == (False, 404, 404)
    await opened(world, who, referral)
    assert await tried(world, who, slot_id, referral) == (False, 404, 404)


async def test_whoever_does_not_sort_sees_nothing_more_for_a_sorted_request(world, doctor, slot_id):
    author = world.who("referrer")
    referral = await world.refer(own_doctor=doctor, by=author)
    who = world.who("care_coordinator")
    await opened(world, who, referral)
    await answered(world, who, referral, **TO_A_SLOT)
    assert await tried(world, author, slot_id, referral) == (False, 404, 404)


@pytest.mark.parametrize("role", ["care_coordinator", "regulator"])
async def test_a_sorted_person_is_booked_with_her_own_doctor(world, doctor, slot_id, role):
    who = world.who(role)
    referral = await sorted_request(world, who, doctor)
    assert await tried(world, who, slot_id, referral) == (True, 201, 201)


async def test_a_lost_race_for_the_own_doctor_offers_his_next_three(world, doctor, slot_id):
    who = world.who("care_coordinator")
    first, second = [await sorted_request(world, who, doctor) for _ in range(2)]
    await world.book(who, slot_id, referral_id=str(first))
    lost = await world.book(world.who("regulator"), slot_id, referral_id=str(second))
    assert lost.status_code == 409
    assert [slot["professional_id"] for slot in lost.json()["next"]] == [str(doctor)] * 3
