"""Whoever is replaced is away: his free slots of these hours are closed, what was booked stays with him."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from scheduling_svc.appointments.models import AgendaAct

OURS = UUID("00000000-0000-4000-8000-000000000001")
TUESDAY = "2026-11-24"
HOURS = {"from_day": TUESDAY, "to_day": TUESDAY, "hours": [{"from_time": "09:00", "to_time": "12:00"}]}


@pytest.fixture
async def open_practice(scene):
    """The titular receives on Tuesdays from 8:00 to 13:00, every half hour."""
    await scene.world.open(
        scene.titular, weekdays=[2], from_time="08:00", to_time="13:00", slot_minutes=30, audience=["cpts"],
        ends_on="2026-11-24",
    )  # fmt: skip
    assert len(await scene.free(scene.titular)) == 10
    return scene


async def hours_of(scene):
    return [slot["starts_at"][11:16] for slot in await scene.free(scene.titular)]


#: In UTC: before 9:00 and from 12:00 on in Paris.
BESIDE_THE_COVER = ["07:00", "07:30", "11:00", "11:30"]


async def count_staying(scene, who):
    wanted = {"professional_id": str(scene.titular), **HOURS}
    return await scene.world.ask(who, "POST", "/replacements/trial", wanted)


async def test_another_practice_is_not_told_what_is_booked(scene):
    answer = await count_staying(scene, scene.volunteer)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, "not-your-practice")
    assert (await count_staying(scene, scene.world.who("referrer"))).status_code == 403


async def test_published_or_claimed_hours_close_nothing(open_practice):
    cover = await open_practice.published()
    await open_practice.act(open_practice.volunteer, "PUT", cover, "/claim")
    assert len(await open_practice.free(open_practice.titular)) == 10


async def test_who_is_replaced_has_no_free_slot_then(open_practice):
    await open_practice.confirmed()
    assert await hours_of(open_practice) == BESIDE_THE_COVER
    assert len(await open_practice.free()) == 6


async def test_beside_the_titular_both_receive(open_practice):
    await open_practice.confirmed(is_parallel=True)
    assert len(await open_practice.free(open_practice.titular)) == 10
    assert len(await open_practice.free()) == 6


@pytest.mark.parametrize(("who", "on"), [("practice", "/confirmation"), ("volunteer", "/claim")])
async def test_his_slots_come_back_with_him(open_practice, who, on):
    cover = await open_practice.confirmed()
    assert (await open_practice.act(getattr(open_practice, who), "DELETE", cover, on)).status_code == 200
    assert len(await open_practice.free(open_practice.titular)) == 10
    assert not await open_practice.free()


async def test_a_revised_agenda_stays_closed_meanwhile(open_practice):
    await open_practice.confirmed()
    await open_practice.world.describe(open_practice.titular)
    assert await hours_of(open_practice) == BESIDE_THE_COVER


async def test_what_is_booked_stays_with_him_and_is_said_before_to_who_decides(open_practice):
    scene, desk = open_practice, open_practice.world.who("care_coordinator")
    taken = next(slot for slot in await scene.free(scene.titular) if slot["starts_at"][11:16] == "09:00")
    booked = (await scene.world.book(desk, taken["slot_id"])).json()
    found = {"days": [TUESDAY], "public_holidays": [], "appointments_staying": 1}
    assert [(await count_staying(scene, who)).json() for who in (scene.practice, desk)] == [found] * 2
    cover = await scene.published()
    assert cover["appointments_staying"] == 1
    assert (await scene.published(is_parallel=True, from_time="08:00"))["appointments_staying"] == 0
    claimed = (await scene.act(scene.volunteer, "PUT", cover, "/claim")).json()
    assert claimed["appointments_staying"] == 0, "no business of the locum"
    assert (await scene.act(scene.practice, "PUT", cover, "/confirmation")).status_code == 200
    params = {"from": "2026-11-24T06:00:00Z", "to": "2026-11-24T18:00:00Z"}
    agenda = await scene.world.ask(scene.practice, "GET", f"/professionals/{scene.titular}/agenda", params=params)
    assert [one["status"] for one in agenda.json()["appointments"]] == ["booked"]
    cancelled = await scene.world.ask(
        desk, "POST", f"/appointments/{booked['appointment_id']}/cancellation",
        {"by": "patient", "reason_code": "no_longer_needed"},
    )  # fmt: skip
    assert cancelled.status_code == 200, cancelled.text
    assert await hours_of(scene) == BESIDE_THE_COVER, "what is given back does not open in his absence"


async def test_the_trail_of_his_agenda_says_when_he_was_replaced(open_practice):
    cover = await open_practice.confirmed()
    await open_practice.act(open_practice.practice, "DELETE", cover, "/confirmation")
    async with open_practice.world.database.begin(OURS) as session:
        acts = await session.scalars(select(AgendaAct.act).where(AgendaAct.professional_id == open_practice.titular))
    assert {"hours_handed_over", "hours_taken_back"} <= set(acts)
