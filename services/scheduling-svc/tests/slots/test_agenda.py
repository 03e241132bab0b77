"""An owner's view of his own time."""

from uuid import uuid4

import pytest


@pytest.mark.parametrize("role", ["referrer", "secretary", "social_coordinator", "regulator", "case_manager"])
async def test_an_agenda_is_not_read_by_who_only_books_in_it(world, role):
    owner = await world.describe()
    answer = await world.ask(world.who(role), "GET", f"/professionals/{owner}/agenda")
    assert answer.status_code == 403


async def test_an_agenda_is_not_read_by_a_colleague(world):
    owner, colleague = await world.describe(), await world.describe()
    who = world.who("professional", professional=colleague)
    answer = await world.ask(who, "GET", f"/professionals/{owner}/agenda")
    assert answer.json()["type"].endswith("/not-your-agenda")


async def test_the_agenda_of_an_unknown_professional_is_not_there(world):
    assert (await world.ask(world.who("director"), "GET", f"/professionals/{uuid4()}/agenda")).status_code == 404


@pytest.mark.parametrize("span", [{"from": "2026-11-23T08:00:00Z", "to": "2026-11-23T08:00:00Z"},
                                  {"from": "2026-11-23T08:00:00Z", "to": "2027-11-23T08:00:00Z"}])  # fmt: skip
async def test_an_agenda_is_read_over_two_months_at_most(world, span):
    owner = await world.describe()
    answer = await world.ask(world.who("director"), "GET", f"/professionals/{owner}/agenda", params=span)
    assert answer.json()["type"].endswith("/span-invalid")


async def test_the_owner_sees_free_held_and_booked_slots_and_a_referral_but_no_name(world):
    owner = await world.describe()
    await world.open(owner)
    slots, referrer = await world.free(), world.who("referrer")
    referral = await world.refer(by=referrer)
    await world.book(referrer, slots[0]["slot_id"], referral_id=str(referral))
    held = (await world.ask(referrer, "POST", f"/slots/{slots[1]['slot_id']}/hold")).json()
    who = world.who("professional", professional=owner)
    agenda = (await world.ask(who, "GET", f"/professionals/{owner}/agenda")).json()
    assert [slot["status"] for slot in agenda["slots"]] == ["booked", "held", "free", "free"]
    assert [slot["held_until"] for slot in agenda["slots"]] == [None, held["until"], None, None]
    (appointment,) = agenda["appointments"]
    assert appointment["referral_id"] == str(referral)
    assert "name" not in " ".join(appointment)
