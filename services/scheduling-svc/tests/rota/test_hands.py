"""What a change of hands or of day keeps, closes and refuses on both sides; and two who act at one instant."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import text

from scheduling_svc.rota import solving

from ..appointments.test_one_order import in_hand
from .conftest import DESCRIBED, SATURDAYS, drafted, stands
from .test_building import rule_of
from .test_swaps import accept, offer


async def hours_on(published, day):
    """Who has free slots on this day."""
    slots = await published.world.free(**{"from": f"{day}T00:00:00Z", "to": f"{day}T23:00:00Z"})
    return {slot["professional_id"] for slot in slots}


async def test_the_hours_of_a_moved_duty_move_with_it(published):
    path = f"/duties/{published.on(SATURDAYS[0])['duty_id']}/day"
    assert (await published.act("PUT", path, {"on": "2026-11-29"})).status_code == 200
    assert await hours_on(published, "2026-11-29") == {str(published.doctors[0])}
    assert await hours_on(published, SATURDAYS[0]) == set()


async def test_a_duty_is_not_moved_to_where_its_holder_is_already(published):
    path = f"/duties/{published.on(SATURDAYS[0])['duty_id']}/day"
    for insists in (False, True):
        refused = await published.act("PUT", path, {"on": SATURDAYS[3], "despite_rules": insists})
        assert (refused.status_code, rule_of(refused)) == (422, "day-taken")


async def test_what_is_given_in_return_breaks_no_rule_of_its_new_holder(published):
    first, _, third = published.doctors
    await offer(published, SATURDAYS[0], in_return=[SATURDAYS[2]])
    await published.wish(first, unavailable=[SATURDAYS[2]])
    given = published.on(SATURDAYS[2])["duty_id"]
    refused = await accept(published, SATURDAYS[0], published.own(third), given_duty_id=given)
    assert (refused.status_code, rule_of(refused)) == (409, "duty-breaks-rule")
    assert published.on(SATURDAYS[0])["professional_id"] == str(first)


async def test_nobody_gives_in_return_what_is_not_his_or_was_not_asked_for(published):
    second, third = published.doctors[1:]
    await offer(published, SATURDAYS[0], in_return=[SATURDAYS[1]])
    for day in (SATURDAYS[1], SATURDAYS[2]):
        given = published.on(day)["duty_id"]
        refused = await accept(published, SATURDAYS[0], published.own(third), given_duty_id=given)
        assert (refused.status_code, rule_of(refused)) == (422, "return-not-wanted"), day
    assert published.on(SATURDAYS[1])["professional_id"] == str(second)


async def test_what_was_given_in_return_or_assigned_is_offered_no_more(published):
    third = published.doctors[2]
    await offer(published, SATURDAYS[0], in_return=[SATURDAYS[2]])
    await offer(published, SATURDAYS[2])
    given = published.on(SATURDAYS[2])["duty_id"]
    assert (await accept(published, SATURDAYS[0], published.own(third), given_duty_id=given)).status_code == 200
    assert published.on(SATURDAYS[2])["swap_id"] is None
    await offer(published, SATURDAYS[4])
    assert (await published.put(SATURDAYS[4], third)).status_code == 200
    assert published.on(SATURDAYS[4])["swap_id"] is None
    open_ones = await published.world.ask(published.builder, "GET", "/swaps", params={"status": "open"})
    assert open_ones.json()["items"] == []


async def test_a_professional_takes_for_himself_alone(published):
    _, second, third = published.doctors
    await offer(published, SATURDAYS[0])
    refused = await accept(published, SATURDAYS[0], published.own(second), professional_id=str(third))
    assert (refused.status_code, rule_of(refused)) == (403, "not-your-duty")


async def test_a_duty_goes_to_nobody_from_outside_even_if_the_coordinator_insists(world, published):
    outsider = await world.describe()
    refused = await published.put(SATURDAYS[0], outsider, despite_rules=True)
    assert (refused.status_code, rule_of(refused)) == (409, "not-in-this-rota")


async def test_a_swap_is_told_and_traced_for_both_duties_and_so_is_who_insists(world, published):
    _, _, third = published.doctors
    await offer(published, SATURDAYS[0], in_return=[SATURDAYS[2]])
    given = published.on(SATURDAYS[2])["duty_id"]
    await accept(published, SATURDAYS[0], published.own(third), given_duty_id=given)
    await published.wish(third, unavailable=[SATURDAYS[1]])
    assert (await published.put(SATURDAYS[1], third)).status_code == 409
    assert (await published.put(SATURDAYS[1], third, despite_rules=True)).status_code == 200
    async with world.database.begin(world.who().caller.cpts_id) as session:
        traced = await session.execute(text("select act, reason_code from agenda_act where act like 'swap_a%'"
                                            " or reason_code = 'despite_rules' order by act"))  # fmt: skip
        told = await session.scalar(text("select count(*) from outbox_event where type = 'duty.changed.v1'"))
    assert list(traced) == [("duty_assigned", "despite_rules"), ("swap_accepted", None), ("swap_accepted", None)]
    assert told == 3


@pytest.mark.parametrize(("seat", "number"), [(0, 2), (1, 0)])
async def test_a_pinned_seat_keeps_its_holder_beside_the_one_whom_the_solver_adds(rota, seat, number):
    await rota.act("PUT", rota.path, {**DESCRIBED, "ends_on": "2026-11-30", "seats": 2}, If_Match=rota.etag)
    duty, doctor = rota.detail["duties"][seat]["duty_id"], str(rota.doctors[number])
    await rota.act("PUT", f"/duties/{duty}/holder", {"professional_id": doctor, "despite_rules": True})
    assert (await rota.solve())["found"]
    (pinned,) = [one for one in rota.detail["duties"] if one["is_pinned"]]
    assert (pinned["duty_id"], pinned["professional_id"]) == (duty, doctor)


async def test_a_draft_that_changed_while_it_was_solved_stays_as_somebody_made_it(rota, monkeypatch):
    solve = solving.solved

    async def meanwhile(problem):
        await rota.wish(rota.doctors[0], unavailable=SATURDAYS)
        return await solve(problem)

    monkeypatch.setattr(solving, "solved", meanwhile)
    refused = await rota.act("POST", f"{rota.path}/solution")
    assert (refused.status_code, rule_of(refused)) == (409, "rota-changed")
    await rota.act("GET", rota.path)
    assert not any(duty["professional_id"] for duty in rota.detail["duties"])


async def taken_at_once(rota, *acceptances):
    """Each by its (taker, swap), the rota in somebody's hands until all of them wait for it."""
    async with in_hand(rota.world, "rota", "rota_id", UUID(rota.detail["rota"]["rota_id"])) as waiting:
        tasks = []
        for count, (taker, swap) in enumerate(acceptances, 1):
            asked = rota.world.ask(rota.own(taker), "POST", f"/swaps/{swap}/acceptance", {})
            tasks.append(asyncio.create_task(asked))
            await waiting(count)
    return [await task for task in tasks]


async def test_of_two_who_take_a_duty_at_once_one_has_it(racing_world):
    rota = await stands(await drafted(racing_world))
    await offer(rota, SATURDAYS[2])
    swap = rota.on(SATURDAYS[2])["swap_id"]
    answers = await taken_at_once(rota, (rota.doctors[0], swap), (rota.doctors[1], swap))
    assert [answer.status_code for answer in answers] == [200, 409]
    assert rule_of(answers[1]) == "swap-not-open"
    await rota.act("GET", rota.path)
    assert rota.on(SATURDAYS[2])["professional_id"] == str(rota.doctors[0])


async def test_two_swaps_taken_at_once_do_not_break_together_what_neither_breaks_alone(racing_world):
    """The third doctor rested enough for either of the two Saturdays, not for both."""
    rota = await stands(await drafted(racing_world, rest_days=8), (0, 1, 0, 1, 2))
    for day in SATURDAYS[:2]:
        await offer(rota, day)
    answers = await taken_at_once(rota, *((rota.doctors[2], rota.on(day)["swap_id"]) for day in SATURDAYS[:2]))
    assert [answer.status_code for answer in answers] == [200, 409]
    assert rule_of(answers[1]) == "duty-breaks-rule"
