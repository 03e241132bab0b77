"""Somebody of another CPTS books what an owner shares with it: by the same road, and neither side reads more of the
other than that appointment."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from ..conftest import OURS, THEIRS
from ..openings.test_sovereignty import revise
from .shared_scene import PATIENTS_WORD, THIRD, book, listed, member_of_both, owner, rows, rule, shared, there, told

__all__ = ["owner"]


# Refusals


@pytest.mark.parametrize("named", [[], [str(THIRD)]])
async def test_what_is_not_shared_with_this_cpts_looks_absent(world, owner, named):
    await world.describe(owner, cpts=THIRD)
    _, slots = await shared(world, owner, shared_with=named)
    for who in (there(world), there(world, "care_coordinator"), there(world, "director")):
        assert (await book(world, who, slots[0])).status_code == 404
    assert await rows(world, "select status from appointment") == []


@pytest.mark.parametrize("named", [[], [str(THIRD)]])
async def test_sharing_one_opening_shares_no_other_of_its_owner(world, owner, named):
    await world.describe(owner, cpts=THIRD)
    _, (slot, *_) = await shared(world, owner)
    _, slots = await shared(world, owner, shared_with=named, from_time="14:00", to_time="15:00")
    mine, others = there(world), [one for one in slots if one["starts_at"] > "2026-11-23T12"]
    assert len(others) == 4
    assert (await book(world, mine, others[0])).status_code == 404
    booked = (await book(world, mine, slot)).json()
    to = {"slot_id": others[0]["slot_id"], "by": "patient"}
    assert (await world.ask(mine, "POST", f"/appointments/{booked['appointment_id']}/move", to)).status_code == 404


@pytest.mark.parametrize("shared_by", [None, THEIRS, THIRD, uuid4()])
async def test_it_is_booked_nowhere_but_where_its_agenda_stands(world, owner, shared_by):
    _, slots = await shared(world, owner)
    said = {"shared_by": str(shared_by)} if shared_by else {}
    assert (await world.book(there(world), slots[0]["slot_id"], **said)).status_code == 404


async def test_an_audience_that_is_not_released_yet_looks_absent(world, owner):
    release = {"audience": "cpts", "hours_before": 1}
    await world.open(
        owner, shared_with=[str(THEIRS)], audience=["cpts"], releases=[release], kind="one_off", weekdays=[]
    )
    slot = {"slot_id": str((await rows(world, "select slot_id from slot order by starts_at"))[0][0])}
    assert (await book(world, there(world), slot)).status_code == 404
    world.clock.advance(timedelta(hours=1))
    assert (await book(world, there(world), slot)).status_code == 201


async def test_a_regulator_there_takes_only_what_is_open_to_snp_too(world, owner):
    _, slots = await shared(world, owner, audience=["cpts"])
    assert (await book(world, there(world, "regulator"), slots[0])).status_code == 404


async def test_sharing_taken_back_meanwhile_is_refused_and_what_was_booked_stays(world, owner):
    opening, slots = await shared(world, owner)
    mine = there(world)
    booked = (await book(world, mine, slots[0])).json()
    me = world.who("professional", professional=owner)
    assert (await revise(world, me, opening, shared_with=[])).status_code == 200
    assert (await book(world, mine, slots[1])).status_code == 404
    moved = {"slot_id": slots[1]["slot_id"], "by": "patient"}
    assert (await world.ask(mine, "POST", f"/appointments/{booked['appointment_id']}/move", moved)).status_code == 404
    assert [one["status"] for one in await listed(world, mine)] == ["booked"]
    answer = await world.ask(mine, "POST", f"/appointments/{booked['appointment_id']}/cancellation", PATIENTS_WORD)
    assert answer.json()["status"] == "cancelled_by_patient"


async def test_an_owner_who_left_the_other_cpts_shares_with_it_no_more(world, owner):
    _, slots = await shared(world, owner)
    await world.describe(owner, cpts=THEIRS, is_member=False)
    assert (await book(world, there(world), slots[0])).status_code == 404


@pytest.mark.parametrize("role", ["suspended", "secretary", "evaluator", "guest", "project_officer"])
async def test_who_books_nothing_in_his_own_cpts_books_nothing_here(world, owner, role):
    _, slots = await shared(world, owner)
    assert (await book(world, there(world, role), slots[0])).status_code == 403


async def test_a_referral_of_the_agendas_cpts_or_of_nobody_one_knows_is_unknown(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    for referral in (await world.refer(by=mine), await world.refer(cpts=THEIRS), uuid4()):
        assert rule(await book(world, mine, slots[0], referral_id=str(referral))) == (409, "referral-unknown")
    assert await rows(world, "select status from appointment") == []
    assert await rows(world, "select booked_by from booking_elsewhere", THEIRS) == []


async def test_a_referral_placed_with_somebody_else_is_not_booked_here(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    referral = await world.refer(kind="care", status="placed", placed=uuid4(), cpts=THEIRS, by=mine)
    answer = await book(world, mine, slots[0], referral_id=str(referral))
    assert rule(answer) == (409, "referral-not-bookable")


async def test_what_is_shared_is_not_overbooked_from_there(world, owner):
    _, slots = await shared(world, owner, overbooking=1)
    await book(world, there(world), slots[0])
    assert (await book(world, there(world), slots[0], overbook=True)).status_code == 422


async def test_nobody_there_keeps_the_agenda(world, owner):
    """Coordinator, director or the owner himself in the other CPTS: the practice's word is said where it stands."""
    _, slots = await shared(world, owner)
    booker = there(world, "care_coordinator", "director")
    booked = (await book(world, booker, slots[0])).json()
    path = f"/appointments/{booked['appointment_id']}"
    practice = {"by": "practice", "reason_code": "emergency"}
    assert (await world.ask(booker, "POST", f"{path}/cancellation", practice)).status_code == 403
    assert (await listed(world, booker))[0]["allowed_acts"] == ["move", "cancel"]
    for who in (
        there(world, "care_coordinator"), there(world, "director"), there(world, "professional", professional=owner),
        there(world),
    ):  # fmt: skip
        for act, body in (
            ("cancellation", PATIENTS_WORD),
            ("move", {"slot_id": slots[1]["slot_id"], "by": "patient"}),
        ):
            assert (await world.ask(who, "POST", f"{path}/{act}", body)).status_code == 404
    world.clock.advance(timedelta(hours=3))
    assert (await world.ask(booker, "POST", f"{path}/outcome", {"outcome": "fulfilled"})).status_code == 404


