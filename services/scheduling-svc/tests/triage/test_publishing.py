"""A CPTS prepares its script, walks through it and publishes it; who is being sorted keeps the one he began with."""

from __future__ import annotations

import copy
from uuid import uuid4

import pytest

from carekit.auth import ROLES
from scheduling_svc.triage.national import VERSION, national_script

NATIONAL = national_script().model_dump(mode="json")
SIGNED = {"signed_by": "Dr Jeanne Exemple"}


@pytest.fixture
def director(world):
    return world.who("director")


def without_teeth():
    script = copy.deepcopy(NATIONAL)
    reason = next(one for one in script["questions"] if one["code"] == "reason")
    reason["answers"] = [one for one in reason["answers"] if one["code"] != "teeth"]
    script["questions"] = [one for one in script["questions"] if one["code"] != "teeth"]
    return script


async def save(world, who, script, version=0, **more):
    return await world.ask(who, "PUT", "/triage-script-draft", {"script": script, **more}, If_Match=f'"{version}"')


async def publish(world, who, version=1):
    return await world.ask(who, "POST", "/triage-script-draft/publication", SIGNED, If_Match=f'"{version}"')


def rule(answer):
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


async def test_who_may_not_read_draft_or_publish_a_script_is_refused(world):
    for role in sorted(ROLES - {"suspended"}):
        who = world.who(role)
        read = await world.ask(who, "GET", "/triage-scripts")
        drafted = await save(world, who, NATIONAL, version=9)
        published = await publish(world, who)
        assert (read.status_code == 403) == (role not in {"director", "care_coordinator", "regulator"})
        assert (drafted.status_code == 403) == (role not in {"director", "care_coordinator"})
        assert (published.status_code == 403) == (role != "director")


async def test_a_draft_that_is_not_there_is_neither_walked_published_nor_discarded(world, director):
    for answer in (
        await publish(world, director),
        await world.ask(director, "POST", "/triage-script-draft/preview", {"answers": {}}),
        await world.ask(director, "DELETE", "/triage-script-draft", If_Match='"1"'),
    ):
        assert rule(answer) == (409, "script-draft-missing")


async def test_a_version_that_nobody_published_is_refused_by_name(world, director):
    assert rule(await world.ask(director, "GET", "/triage-scripts/2026-9")) == (409, "script-version-unknown")


async def test_half_a_script_may_be_saved_and_is_not_published(world, director):
    broken = copy.deepcopy(NATIONAL)
    broken["questions"][0]["answers"].pop(0)
    saved = (await save(world, director, broken)).json()
    assert [fault["rule"] for fault in saved["faults"]] == ["red_flag_forgotten"]
    refused = await publish(world, director)
    assert rule(refused) == (422, "script-refused")
    assert refused.json()["errors"] == saved["faults"]
    assert rule(await world.ask(director, "POST", "/triage-script-draft/preview", {"answers": {}}))[0] == 422


async def test_a_draft_is_not_written_over_by_who_read_an_older_one(world, director):
    await save(world, director, NATIONAL)
    assert (await save(world, director, NATIONAL)).status_code == 412
    assert (await publish(world, director, version=2)).status_code == 412


@pytest.mark.parametrize(
    "wrong",
    [{"first": 3}, {"questions": []}, {"targets": {"half_day": 0}}, {"phones": {"sas": "le 15"}}, {"more": 1}],
)
async def test_a_script_that_makes_no_sense_is_refused_by_field(world, director, wrong):
    answer = await save(world, director, {**NATIONAL, **wrong})
    assert answer.status_code == 422
    assert answer.json()["errors"]


async def test_until_a_cpts_publishes_its_own_the_national_script_stands_unsigned(world, director):
    scripts = (await world.ask(director, "GET", "/triage-scripts")).json()
    assert (scripts["in_force"]["version"], scripts["in_force"]["signed_by"]) == (VERSION, None)
    assert scripts["in_force"]["is_national"]


async def test_a_published_script_is_in_force_with_author_date_and_signature(world, director):
    saved = await save(world, world.who("care_coordinator"), without_teeth(), note="Dentistes au 15")
    assert saved.headers["ETag"] == '"1"'
    made = (await publish(world, director)).json()
    assert (made["version"], made["signed_by"], made["published_by_name"]) == (
        "2026-1",
        SIGNED["signed_by"],
        "Somebody",
    )
    scripts = (await world.ask(director, "GET", "/triage-scripts")).json()
    assert [(one["version"], one["is_in_force"]) for one in scripts["items"]] == [("2026-1", True), (VERSION, False)]
    assert scripts["draft"] is None
    again = (await world.ask(director, "GET", "/triage-scripts/2026-1")).json()
    assert (again["script"], again["note"]) == (made["script"], "Dentistes au 15")


async def test_who_is_being_sorted_keeps_the_script_he_began_with(world, director):
    who, before = world.who("care_coordinator"), await world.refer()
    await world.ask(who, "PUT", f"/triages/{before}")
    await save(world, director, without_teeth())
    await publish(world, director)
    after = await world.refer()
    assert (await world.ask(who, "PUT", f"/triages/{after}")).json()["script_version"] == "2026-1"
    assert (await world.ask(who, "PUT", f"/triages/{before}")).json()["script_version"] == VERSION


async def test_a_draft_is_walked_as_a_call_would_and_keeps_nothing(world, director):
    await save(world, director, without_teeth())
    walk = lambda **answers: world.ask(  # noqa: E731
        director, "POST", "/triage-script-draft/preview", {"answers": answers}
    )
    assert (await walk()).json()["asks"]["code"] == "danger"
    assert (await walk(danger="bleeding")).json()["ends"] == "emergency"
    assert (await world.ask(director, "DELETE", "/triage-script-draft", If_Match='"1"')).status_code == 204


async def test_a_script_of_another_cpts_is_not_ours(world, director):
    await save(world, director, without_teeth())
    await publish(world, director)
    stranger = world.who("director", cpts=uuid4())
    assert rule(await world.ask(stranger, "GET", "/triage-scripts/2026-1")) == (409, "script-version-unknown")
    assert (await world.ask(stranger, "GET", "/triage-scripts")).json()["in_force"]["version"] == VERSION
