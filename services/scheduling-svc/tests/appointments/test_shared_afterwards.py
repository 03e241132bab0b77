"""What was booked from another CPTS is cancelled, moved, comes out and is listed: each side by its own rights."""

from __future__ import annotations

from datetime import timedelta

from ..conftest import OURS, THEIRS
from .shared_scene import PATIENTS_WORD, book, listed, member_of_both, owner, rows, rule, shared, there, told

__all__ = ["owner"]


async def test_its_booker_cancels_it_on_the_persons_word_and_the_case_hears(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    referral = await world.refer(cpts=THEIRS, by=mine)
    booked = (await book(world, mine, slots[0], referral_id=str(referral))).json()
    path = f"/appointments/{booked['appointment_id']}/cancellation"
    answer = (await world.ask(mine, "POST", path, PATIENTS_WORD)).json()
    assert (answer["status"], answer["referral_id"]) == ("cancelled_by_patient", str(referral))
    assert await world.free() == slots
    assert ("appointment.cancelled.v1", THEIRS, str(referral)) in await told(world)
    assert (await rows(world, "select act from agenda_act order by at desc, act limit 2"))[0] == (
        "appointment_booked",
    )


async def test_the_practice_cancels_it_or_says_how_it_went_and_the_case_hears(world, owner):
    _, slots = await shared(world, owner)
    mine, me = there(world), world.who("professional", professional=owner)
    referral = await world.refer(cpts=THEIRS, by=mine)
    paths = [
        f"/appointments/{(await book(world, mine, slot, referral_id=str(referral))).json()['appointment_id']}"
        for slot in slots[:2]
    ]
    practice = {"by": "practice", "reason_code": "emergency"}
    assert (await world.ask(me, "POST", f"{paths[0]}/cancellation", practice)).status_code == 200
    world.clock.advance(timedelta(hours=3))
    came = await world.ask(me, "POST", f"{paths[1]}/outcome", {"outcome": "fulfilled"})
    assert (came.status_code, came.json()["referral_id"]) == (200, None)
    heard = [(kind, cpts, said) for kind, cpts, said in await told(world) if "booked" not in kind]
    assert heard == [
        ("appointment.came_out.v1", THEIRS, str(referral)), ("appointment.cancelled.v1", THEIRS, str(referral))
    ]  # fmt: skip


async def test_a_referral_that_ends_takes_it_back(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    referral = await world.refer(cpts=THEIRS, by=mine)
    await book(world, mine, slots[0], referral_id=str(referral))
    await world.refer(cpts=THEIRS, referral=referral, status="withdrawn", event="referral.withdrawn.v1")
    assert await rows(world, "select status from appointment") == [("cancelled_by_patient",)]
    assert await world.free() == slots
    assert ("appointment.cancelled.v1", THEIRS, str(referral)) in await told(world)


async def test_its_booker_moves_it_among_what_is_shared(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    referral = await world.refer(cpts=THEIRS, by=mine)
    booked = (await book(world, mine, slots[0], referral_id=str(referral))).json()
    path = f"/appointments/{booked['appointment_id']}/move"
    answer = await world.ask(mine, "POST", path, {"slot_id": slots[2]["slot_id"], "by": "patient"})
    assert (answer.status_code, answer.json()["referral_id"]) == (200, str(referral))
    assert [one["starts_at"] for one in await listed(world, mine)] == [slots[2]["starts_at"]]
    assert await world.free() == [slots[0], slots[1], slots[3]]
    assert ("appointment.moved.v1", THEIRS, str(referral)) in await told(world)
    assert await rows(world, "select booked_from, referral_id from appointment") == [(THEIRS, None)]


async def test_it_goes_to_another_professional_who_shares_as_the_person_chooses_and_by_her_own_cpts_alone(
    world, owner
):
    _, slots = await shared(world, owner)
    colleague, alone = await member_of_both(world), await member_of_both(world)
    _, theirs = await shared(world, colleague)
    _, unshared = await shared(world, alone, shared_with=[])
    mine = there(world)
    referral = await world.refer(cpts=THEIRS, by=mine)
    booked = (await book(world, mine, slots[0], referral_id=str(referral))).json()
    path = f"/appointments/{booked['appointment_id']}/move"
    to = {"slot_id": theirs[0]["slot_id"], "by": "patient"}
    ours = await world.ask(world.who("care_coordinator"), "POST", path, to)
    assert rule(ours) == (409, "booked-elsewhere")
    assert (await world.ask(mine, "POST", path, to | {"slot_id": unshared[0]["slot_id"]})).status_code == 404
    assert rule(await world.ask(mine, "POST", path, to)) == (422, "choice-unsaid")
    moved = await world.ask(mine, "POST", path, to | {"choice_recorded": "phone"})
    assert moved.json()["professional_id"] == str(colleague)
    assert ("appointment.moved.v1", THEIRS, str(referral)) in await told(world)


async def test_a_page_of_ones_own_goes_on_over_both(world, owner):
    _, slots = await shared(world, owner)
    mine = there(world)
    member = await world.describe(cpts=THEIRS)
    opened = await world.ask(
        there(world, "professional", professional=member), "POST", "/openings", world.opening(member)
    )
    assert opened.status_code == 201, opened.text
    own = await world.free(there(world), professional_id=str(member))
    for slot, shared_by in ((own[0], None), (slots[1], OURS), (own[2], None), (slots[3], OURS)):
        said = {"shared_by": str(shared_by)} if shared_by else {}
        assert (await world.book(mine, slot["slot_id"], **said)).status_code == 201
    seen, cursor = [], None
    while True:
        params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = (await world.ask(mine, "GET", "/appointments", params=params)).json()
        seen += [one["starts_at"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [slots[n]["starts_at"] for n in range(4)]
