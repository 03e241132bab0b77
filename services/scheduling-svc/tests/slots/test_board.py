"""The board: a day of several agendas, a week of one."""

import pytest

VALBRUNE = {"code": "97001", "name": "Valbrune", "lat": 45.90, "lon": 4.60}


async def board(world, who=None, **params):
    asked = {"day": "2026-11-23", **params}
    answer = await world.ask(who or world.who("care_coordinator"), "GET", "/slots/board", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def states(column):
    return [(slot["starts_at"][11:16], slot["state"]) for slot in column["slots"]]


@pytest.mark.parametrize("params", [{"day": "lundi"}, {"day": ""}, {"days": 0}, {"days": 8}, {"limit": 101},
                                    {"day": "9999-12-31"}, {"near_lat": 45.9}, {"colour": "red"}])  # fmt: skip
async def test_a_board_that_makes_no_sense_is_refused(world, params):
    asked = {"day": "2026-11-23", **params}
    answer = await world.ask(world.who("referrer"), "GET", "/slots/board", params=asked)
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["evaluator", "partner", "guest"])
async def test_a_role_without_agenda_reads_no_board(world, role):
    answer = await world.ask(world.who(role), "GET", "/slots/board", params={"day": "2026-11-23"})
    assert answer.status_code == 403


async def test_a_board_shows_only_what_its_reader_sees_and_never_for_whom(world):
    ours, theirs = await world.describe(), await world.describe()
    await world.open(ours, audience=["cpts"])
    await world.open(theirs, audience=["own_patients"])
    referrer = world.who("referrer")
    referral = await world.refer(by=referrer)
    slots = await world.free()
    await world.book(referrer, slots[0]["slot_id"], referral_id=str(referral))
    held = (await world.ask(referrer, "POST", f"/slots/{slots[1]['slot_id']}/hold")).json()
    found = await board(world)
    (column,) = found["columns"]
    assert (column["professional_id"], column["name"]) == (str(ours), "Dr Jeanne Exemple")
    assert states(column) == [("08:00", "booked"), ("08:15", "held"), ("08:30", "free"), ("08:45", "free")]
    assert column["slots"][1]["held_until"] == held["until"]
    assert str(referral) not in str(found)
    assert (await board(world, world.who("regulator")))["columns"] == []
    own = await board(world, world.who("delegate", professional=theirs), professional_id=str(theirs))
    assert len(own["columns"][0]["slots"]) == 4


async def test_a_week_of_one_agenda_runs_from_its_day_on_and_leaves_out_what_has_begun(world):
    chosen, other = await world.describe(), await world.describe()
    await world.open(chosen, weekdays=[1, 3])
    await world.open(other)
    world.clock.move_to(world.clock.now().replace(hour=8, minute=20))
    week = await board(world, professional_id=str(chosen), days=7)
    assert (week["days"][0], week["days"][-1], len(week["days"])) == ("2026-11-23", "2026-11-29", 7)
    (column,) = week["columns"]
    assert [slot["starts_at"][8:16] for slot in column["slots"]] == [
        "23T08:30", "23T08:45", "25T08:00", "25T08:15", "25T08:30", "25T08:45",
    ]  # fmt: skip


async def test_the_nearest_come_first_and_the_board_says_when_there_are_others(world):
    near, far = await world.describe(), await world.describe(commune={**VALBRUNE, "code": "97002", "lat": 45.99})
    for professional in (far, near):
        await world.open(professional)
    found = await board(world, near_commune="97001")
    assert [column["distance_km"] for column in found["columns"]] == [0.0, 10.0]
    first = await board(world, near_commune="97001", limit=1)
    assert (len(first["columns"]), first["more"], found["more"]) == (1, True, False)
    assert first["columns"][0]["professional_id"] == str(near)


async def test_a_board_for_a_reason_leaves_out_the_free_time_that_is_too_short_for_it(world):
    await world.open(await world.describe(), reasons=[{"reason_code": "first_visit", "minutes": 40}])
    (column,) = (await board(world, reason="first_visit"))["columns"]
    assert states(column) == [("08:00", "free"), ("08:15", "free")]


async def test_free_time_that_an_appointment_of_another_opening_covers_is_not_shown(world):
    owner = await world.describe()
    await world.open(owner)
    await world.open(owner, from_time="09:10", to_time="09:40", slot_minutes=30)
    slot = next(one for one in await world.free() if one["starts_at"][11:16] == "08:10")
    await world.book(world.who("referrer"), slot["slot_id"])
    (column,) = (await board(world))["columns"]
    assert states(column) == [("08:10", "booked"), ("08:45", "free")]


async def test_a_taken_slot_says_how_many_come_and_how_many_its_owner_still_allows(world):
    await world.open(await world.describe(), overbooking=2)
    referrer = world.who("referrer")
    slot = (await world.free())[0]["slot_id"]

    async def said():
        first, *others = (await board(world))["columns"][0]["slots"]
        assert [(one["appointments"], one["room"]) for one in others] == [(0, 0)] * 3
        return first["appointments"], first["room"]

    assert await said() == (0, 0)
    first = (await world.book(referrer, slot)).json()
    assert await said() == (1, 2)
    await world.book(referrer, slot, overbook=True)
    assert await said() == (2, 1)
    cancelled = {"by": "patient", "reason_code": "unavailable"}
    await world.ask(referrer, "POST", f"/appointments/{first['appointment_id']}/cancellation", cancelled)
    assert await said() == (1, 1)
    assert (await world.book(referrer, slot, overbook=True)).status_code == 201
    assert await said() == (2, 0)
    assert (await world.book(referrer, slot, overbook=True)).json()["type"].endswith("/overbooking-refused")
