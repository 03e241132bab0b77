"""Epidemic mode: prepared, tried, switched on, and everything as before once it is off."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from scheduling_svc.base import Base
from scheduling_svc.triage.publishing import script_in_force

OURS = UUID("00000000-0000-4000-8000-000000000001")
NATIONAL = "national-2026-1"
#: What is kept of the switch itself, since the log says that it was; and how far the worker has written slots.
RECORD = {"epidemic_switch", "agenda_act", "slot_horizon"}
#: Who changed an opening last, and how often: two acts were done.
COUNTS_ACTS = {("opening", "version"), ("opening", "changed_by"), ("opening", "changed_at")}


class Scene:
    """A titular with an opening for the CPTS, a locum who works beside him, and a plan that asks both."""

    def __init__(self, world):
        self.world = world

    async def set(self):
        world = self.world
        self.titular, self.locum = await world.describe(), await world.describe()
        self.opening = await world.open(self.titular, audience=["cpts"], releases=[
            {"audience": "cpts", "hours_before": 24},
        ])  # fmt: skip
        self.director = world.who("director")
        self.owners = {one: world.who("professional", professional=one) for one in (self.titular, self.locum)}
        self.plan = (await self.prepare()).json()
        return self

    def data(self, **changed):
        return {
            "openings": [
                {
                    "professional_id": str(self.locum), "host_id": str(self.titular),
                    "place_id": str(self.world.places[self.titular]), "weekdays": [1, 3], "from_time": "14:00",
                    "to_time": "16:00", "slot_minutes": 30, "audience": ["cpts", "snp"],
                }
            ],
            "widenings": [
                {
                    "professional_id": str(self.titular), "opening_id": self.opening["opening_id"],
                    "audience": ["cpts", "snp", "public"],
                }
            ],
            "script_version": NATIONAL, **changed,
        }  # fmt: skip

    async def prepare(self, who=None, **changed):
        body = {"title": "Grippe", "data": self.data(**changed)}
        return await self.world.ask(who or self.director, "POST", "/epidemic-plans", body)

    async def on_plan(self, who, method, path):
        return await self.world.ask(who, method, f"/epidemic-plans/{self.plan['plan_id']}{path}")

    async def agreed(self):
        for owner, who in self.owners.items():
            answer = await self.on_plan(who, "PUT", f"/agreements/{owner}")
            assert answer.status_code == 200, answer.text
        return self

    async def switch(self, on=True, who=None):
        if on:
            return await self.on_plan(who or self.director, "POST", "/switch-on")
        return await self.world.ask(who or self.director, "POST", "/epidemic-mode/switch-off")

    async def snapshot(self):
        """Every row of every table of the service, but for the record of the switch, and the script in force."""
        state = {}
        async with self.world.database.begin(OURS) as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in RECORD:
                    state[table.name] = {
                        tuple(row[column.name] for column in table.primary_key): {
                            key: value for key, value in row.items() if (table.name, key) not in COUNTS_ACTS
                        }
                        for row in (await session.execute(select(table))).mappings()
                    }
            state["script"], _ = await script_in_force(session)
        return state


@pytest.fixture
async def scene(world):
    return await Scene(world).set()


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
        (str(scene.titular), "not_agreed"), (str(scene.locum), "not_agreed"),
    }  # fmt: skip
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
    assert agreed == {str(scene.titular): False, str(scene.locum): True}


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
    assert {table for table in on if on[table] != before[table]} == {"opening", "slot", "known_place"}
    free = await scene.world.free(limit=100)
    booker = scene.world.who("care_coordinator")
    booked = {next(one["slot_id"] for one in free if one["professional_id"] == str(who)) for who in scene.owners}
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
