"""Epidemic mode: prepared, tried, switched on, and everything as before once it is off."""

from __future__ import annotations

from uuid import uuid4

import pytest

from .conftest import NATIONAL, OURS


@pytest.mark.parametrize("role", ["professional", "delegate", "secretary", "regulator", "referrer"])
async def test_only_the_coordination_and_the_director_prepare_try_and_switch(scene, role):
    who = scene.world.who(role, professional=scene.titular if role in ("professional", "delegate") else None)
    answers = [
        await scene.prepare(who), await scene.on_plan(who, "POST", "/trial"), await scene.switch(who=who),
        await scene.switch(on=False, who=who),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {403}


async def test_whoever_searches_the_agenda_is_told_whether_the_mode_is_on_and_nobody_else(scene):
    assert (await scene.world.ask(scene.world.who("evaluator"), "GET", "/epidemic-mode")).status_code == 403
    referrer = scene.world.who("referrer")
    assert (await scene.world.ask(referrer, "GET", "/epidemic-mode")).json() == {"switch": None}
    await scene.switch()
    told = (await scene.world.ask(referrer, "GET", "/epidemic-mode")).json()["switch"]
    assert (told["title"], told["on_by_name"], told["off_at"]) == ("Grippe", "Somebody", None)


async def test_nobody_agrees_for_another_agenda_and_nobody_whom_the_plan_does_not_name(scene):
    other = await scene.world.describe()
    for who, owner in (
        (scene.owners[scene.locum], scene.titular),
        (scene.world.who("professional", professional=other), other),
    ):
        answer = await scene.on_plan(who, "PUT", f"/agreements/{owner}")
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (403, "not-named-in-plan")
    assert (await scene.on_plan(scene.director, "PUT", f"/agreements/{scene.titular}")).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"script_version": "2020-1"},
        {"widenings": [{"professional_id": str(OURS), "opening_id": str(OURS), "audience": ["snp"]}]},
    ],
)
async def test_a_plan_names_nothing_that_the_cpts_does_not_have(scene, changed):
    answer = await scene.prepare(**changed)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "plan-names-unknown")


async def test_whoever_has_not_agreed_is_left_out_and_his_agenda_stays_as_it_is(scene):
    before = await scene.snapshot()
    answer = (await scene.switch()).json()
    assert {(one["professional_id"], one["reason"]) for one in answer["left_out"]} == {
        (str(owner), "not_agreed") for owner in scene.owners
    }
    after = await scene.snapshot()
    assert before.pop("script") is not None
    assert after.pop("script") == NATIONAL
    assert after == before


async def test_a_part_that_changed_needs_another_yes_and_the_same_part_does_not(scene):
    await scene.agreed()
    path = f"/epidemic-plans/{scene.plan['plan_id']}"
    data = scene.data()
    data["widenings"][0]["audience"] = ["public"]
    body = {"title": "Grippe", "data": data}
    stale = await scene.world.ask(scene.director, "PUT", path, body, If_Match='"7"')
    assert stale.status_code == 412
    revised = (await scene.world.ask(scene.director, "PUT", path, body, If_Match='"1"')).json()
    assert revised["version"] == 2
    agreed = {one["professional_id"]: one["agreed_at"] is not None for one in revised["asked"]}
    assert agreed == {str(scene.titular): False, str(scene.locum): True, str(scene.nurse): True}


async def test_an_agreement_is_taken_back(scene):
    await scene.agreed()
    await scene.on_plan(scene.owners[scene.locum], "DELETE", f"/agreements/{scene.locum}")
    assert [one["professional_id"] for one in (await scene.switch()).json()["left_out"]] == [str(scene.locum)]


async def test_the_dry_run_changes_nothing_and_says_what_the_switch_then_does(scene):
    await scene.agreed()
    before = await scene.snapshot()
    tried = await scene.on_plan(scene.director, "POST", "/trial")
    assert tried.status_code == 200, tried.text
    assert await scene.snapshot() == before
    done = (await scene.switch()).json()
    for change in done["changes"]:
        change["opening_id"] = None if change["is_new"] else change["opening_id"]
    assert tried.json() == done
    new, wider = done["changes"] if done["changes"][0]["is_new"] else done["changes"][::-1]
    assert (new["weekdays"], new["from_time"], new["to_time"]) == ([1, 3], "14:00", "16:00")
    # Eight weeks of two afternoons of four slots; today's morning has begun for nobody.
    assert (new["free_slots"] > 50, wider["audience_before"], wider["audience"]) == (
        True, ["cpts"], ["cpts", "public", "snp"],
    )  # fmt: skip
    (rounds,) = done["rounds"]
    assert rounds.pop("professional_name")
    assert rounds == scene.rounds()