async def test_neither_side_reads_anything_else_of_the_other(world, owner):
    _, slots = await shared(world, owner)
    mine, coordinator = there(world), there(world, "care_coordinator", "director")
    referral = await world.refer(cpts=THEIRS, by=mine)
    await world.book(world.who("referrer"), slots[1]["slot_id"])
    booked = (await book(world, mine, slots[0], referral_id=str(referral))).json()
    assert [one["appointment_id"] for one in await listed(world, mine)] == [booked["appointment_id"]]
    assert await listed(world, coordinator) == []
    assert await listed(world, coordinator, professional_id=str(owner)) == []
    assert await listed(world, there(world)) == []
    assert (await world.ask(coordinator, "GET", f"/professionals/{owner}/agenda")).json()["appointments"] == []
    stranger = world.who("care_coordinator", cpts=THIRD)
    assert await listed(world, stranger, referral_id=str(referral)) == []
    for who in (world.who("care_coordinator"), world.who("professional", professional=owner)):
        assert str(referral) not in str(await listed(world, who))
        assert await listed(world, who, referral_id=str(referral)) == []
    for table in ("appointment", "agenda_act", "slot"):
        for cpts in (OURS, THEIRS, THIRD):
            whose = {one for (one,) in await rows(world, f"select cpts_id from {table}", cpts)}
            assert whose <= ({OURS} if cpts is OURS else set())
            found = await rows(world, f"select count(*) from {table} t where t::text like '%{referral}%'", cpts)
            assert found == [(0,)]
    assert await rows(world, "select referral_id from booking_elsewhere") == []
    assert await rows(world, "select referral_id from booking_elsewhere", THEIRS) == [(referral,)]


# What is done


@pytest.mark.parametrize("role", ["referrer", "care_coordinator", "regulator", "professional", "director"])
async def test_members_there_book_it_and_the_agenda_is_taken_for_everybody(world, owner, role):
    _, slots = await shared(world, owner)
    answer = await book(world, there(world, role), slots[0])
    assert (answer.status_code, answer.json()["slot_id"]) == (201, slots[0]["slot_id"])
    assert await world.free() == slots[1:]
    assert await rows(world, "select cpts_id, booked_from, referral_id from appointment") == [(OURS, THEIRS, None)]
    assert await rows(world, "select act, author_roles, author_name from agenda_act where act like 'appo%'") == [
        ("appointment_booked", [role], "Somebody")
    ]
    assert await told(world) == []


