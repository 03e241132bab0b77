"""An owner shares what his CPTS sees with another CPTS that he is a member of: nobody else, and no other CPTS."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from ..conftest import OURS, THEIRS
from .test_sovereignty import OVERSEERS, revise, revise_all

NOBODYS = uuid4()


@pytest.fixture
async def owner(world):
    """A member of both CPTS."""
    professional = await world.describe()
    await world.describe_cpts(THEIRS, name="CPTS voisine")
    await world.describe(professional, cpts=THEIRS)
    return professional


def rule(answer):
    return answer.json()["type"].rsplit("/", 1)[1]


async def test_an_opening_is_shared_with_no_shared_with_by_default(world, owner):
    assert (await world.open(owner))["shared_with"] == []


@pytest.mark.parametrize("named", [NOBODYS, OURS])
async def test_an_unknown_cpts_and_ones_own_are_not_named(world, owner, named):
    opening = await world.open(owner)
    me = world.who("professional", professional=owner)
    for answer in (
        await revise(world, me, opening, shared_with=[str(named)]),
        await revise_all(world, me, [opening], shared_with=[str(named)]),
        await world.ask(me, "POST", "/openings", world.opening(owner, weekdays=[2], shared_with=[str(named)])),
    ):
        assert (answer.status_code, rule(answer)) == (422, "owner-no-member-there")
        assert answer.json()["errors"][0]["field"] == "shared_with"


async def test_a_cpts_that_only_knows_the_owner_is_not_named(world, owner):
    await world.describe(owner, cpts=THEIRS, is_member=False)
    opening = await world.open(owner)
    me = world.who("professional", professional=owner)
    assert rule(await revise(world, me, opening, shared_with=[str(THEIRS)])) == "owner-no-member-there"


@pytest.mark.parametrize("role", OVERSEERS)
async def test_who_oversees_agendas_shares_none_and_learns_nothing_of_where_else_somebody_is(world, owner, role):
    opening = await world.open(owner)
    who = world.who(role)
    for named in (THEIRS, NOBODYS):
        for answer in (
            await revise(world, who, opening, shared_with=[str(named)]),
            await revise_all(world, who, [opening], shared_with=[str(named)]),
        ):
            assert (answer.status_code, rule(answer)) == (403, "only-the-owner-widens")
    assert (await world.ask(who, "GET", f"/professionals/{owner}/sharable-cpts")).json()["items"] == []


async def test_a_colleague_shares_nothing_of_an_agenda_that_is_not_his(world, owner):
    opening = await world.open(owner)
    colleague = world.who("professional", professional=await world.describe())
    assert (await revise(world, colleague, opening, shared_with=[str(THEIRS)])).status_code == 403
    answer = await world.ask(colleague, "GET", f"/professionals/{owner}/sharable-cpts")
    assert answer.status_code == 403


async def test_anshared_with_is_not_named_of_what_the_cpts_does_not_see(world, owner):
    body = world.opening(owner, audience=["snp"], shared_with=[str(THEIRS)])
    answer = await world.ask(world.who("professional", professional=owner), "POST", "/openings", body)
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["professional", "delegate"])
async def test_the_owner_and_his_delegate_name_a_cpts_and_the_act_is_in_the_log(world, owner, role):
    opening = await world.open(owner)
    who = world.who(role, professional=owner)
    offered = (await world.ask(who, "GET", f"/professionals/{owner}/sharable-cpts")).json()["items"]
    assert offered == [{"cpts_id": str(THEIRS), "name": "CPTS voisine"}]
    shared = await revise(world, who, opening, shared_with=[str(THEIRS)])
    assert (shared.status_code, shared.json()["shared_with"]) == (200, [str(THEIRS)])
    acts = (await world.ask(who, "GET", f"/professionals/{owner}/widenings")).json()["items"]
    assert [(act["audiences"], act["shared_with"]) for act in acts if act["shared_with"]] == [(["cpts"], offered)]
    kept = (await revise(world, who, shared.json(), to_time="11:00")).json()
    assert kept["shared_with"] == [str(THEIRS)]
    assert len((await world.ask(who, "GET", f"/professionals/{owner}/widenings")).json()["items"]) == len(acts)


async def test_who_oversees_agendas_reads_what_was_named_and_takes_it_back(world, owner):
    opening = await world.open(owner, shared_with=[str(THEIRS)])
    director = world.who("director")
    named = (await world.ask(director, "GET", f"/professionals/{owner}/sharable-cpts")).json()["items"]
    assert [one["name"] for one in named] == ["CPTS voisine"]
    assert (await revise(world, director, opening, shared_with=[])).json()["shared_with"] == []


async def test_several_openings_are_shared_together_and_a_copied_week_too(world, owner):
    me = world.who("professional", professional=owner)
    openings = [await world.open(owner), await world.open(owner, weekdays=[2])]
    shared = await revise_all(world, me, openings, shared_with=[str(THEIRS)])
    assert [one["shared_with"] for one in shared.json()["items"]] == [[str(THEIRS)]] * 2
    body = {"professional_id": str(owner), "from_week": "2026-11-23", "to_weeks": ["2027-03-01"]}
    copied = await world.ask(me, "POST", "/openings/week-copies", body)
    assert copied.status_code == 201
    assert all(one["shared_with"] == [str(THEIRS)] for one in copied.json()["items"])


async def preview(world, who, owner, **find):
    answer = await world.ask(who, "GET", f"/professionals/{owner}/preview", params=find)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_preview_names_no_other_cpts_when_nothing_is_shared_or_its_owner_left_it(world, owner):
    await world.open(owner)
    me = world.who("professional", professional=owner)
    nothing = await preview(world, me, owner)
    assert (nothing["shared_with"], [slot["shared"] for slot in nothing["items"]]) == ([], [[]] * 4)
    await world.open(owner, shared_with=[str(THEIRS)], from_time="14:00", to_time="15:00")
    await world.describe(owner, cpts=THEIRS, is_member=False)
    assert (await preview(world, me, owner))["shared_with"] == []


async def test_a_preview_says_what_members_of_the_other_cpts_find_as_their_search_does(world, owner):
    release = {"audience": "cpts", "hours_before": 1}
    await world.open(owner, shared_with=[str(THEIRS)], audience=["cpts"], releases=[release])
    await world.open(owner, audience=["cpts"], from_time="14:00", to_time="15:00")
    me, there = world.who("professional", professional=owner), world.who("referrer", cpts=THEIRS)
    before = await preview(world, me, owner)
    assert before["shared_with"] == [{"cpts_id": str(THEIRS), "name": "CPTS voisine"}]
    assert [[one["at"] for one in slot["shared"]] for slot in before["items"]] == [
        [f"2026-11-23T07:{minute}:00Z"] for minute in ("00", "15", "30", "45")
    ] + [[]] * 4
    world.clock.move_to(datetime(2026, 11, 23, 7, 15, tzinfo=UTC))
    now = (await preview(world, me, owner))["items"]
    found = (await world.ask(there, "GET", "/slots/shared")).json()["items"]
    seen = [slot["slot_id"] for slot in now if {"cpts_id": str(THEIRS), "at": None} in slot["shared"]]
    assert len(seen) == 2
    assert [slot["slot_id"] for slot in found] == seen
