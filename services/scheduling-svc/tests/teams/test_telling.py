"""Who hears of a team's seats: those whom they suit, once for what was done in one act. Refusals first."""

from __future__ import annotations

from ..pools.test_telling import told
from .conftest import DOCTOR, NURSE, SATURDAY


async def volunteer(scene, profession=NURSE, **changed):
    who = await scene.somebody(profession)
    body = {"weekdays": [6], "communes": ["97001"], "least_hours": 0, **changed}
    answer = await scene.world.ask(who, "PUT", f"/pool-volunteers/{who.caller.professional_id}", body)
    assert answer.status_code == 204, answer.text
    return who


async def asked(scene):
    return [[one["professional_id"] for one in fact["asked"]] for fact in await told(scene, "cover.published.v1")]


async def test_who_gave_no_wish_another_profession_and_other_days_or_sectors_are_not_asked(scene):
    await scene.somebody()
    await volunteer(scene, DOCTOR)
    await volunteer(scene, weekdays=[5])
    await volunteer(scene, communes=["97002"])
    await scene.publish()
    assert await asked(scene) == []


async def test_who_publishes_is_not_asked(scene):
    lead, other = await volunteer(scene), await volunteer(scene)
    await scene.set(lead_id=str(lead.caller.professional_id))
    await scene.publish(lead)
    assert await asked(scene) == [[str(other.caller.professional_id)]]


async def test_several_seats_are_told_once_to_each_profession(scene):
    nurse, doctor = await volunteer(scene), await volunteer(scene, DOCTOR)
    seats = [{"profession_code": NURSE, "count": 3}, {"profession_code": DOCTOR, "count": 2}]
    await scene.publish(seats=seats)
    facts = await told(scene, "cover.published.v1")
    both = [[str(one.caller.professional_id)] for one in (nurse, doctor)]
    assert sorted(await asked(scene)) == sorted(both)
    hours = [{"on": SATURDAY, "from_time": "09:00", "to_time": "10:00"}]
    assert all(fact["hours"] == hours for fact in facts)
    named = {"team_id": scene.team["team_id"], "label": "Centre de vaccination"}
    assert all(fact["team"] == named for fact in facts)


async def test_weeks_that_are_copied_are_told_as_one(scene):
    nurse = await volunteer(scene)
    await scene.publish()
    weeks = {"from_week": "2026-11-23", "to_weeks": ["2026-11-30", "2026-12-07"]}
    assert (await scene.on(scene.office, "POST", "/week-copies", weeks)).status_code == 201
    _, copied = await told(scene, "cover.published.v1")
    assert copied["asked"] == [
        {"professional_id": str(nurse.caller.professional_id), "days": ["2026-12-05", "2026-12-12"]}
    ]  # fmt: skip


async def test_those_under_their_least_hours_are_asked_first(scene):
    regular, short = await volunteer(scene), await volunteer(scene, least_hours=5)
    await scene.publish()
    assert await asked(scene) == [[str(short.caller.professional_id), str(regular.caller.professional_id)]]
    (seat,) = [one for shift in (await scene.week())["shifts"] for one in shift["seats"]]
    await scene.confirmed(short, seat)
    for one in (regular, short):
        body = {"weekdays": [6], "communes": ["97001"], "least_hours": 1}
        await scene.world.ask(one, "PUT", f"/pool-volunteers/{one.caller.professional_id}", body)
    await scene.publish(from_time="11:00", to_time="12:00")
    assert (await asked(scene))[1] == [str(regular.caller.professional_id), str(short.caller.professional_id)]


async def test_a_team_that_closes_says_so_once_to_each(scene):
    nurse, doctor = await scene.somebody(), await scene.somebody(DOCTOR)
    for day in (SATURDAY, "2026-12-05"):
        seats = [{"profession_code": NURSE, "count": 1}, {"profession_code": DOCTOR, "count": 1}]
        (shift,) = (await scene.publish(day=day, seats=seats)).json()["shifts"]
        for who, profession in ((nurse, NURSE), (doctor, DOCTOR)):
            (seat,) = [one for one in shift["seats"] if one["profession_code"] == profession]
            await scene.act(who, "PUT", seat, "/claim")
        (first, *_) = shift["seats"]
        assert (await scene.act(scene.office, "PUT", first, "/confirmation")).status_code == 200
    before = len(await told(scene, "cover.changed.v1"))
    assert (await scene.on(scene.office, "DELETE", "")).status_code == 204
    closed = (await told(scene, "cover.changed.v1"))[before:]
    both = {str(one.caller.professional_id) for one in (nurse, doctor)}
    assert len(closed) == 2
    assert {fact["locum_id"] for fact in closed} == both
    assert {fact["change"] for fact in closed} == {"withdrawn"}
    assert all({one["on"] for one in fact["hours"]} == {SATURDAY, "2026-12-05"} for fact in closed)
