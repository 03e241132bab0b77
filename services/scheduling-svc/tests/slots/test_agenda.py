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


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-11-15T23:00:00Z", "2026-11-22T23:00:00Z", []),  # ends as Monday begins in Paris
        ("2026-11-15T23:00:00Z", "2026-11-22T23:00:01Z", ["2026-11-23"]),
        ("2026-11-29T22:59:59Z", "2026-12-06T23:00:00Z", ["2026-11-23"]),
        ("2026-11-29T23:00:00Z", "2026-12-06T23:00:00Z", []),
    ],
)
async def test_an_agenda_says_the_absences_that_touch_its_days_and_not_why(world, since, until, told):
    owner = await world.describe()
    away = [{"absence_id": str(uuid4()), "starts_on": "2026-11-23", "ends_on": "2026-11-29", "reason_code": "leave"}]
    await world.describe(owner, absences=away)
    span = {"from": since, "to": until}
    who = world.who("professional", professional=owner)
    agenda = (await world.ask(who, "GET", f"/professionals/{owner}/agenda", params=span)).json()
    assert agenda["absences"] == [{"starts_on": first, "ends_on": "2026-11-29"} for first in told]
