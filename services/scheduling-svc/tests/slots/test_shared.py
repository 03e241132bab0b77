"""Slots that an owner shares with another CPTS: found there by whom the CPTS's own slots are open to, by nobody
else and by no other road."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ..conftest import OURS, THEIRS
from ..openings.test_sovereignty import revise

BOOKERS = ("referrer", "professional", "care_coordinator", "social_coordinator", "director")


@pytest.fixture
async def owner(world):
    """A member of both CPTS, with an agenda in ours."""
    professional = await world.describe()
    await world.describe_cpts(THEIRS, name="CPTS voisine")
    await world.describe(professional, cpts=THEIRS)
    return professional


async def shared(world, who, **params):
    answer = await world.ask(who, "GET", "/slots/shared", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


@pytest.mark.parametrize("opened", [{"shared_with": []}, {"shared_with": [], "audience": ["pro", "snp", "public"]}])
async def test_what_is_not_shared_is_found_there_by_no_road(world, owner, opened):
    await world.open(owner, **opened)
    there = world.who("care_coordinator", cpts=THEIRS)
    assert await shared(world, there) == []


async def test_what_is_shared_is_in_no_list_of_ones_own_slots_and_is_not_held_from_there(world, owner):
    await world.open(owner, shared_with=[str(THEIRS)])
    there = world.who("care_coordinator", cpts=THEIRS)
    slot = (await shared(world, there))[0]["slot_id"]
    assert await world.free(there) == []
    table = await world.ask(there, "GET", "/slots/half-days", params={"week": "2026-11-23"})
    board = await world.ask(there, "GET", "/slots/board", params={"day": "2026-11-23"})
    assert (table.json()["rows"], board.json()["columns"]) == ([], [])
    assert (await world.ask(there, "POST", f"/slots/{slot}/hold", {})).status_code == 404
    assert (await world.book(there, slot)).status_code == 404


@pytest.mark.parametrize("role", ["evaluator", "project_officer", "guest", "secretary"])
async def test_roles_that_search_nothing_find_nothing_shared(world, role):
    assert (await world.ask(world.who(role, cpts=THEIRS), "GET", "/slots/shared")).status_code == 403


async def test_a_regulator_there_has_no_eyes_of_the_cpts_and_finds_what_is_open_to_snp(world, owner):
    regulator = world.who("regulator", cpts=THEIRS)
    await world.open(owner, shared_with=[str(THEIRS)], audience=["cpts"], kind="one_off", weekdays=[])
    assert await shared(world, regulator) == []
    await world.open(owner, shared_with=[str(THEIRS)], from_time="14:00", to_time="15:00")
    assert (await shared(world, regulator))[0]["starts_at"] == "2026-11-23T13:00:00Z"


async def test_a_third_cpts_finds_nothing(world, owner):
    await world.open(owner, shared_with=[str(THEIRS)])
    third = THEIRS.__class__(int=THEIRS.int + 1)
    await world.describe_cpts(third)
    assert await shared(world, world.who("care_coordinator", cpts=third)) == []
    assert await shared(world, world.who("care_coordinator", cpts=OURS)) == []


@pytest.mark.parametrize("role", BOOKERS)
async def test_members_there_find_it_with_whom_to_ask(world, owner, role):
    await world.describe_cpts(name="CPTS d'ici", coordination_phone="01 99 00 00 00")
    await world.open(owner, shared_with=[str(THEIRS)])
    found = await shared(world, world.who(role, cpts=THEIRS))
    assert [slot["starts_at"] for slot in found[:4]] == [
        f"2026-11-23T08:{minute}:00Z" for minute in ("00", "15", "30", "45")
    ]
    assert (found[0]["cpts_name"], found[0]["cpts_phone"]) == ("CPTS d'ici", "01 99 00 00 00")
    assert found[0]["shared_by"] == str(OURS)
    assert found[0]["professional_name"] == "Dr Jeanne Exemple"


async def test_it_is_seen_there_no_sooner_than_by_the_own_members(world, owner):
    release = {"audience": "cpts", "hours_before": 1}
    await world.open(
        owner, shared_with=[str(THEIRS)], audience=["cpts"], releases=[release], kind="one_off", weekdays=[]
    )
    there = world.who("referrer", cpts=THEIRS)
    assert await shared(world, there) == []
    world.clock.advance(timedelta(hours=1))
    assert len(await shared(world, there)) == len(await world.free()) == 1


async def test_it_is_found_no_more_once_it_is_taken_back_taken_or_its_owner_has_left(world, owner):
    opening = await world.open(owner, shared_with=[str(THEIRS)], kind="one_off", weekdays=[])
    there = world.who("referrer", cpts=THEIRS)
    before = await shared(world, there)
    await world.book(world.who("referrer"), before[0]["slot_id"])
    assert await shared(world, there) == before[1:]
    await world.describe(owner, cpts=THEIRS, is_member=False)
    assert await shared(world, there) == []
    await world.describe(owner, cpts=THEIRS)
    assert await shared(world, there) == before[1:]
    me = world.who("professional", professional=owner)
    assert (await revise(world, me, opening, shared_with=[])).status_code == 200
    assert await shared(world, there) == []


async def test_it_is_looked_for_by_the_same_words(world, owner):
    await world.open(owner, shared_with=[str(THEIRS)], kind="one_off", weekdays=[])
    there = world.who("referrer", cpts=THEIRS)
    assert await shared(world, there, profession="60") == []
    assert await shared(world, there, half_day="afternoon") == []
    near = await shared(world, there, near_commune="97001", profession="10", half_day="morning", reason="snp")
    assert [slot["distance_km"] for slot in near] == [0, 0, 0, 0]
    refused = await world.ask(there, "GET", "/slots/shared", params={"near_commune": "00000"})
    assert refused.status_code == 422