async def test_the_case_hears_of_it_in_its_own_cpts_and_shows_it(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    referral = await world.refer(cpts=THEIRS, by=mine)
    answer = await book(world, mine, slots[0], referral_id=str(referral))
    assert answer.json()["referral_id"] == str(referral)
    assert await told(world) == [("appointment.booked.v1", THEIRS, str(referral))]
    for who in (mine, there(world, "care_coordinator")):
        (one,) = await listed(world, who, referral_id=str(referral))
        assert (one["referral_id"], one["professional_name"]) == (str(referral), "Dr Jeanne Exemple")
        assert one["shared_by"] == {"cpts_id": str(OURS), "name": "CPTS d'essai"}
        assert one["booked_from"] is None


async def test_a_person_nobody_was_chosen_for_chooses_by_it(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    referral = str(await world.refer(cpts=THEIRS, by=mine))
    assert rule(await book(world, mine, slots[0], referral_id=referral, choice_recorded=None)) == (
        422,
        "choice-unsaid",
    )


async def test_the_owner_sees_who_of_which_cpts_booked(world, owner):
    _, slots = await shared(world, owner)
    await book(world, there(world, "care_coordinator"), slots[0])
    await world.book(world.who("referrer"), slots[1]["slot_id"])
    me = world.who("professional", professional=owner)
    by = {"cpts_name": "CPTS voisine", "name": "Somebody", "roles": ["care_coordinator"]}
    assert [one["booked_from"] for one in await listed(world, me)] == [by, None]
    agenda = (await world.ask(me, "GET", f"/professionals/{owner}/agenda")).json()
    assert [one["booked_from"] for one in agenda["appointments"]] == [by, None]


async def test_a_repeat_gets_the_first_answer(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    body = {"slot_id": slots[0]["slot_id"], "reason_code": "snp", "shared_by": str(OURS)}
    first, again = [
        await world.ask(mine, "POST", "/appointments", body, Idempotency_Key="shared-0001") for _ in range(2)
    ]
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(await listed(world, mine)) == 1


async def test_a_reason_longer_than_a_slot_takes_the_next_ones(world, owner):
    _, slots = await shared(
        world, owner, reasons=[{"reason_code": "first_visit", "minutes": 30}, {"reason_code": "snp", "minutes": 15}]
    )
    answer = await book(world, there(world), slots[0], reason_code="first_visit")
    assert answer.json()["ends_at"] == slots[1]["ends_at"]
    assert await world.free() == slots[2:]
    last = await book(world, there(world), slots[3], reason_code="first_visit")
    assert rule(last) == (409, "not-enough-room")


async def test_who_loses_it_gets_the_next_three_that_are_shared(world, owner):
    _, slots = await shared(world, owner)
    await world.open(await world.describe(), kind="one_off", weekdays=[])
    await world.open(owner, kind="one_off", weekdays=[], from_time="10:00", to_time="11:00")
    for slot in slots[:2]:
        await world.book(world.who("referrer"), slot["slot_id"])
    lost = await book(world, there(world), slots[0])
    assert rule(lost) == (409, "slot-taken")
    assert [slot["slot_id"] for slot in lost.json()["next"]] == [slot["slot_id"] for slot in slots[2:]]


async def test_what_somebody_here_holds_is_taken_and_a_hold_that_ran_out_is_not(world, owner):
    _, slots = await shared(world, owner)
    assert (await world.ask(world.who("referrer"), "POST", f"/slots/{slots[0]['slot_id']}/hold")).status_code == 201
    assert rule(await book(world, there(world), slots[0])) == (409, "slot-taken")
    world.clock.advance(timedelta(minutes=6))
    mine = there(world)
    referral = await world.refer(cpts=THEIRS, by=mine)
    assert (await book(world, mine, slots[0], referral_id=str(referral))).status_code == 201


async def test_of_many_who_race_for_it_from_both_sides_one_has_it(racing_world):
    world = racing_world
    await world.describe_cpts(THEIRS, name="CPTS voisine")
    owner = await member_of_both(world)
    _, slots = await shared(world, owner)
    answers = await asyncio.gather(
        *(book(world, there(world), slots[0]) for _ in range(8)),
        *(world.book(world.who("referrer"), slots[0]["slot_id"]) for _ in range(8)),
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 15
    assert len(await rows(world, "select appointment_id from appointment")) == 1
    won = [answer for answer in answers[:8] if answer.status_code == 201]
    assert len(await rows(world, "select appointment_id from booking_elsewhere", THEIRS)) == len(won)