async def test_one_plan_is_on_at_a_time_and_what_is_off_is_not_switched_off(scene):
    assert (await scene.switch(on=False)).status_code == 409
    await scene.agreed()
    assert (await scene.switch()).status_code == 200
    for answer in (await scene.switch(), await scene.on_plan(scene.director, "POST", "/trial")):
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (409, "epidemic-mode-on")


async def test_once_off_everything_is_as_before_and_what_was_booked_meanwhile_stays(scene):
    """Every table of the service is compared: a place that was lent is given back like the hours opened there."""
    await scene.agreed()
    before = await scene.snapshot()
    await scene.switch()
    on = await scene.snapshot()
    assert {table for table in on if on[table] != before[table]} == {
        "opening",
        "slot",
        "known_place",
        "round_volunteer",
    }
    free = await scene.world.free(limit=100)
    booker = scene.world.who("care_coordinator")
    booked = {
        next(one["slot_id"] for one in free if one["professional_id"] == str(who))
        for who in (scene.titular, scene.locum)
    }
    for slot_id in booked:
        assert (await scene.world.book(booker, slot_id)).status_code == 201
    during = await scene.snapshot()
    assert (await scene.switch(on=False)).status_code == 200
    after = await scene.snapshot()
    taken = {key for key in during["slot"] if str(key[1]) in booked}
    assert {key: after["slot"].pop(key) for key in taken} == {key: during["slot"][key] for key in taken}
    for key in taken:
        before["slot"].pop(key, None)
    assert after.pop("appointment") == during["appointment"] != before.pop("appointment")
    assert after == before


async def test_the_place_goes_back_though_the_locum_withdrew_the_hours_himself(scene):
    await scene.agreed()
    before = await scene.snapshot()
    changes = (await scene.switch()).json()["changes"]
    made = next(one["opening_id"] for one in changes if one["is_new"])
    locum, path = scene.owners[scene.locum], f"/openings/{made}"
    version = (await scene.world.ask(locum, "GET", path)).json()["version"]
    gone = await scene.world.ask(locum, "DELETE", path, If_Match=f'"{version}"')
    assert gone.status_code < 300, gone.text
    await scene.switch(on=False)
    assert await scene.snapshot() == before


async def test_what_an_owner_said_since_is_his_word_and_stays(scene):
    await scene.agreed()
    await scene.switch()
    path = f"/openings/{scene.opening['opening_id']}"
    owner = scene.owners[scene.titular]
    now = (await scene.world.ask(owner, "GET", path)).json()
    said = {key: now[key] for key in now if key not in ("opening_id", "professional_id", "version")}
    said |= {"audience": ["own_patients"], "releases": []}
    revised = await scene.world.ask(owner, "PUT", path, said, If_Match=f'"{now["version"]}"')
    assert revised.status_code == 200, revised.text
    await scene.switch(on=False)
    assert (await scene.world.ask(owner, "GET", path)).json()["audience"] == ["own_patients"]


async def test_an_owner_reads_what_a_plan_asks_of_him_and_the_log_says_who_switched(scene):
    await scene.agreed()
    await scene.switch()
    await scene.switch(on=False)
    mine = (await scene.world.ask(scene.owners[scene.locum], "GET", "/epidemic-plans")).json()
    (plan,) = mine["items"]
    assert [one["is_me"] for one in plan["asked"]] == [True]
    assert (plan["data"]["widenings"], mine["may_switch"]) == ([], False)
    (switch,) = mine["switches"]
    assert (switch["plan_version"], switch["on_by_name"], switch["off_by_name"]) == (1, "Somebody", "Somebody")
    stranger = scene.world.who("professional", professional=uuid4())
    assert (await scene.world.ask(stranger, "GET", "/epidemic-plans")).json()["items"] == []
