"""A nurse hands back, says how it went; what ends on its way is visited by nobody."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from scheduling_svc.appointments.models import AgendaAct

from .conftest import OURS, events, rule


async def test_what_a_nurse_hands_back_is_free_again_and_is_not_given_to_her(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    path = f"/round-visits/{visit['visit_id']}/appointment"
    other = await told.nurse()
    assert rule(await told.act("DELETE", path, who=told.own(other)))[0] == 403
    assert (await told.act("DELETE", path, who=told.own(nurse))).status_code == 204
    assert (await told.act("DELETE", path, who=told.own(nurse))).status_code == 404
    kind, cancelled = (await events(told.world))[-1]
    assert (kind, cancelled["cancelled_by"]) == ("appointment.cancelled.v1", "practice")
    await told.propose()
    assert [one["visit_id"] for one in told.visits_of(other)] == [visit["visit_id"]]
    weighing = f"/round-visits/{visit['visit_id']}/place/weighing"
    weighed = (await told.act("POST", weighing, told.place(nurse))).json()
    assert [one["kind"] for one in weighed["broken"]] == ["barred"]
    assert (await told.publish()).status_code == 200
    assert (await events(told.world))[-1][1]["professional_id"] == str(other)


@pytest.mark.parametrize(
    ("outcome", "appointment"), [("done", "fulfilled"), ("not_found", "no_show"), ("to_see_again", "fulfilled")]
)
async def test_what_is_said_at_the_door_is_the_outcome_of_the_appointment(told, outcome, appointment):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    path = f"/round-visits/{visit['visit_id']}/outcome"
    assert rule(await told.act("POST", path, {"outcome": outcome}, who=told.own(nurse))) == (
        409, "appointment-not-begun",
    )  # fmt: skip
    told.world.clock.move_to(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))  # five minutes ahead of the plan
    assert (await told.act("POST", path, {"outcome": outcome}, who=told.own(uuid4()))).status_code == 403
    said = await told.act("POST", path, {"outcome": outcome}, who=told.own(nurse))
    assert (said.status_code, said.json()["status"]) == (200, outcome)
    assert (await told.act("POST", path, {"outcome": outcome}, who=told.own(nurse))).status_code == 409
    (listed,) = (await told.act("GET", "/appointments", who=told.own(nurse))).json()["items"]
    assert listed["status"] == appointment
    kind, told_of = (await events(told.world))[-1]
    assert (kind, told_of["outcome"]) == ("appointment.came_out.v1", appointment)
    again = (await told.act("GET", "/rounds/2026-11-25")).json()["unplaced"]
    assert [one["follows"] for one in again] == ([] if outcome == "done" else [visit["visit_id"]])


async def test_a_request_that_ended_is_visited_by_nobody(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    await told.world.refer(referral=visit["referral_id"], status="withdrawn", event="referral.withdrawn.v1")
    await told.read()
    assert (told.visits_of(nurse), told.day["unplaced"]) == ([], [])


async def test_what_the_practice_cancels_in_its_agenda_is_to_be_placed_again(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    await told.act(
        "POST",
        f"/appointments/{visit['appointment_id']}/cancellation",
        {"by": "practice", "reason_code": "emergency"},
    )
    await told.read()
    assert [one["visit_id"] for one in told.day["unplaced"]] == [visit["visit_id"]]


async def test_a_withdrawn_visit_leaves_the_agenda(told):
    (nurse,) = told.nurses
    (visit,) = told.visits_of(nurse)
    path = f"/round-visits/{visit['visit_id']}"
    assert (await told.act("DELETE", path)).status_code == 200
    assert (told.visits_of(nurse), told.day["unplaced"]) == ([], [])
    assert (await told.act("DELETE", path)).status_code == 404


async def test_each_act_is_in_the_trail(told):
    async with told.world.database.begin(OURS) as session:
        acts = set(await session.scalars(select(AgendaAct.act)))
    assert {"rounds_volunteered", "visit_noted", "rounds_proposed", "rounds_published", "appointment_booked"} <= acts
