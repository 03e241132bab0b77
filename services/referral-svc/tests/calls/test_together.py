"""One call about several persons who are searched for together: one word for all of them, or none."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ..build import World, person
from ..bundles.linked import discharged, together
from ..bundles.test_together import CHILD, ROGER, stated
from ..solicitations.asking import proposals, send
from .test_calls import call, called, calls_of, rule_of
from .test_taking_back import undo


async def household(world: World, *others: dict[str, Any]) -> list[Any]:
    """Qualified; the requests as the line-up names them."""
    bundle = await stated(world, *others)
    await together(world, world.coordinator, bundle, "qualification")
    return list(bundle["referrals"])


def ids(requests: list[Any]) -> list[str]:
    return [one["referral_id"] for one in requests]


async def test_requests_that_are_not_searched_together_are_not_answered_together(world: World) -> None:
    doctor = await world.describe()
    one, other = await world.qualified(), await world.qualified(patient=person(family_name="Another"))
    refused = await call(world, one, doctor, "accepts", also_for=[other["referral_id"]])
    assert rule_of(refused) == (422, "not-answered-together")
    carers = (await discharged(world, "nurse", "physiotherapist"))["referrals"]
    for each in carers:
        await world.act(world.coordinator, each["referral_id"], "qualification", {})
    refused = await call(world, carers[0], doctor, "accepts", also_for=[carers[1]["referral_id"]])
    assert rule_of(refused) == (422, "not-answered-together")
    assert (await calls_of(world, carers[0]))["together"] == []
    assert await world.rows("select 1 from call_attempt") == []


async def test_a_request_that_is_none_of_the_callers_is_not_there(world: World) -> None:
    first, second = await household(world)
    stranger = world.who("social_coordinator")
    answer = await call(world, first, await world.describe(), "accepts", who=stranger, also_for=ids([second]))
    assert answer.status_code in (403, 404)


@pytest.mark.parametrize(("offer", "condition"), [({"capacity": 1}, None), ({"capacity": 60, "min_age": 18}, "age")])
async def test_what_refuses_one_refuses_the_whole_word(world: World, offer: dict[str, Any], condition: Any) -> None:
    """One place for two persons; or a child for a doctor of adults."""
    doctor = await world.describe(offer=offer)
    first, second = await household(world, *([CHILD] if condition else [ROGER]))
    refused = await call(world, first, doctor, "accepts", also_for=ids([second]))
    assert rule_of(refused) == (409, "not-on-the-call-list" if condition else "no-place-left")
    assert await world.rows("select 1 from call_attempt union all select 1 from solicitation") == []
    assert (await call(world, first, doctor, "accepts")).status_code == 200, "he may still take one"


async def test_one_word_is_written_for_each_and_counts_as_one_question_in_his_week(world: World) -> None:
    doctor = await world.describe()
    first, second, third = await household(world, ROGER, CHILD)
    assert len((await calls_of(world, first))["together"]) == 2
    shown = await called(world, first, doctor, "accepts", also_for=ids([second, third]))
    assert shown["status"] == "proposed"
    for one in (first, second, third):
        assert await proposals(world, one) == [(str(doctor), "proposed")]
        lines = (await world.get(world.coordinator, f"/referrals/{one['referral_id']}/timeline"))["items"]
        assert [line["code"] for line in lines].count("professional_called") == 1
    counted = await world.rows("select asked_with is null as alone, persons from solicitation order by 1")
    assert [(row.alone, row.persons) for row in counted] == [(False, 1), (False, 1), (True, 3)]


@pytest.mark.parametrize("outcome", ["refuses", "no_answer", "never_this_kind"])
async def test_any_outcome_may_be_said_of_all_and_is_taken_back_for_all(world: World, outcome: str) -> None:
    doctor, ann = await world.describe(), world.coordinator
    first, second = await household(world)
    answer = await call(world, first, doctor, outcome, who=ann, also_for=ids([second]))
    assert answer.status_code == 200, answer.text
    assert [line["outcome"] for line in (await calls_of(world, second))["log"]] == [outcome]
    assert (await undo(world, second, ann)).status_code == 200, "from either"
    for one in (first, second):
        shown = await calls_of(world, one)
        assert [line["professional_id"] for line in shown["lines"]] == [str(doctor)]
        assert shown["log"][0]["taken_back_at"] is not None
    assert await world.rows("select 1 from solicitation") == []


async def test_what_followed_for_one_keeps_the_word_for_all(world: World) -> None:
    doctor, ann = await world.describe(), world.coordinator
    first, second = await household(world)
    await call(world, first, doctor, "accepts", who=ann, also_for=ids([second]))
    choice = {"professional_id": str(doctor), "recorded": "phone"}
    await world.act(ann, second["referral_id"], "choice", choice)
    assert rule_of(await undo(world, first, ann)) == (409, "call-followed")
    assert await proposals(world, first) == [(str(doctor), "proposed")]


async def test_a_silence_and_a_first_question_take_the_same_word(world: World) -> None:
    doctor, ann = await world.describe(), world.coordinator
    first, second = await household(world)
    await send(world, first, UUID(str(doctor)))
    world.clock.advance(timedelta(minutes=1))
    answer = await call(world, first, doctor, "accepts", who=ann, also_for=ids([second]))
    assert answer.status_code == 200, answer.text
    assert (await undo(world, first, ann)).status_code == 200
    (row,) = await world.rows("select state, referral_id from solicitation")
    assert (row.state, str(row.referral_id)) == ("asked", first["referral_id"])
