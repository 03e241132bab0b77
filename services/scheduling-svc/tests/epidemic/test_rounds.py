"""Rounds of nurses in a plan: asked of who volunteered for them, given, and taken back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from .conftest import EVENINGS, MORNING, OURS

OTHERS = UUID("00000000-0000-4000-8000-000000000002")
GIVEN = [
    MORNING,
    *({"weekday": day, **{key: EVENINGS[key] for key in ("from_time", "to_time", "most")}} for day in (2, 4)),
]


def refused(answer):
    problem = answer.json()
    return answer.status_code, problem["type"].rpartition("/")[2], [one["field"] for one in problem["errors"]]


async def test_rounds_are_asked_of_nobody_whom_the_cpts_does_not_know(scene):
    theirs = await scene.world.describe(cpts=OTHERS, profession_code="60", specialty_codes=[])
    for who in (theirs, uuid4()):
        answer = await scene.prepare(rounds=[scene.rounds(), scene.rounds(professional_id=str(who))])
        assert refused(answer) == (422, "plan-names-unknown", ["data.rounds.1.professional_id"])


async def test_rounds_are_asked_of_a_nurse_who_volunteered_and_of_nobody_else(scene):
    doctor, idle = scene.locum, await scene.world.describe(profession_code="60", specialty_codes=[])
    assert (await scene.volunteer(MORNING, who=doctor)).status_code == 204
    for who in (doctor, idle):
        answer = await scene.prepare(rounds=[scene.rounds(professional_id=str(who))])
        assert refused(answer) == (422, "no-round-volunteer", ["data.rounds.0.professional_id"])


async def test_rounds_meet_neither_the_own_hours_of_the_nurse_nor_each_other(scene):
    own = scene.rounds(from_time="11:30", to_time="13:00")
    assert refused(await scene.prepare(rounds=[own])) == (422, "hours-overlap", ["data.rounds.0.from_time"])
    twice = [scene.rounds(), scene.rounds(weekdays=[4], from_time="19:00", to_time="21:00")]
    assert refused(await scene.prepare(rounds=twice)) == (422, "hours-overlap", ["data.rounds.1.from_time"])
    behind = scene.rounds(from_time="12:00", to_time="13:00")
    assert (await scene.prepare(rounds=[behind, scene.rounds()])).status_code == 201


@pytest.mark.parametrize("changed", [{"to_time": "17:00"}, {"weekdays": []}, {"most": 0}, {"communes": ["97001"]}])
async def test_rounds_say_what_the_hours_of_a_volunteer_say_and_nothing_else(scene, changed):
    assert (await scene.prepare(rounds=[scene.rounds(**changed)])).status_code == 422


async def test_the_nurse_gains_the_hours_of_the_plan_and_offers_hers_again_once_it_is_off(scene):
    await scene.agreed()
    tried = (await scene.on_plan(scene.director, "POST", "/trial")).json()
    assert await scene.hours_of_the_nurse() == [MORNING]
    done = (await scene.switch()).json()
    assert done["rounds"] == tried["rounds"] != []
    assert await scene.hours_of_the_nurse() == GIVEN
    await scene.switch(on=False)
    assert await scene.hours_of_the_nurse() == [MORNING]
    acts = await _acts_on(scene, scene.nurse)
    assert {"epidemic_rounds_given", "epidemic_rounds_ended"} <= acts


async def test_the_dry_run_says_how_many_visits_a_day_are_gained_in_each_commune(scene):
    anywhere = await scene.world.describe(profession_code="60", specialty_codes=[])
    own = scene.world.who("professional", professional=anywhere)
    said = {"communes": [], "skills": [], "hours": [MORNING]}
    assert (await scene.world.ask(own, "PUT", f"/round-volunteers/{anywhere}", said)).status_code == 204
    hers = scene.rounds(professional_id=str(anywhere), weekdays=[4, 5], most=2)
    for rounds, gained in (
        ([hers], [([], [4, 5], 2)]),
        ([scene.rounds(), hers], [
            (["Valbrune"], [4], 7), (["Valbrune"], [2], 5), (["Valbrune"], [5], 2), (["Montfaux"], [4, 5], 2),
        ]),
    ):  # fmt: skip
        scene.plan = (await scene.prepare(rounds=rounds)).json()
        for who, account in ((scene.nurse, scene.owners[scene.nurse]), (anywhere, own)):
            await scene.on_plan(account, "PUT", f"/agreements/{who}")
        tried = (await scene.on_plan(scene.director, "POST", "/trial")).json()
        assert [(one["communes"], one["weekdays"], one["visits"]) for one in tried["more_visits"]] == gained


async def test_without_her_yes_her_hours_stay_and_she_is_left_out(scene):
    await scene.agreed()
    await scene.on_plan(scene.owners[scene.nurse], "DELETE", f"/agreements/{scene.nurse}")
    done = (await scene.switch()).json()
    assert (done["rounds"], await scene.hours_of_the_nurse()) == ([], [MORNING])
    assert [(one["professional_id"], one["reason"]) for one in done["left_out"]] == [(str(scene.nurse), "not_agreed")]


async def test_a_nurse_who_offers_those_hours_herself_since_or_none_any_more_is_left_out(scene):
    await scene.agreed()
    late = {"weekday": 4, "from_time": "19:00", "to_time": "21:00", "most": 2}
    await scene.volunteer(MORNING, late)
    tried = (await scene.on_plan(scene.director, "POST", "/trial")).json()
    assert [one["reason"] for one in tried["left_out"]] == ["hours_overlap"]
    own = scene.owners[scene.nurse]
    assert (await scene.world.ask(own, "DELETE", f"/round-volunteers/{scene.nurse}")).status_code == 204
    done = (await scene.switch()).json()
    assert ([one["reason"] for one in done["left_out"]], done["rounds"]) == (["no_volunteer"], [])


async def test_what_the_nurse_said_since_is_her_word_and_stays(scene):
    await scene.agreed()
    await scene.switch()
    since = {**MORNING, "most": 3}
    assert (await scene.volunteer(since)).status_code == 204
    assert (await scene.switch(on=False)).status_code == 200
    assert await scene.hours_of_the_nurse() == [since]


async def test_hours_of_the_plan_go_though_the_nurse_changed_her_own_in_the_form_that_shows_both(scene):
    await scene.agreed()
    await scene.switch()
    since = {**MORNING, "most": 3}
    assert (await scene.volunteer(since, *GIVEN[1:])).status_code == 204
    await scene.switch(on=False)
    assert await scene.hours_of_the_nurse() == [since]


async def test_hours_of_the_plan_that_the_nurse_changed_are_her_word_and_stay(scene):
    await scene.agreed()
    await scene.switch()
    shorter = {**GIVEN[1], "to_time": "19:00"}
    assert (await scene.volunteer(MORNING, shorter)).status_code == 204
    await scene.switch(on=False)
    assert await scene.hours_of_the_nurse() == [MORNING, shorter]


async def test_who_left_the_rounds_meanwhile_does_not_come_back_with_the_switch(scene):
    await scene.agreed()
    await scene.switch()
    await scene.world.ask(scene.owners[scene.nurse], "DELETE", f"/round-volunteers/{scene.nurse}")
    before = await scene.snapshot()
    assert (await scene.switch(on=False)).status_code == 200
    assert (await scene.snapshot())["round_volunteer"] == before["round_volunteer"] == {}


async def test_visits_that_were_published_in_the_hours_of_the_plan_stay_once_it_is_off(scene):
    await scene.agreed()
    await scene.switch()
    world, coordinator = scene.world, scene.world.who("care_coordinator")
    day = "2026-11-26"
    visit = {
        "referral_id": str(await world.refer()), "day": day, "commune_code": "97001", "minutes": 30,
        "choice_recorded": "phone", "from_time": "17:00", "to_time": "19:00",
    }  # fmt: skip
    noted = await world.ask(coordinator, "POST", "/round-visits", visit)
    assert noted.status_code == 201, noted.text
    placed = (await world.ask(coordinator, "POST", f"/rounds/{day}/proposal")).json()
    told = await world.ask(coordinator, "POST", f"/rounds/{day}/publication", If_Match=f'"{placed["version"]}"')
    assert told.status_code == 200, told.text
    during = await scene.snapshot()
    assert during["appointment"] != {}
    await scene.switch(on=False)
    after = await scene.snapshot()
    for table in ("appointment", "round_visit", "round_day", "published_rounds"):
        assert after[table] == during[table]
    (left,) = (await world.ask(coordinator, "GET", f"/rounds/{day}")).json()["rounds"]
    assert [(one["status"], left["most"]) for one in left["visits"]] == [("told", 0)]


async def test_a_plan_and_a_yes_of_before_plans_had_rounds_still_stand(scene):
    scene.plan = (await scene.prepare(rounds=[])).json()
    for owner in (scene.titular, scene.locum):
        await scene.on_plan(scene.owners[owner], "PUT", f"/agreements/{owner}")
    async with scene.world.database.begin(OURS) as session:
        await session.execute(text("update epidemic_plan set data = data - 'rounds'"))
        await session.execute(text("update epidemic_agreement set part = part - 'rounds'"))
    done = (await scene.switch()).json()
    assert (done["left_out"], done["rounds"], len(done["changes"])) == ([], [], 2)
    await scene.switch(on=False)


async def _acts_on(scene, professional_id):
    async with scene.world.database.begin(OURS) as session:
        asked = text("select act from agenda_act where professional_id = :who")
        return set((await session.scalars(asked, {"who": professional_id})).all())
