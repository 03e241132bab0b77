"""Visits at home are noted, for open requests; nurses say themselves when they go and where."""

from __future__ import annotations

from uuid import uuid4

import pytest

from .conftest import MORNING, rule


async def test_nobody_is_volunteered_by_others_and_hours_follow_each_other(rounds):
    nurse = await rounds.nurse()
    for who in (rounds.coordinator, rounds.own(uuid4())):
        assert (await rounds.volunteer(nurse, who=who)).status_code == 403
    overlapping = [MORNING, {**MORNING, "from_time": "11:00", "to_time": "13:00"}]
    assert rule(await rounds.volunteer(nurse, hours=overlapping)) == (422, "hours-overlap")
    backwards = {**MORNING, "from_time": "12:00", "to_time": "08:00"}
    assert (await rounds.volunteer(nurse, hours=[backwards])).status_code == 422
    stranger = uuid4()
    assert rule(await rounds.volunteer(stranger)) == (422, "professional-unknown")


async def test_each_reads_his_own_word_and_leaves_the_rounds_himself(rounds):
    first, second = await rounds.nurse(), await rounds.nurse()
    for who, count in ((rounds.own(first), 1), (rounds.coordinator, 2)):
        assert len((await rounds.act("GET", "/round-volunteers", who=who)).json()["items"]) == count
    assert (await rounds.act("DELETE", f"/round-volunteers/{second}", who=rounds.own(first))).status_code == 403
    for status in (204, 404):
        answer = await rounds.act("DELETE", f"/round-volunteers/{second}", who=rounds.own(second))
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"referral_id": "00000000-0000-4000-8000-00000000000f"}, (409, "referral-unknown")),
        ({"commune_code": "97099"}, (422, "commune-unknown")),
        ({"day": "2026-11-22"}, (409, "rounds-past")),
        ({"from_time": "12:00", "to_time": "11:00"}, (422, "validation")),
        ({"skills": ["surgery"]}, (422, "validation")),
    ],
)
async def test_a_visit_that_makes_no_sense_is_not_noted(rounds, changed, refused):
    status, title = rule(await rounds.note(**changed))
    assert status == refused[0]
    assert refused[1] in title or status == 422


@pytest.mark.parametrize(
    ("request_of", "refused"),
    [({"kind": "care"}, "not-unscheduled-care"), ({"status": "withdrawn"}, "triage-ended")],
)
async def test_a_visit_is_noted_for_an_open_request_of_unscheduled_care(rounds, request_of, refused):
    referral = await rounds.world.refer(**request_of)
    assert rule(await rounds.note(referral_id=str(referral))) == (409, refused)


async def test_a_request_that_triage_sent_to_the_pool_waits_until_its_visit_is_noted(rounds):
    world = rounds.world
    referral = str(await world.refer())
    await world.ask(rounds.coordinator, "PUT", f"/triages/{referral}")
    said = {
        "danger": "none",
        "danger_more": "none",
        "who": "adult",
        "reason": "pain",
        "pain": "strong",
        "travel": "no",
    }
    for question, answer in said.items():
        await world.ask(rounds.coordinator, "PUT", f"/triages/{referral}/answers/{question}", {"answer": answer})
    await world.ask(rounds.coordinator, "POST", f"/triages/{referral}/dispositions", {"to": "pool"})
    assert [one["referral_id"] for one in (await rounds.read())["sent_to_pool"]] == [referral]
    await rounds.note(referral_id=referral)
    assert rounds.day["sent_to_pool"] == []
