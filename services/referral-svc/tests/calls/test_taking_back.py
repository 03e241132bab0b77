"""A wrong outcome of a call is taken back by whoever tapped it, soon, while nothing followed from it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ..build import Somebody, World, person
from ..solicitations.asking import doctors, proposals, referral_now, reply, send, token_of
from .test_calls import call, called, calls_of, order_of, rule_of, silence


async def undo(world: World, referral: Any, who: Somebody, call_id: str | None = None) -> Any:
    """The newest call of the log, if no other is named."""
    path = f"/referrals/{referral['referral_id']}/calls"
    call_id = call_id or (await calls_of(world, referral))["log"][0]["call_id"]
    return await world.ask(who, "POST", f"{path}/{call_id}/taking-back")


async def tapped(world: World, who: Somebody, referral: Any, one: UUID, outcome: str) -> Any:
    answer = await call(world, referral, one, outcome, who=who)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_colleague_does_not_take_back_what_another_recorded(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral, ann = await world.qualified(), world.coordinator
    await tapped(world, ann, referral, doctor, "no_answer")
    assert rule_of(await undo(world, referral, world.who("care_coordinator"))) == (403, "call-of-another")
    assert (await calls_of(world, referral))["log"][0]["may_be_taken_back"] is False


async def test_after_five_minutes_the_call_stands(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral, ann = await world.qualified(), world.coordinator
    await tapped(world, ann, referral, doctor, "no_answer")
    world.clock.advance(timedelta(minutes=5, seconds=1))
    assert rule_of(await undo(world, referral, ann)) == (409, "call-too-old")


async def test_a_call_of_another_request_is_not_there(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    one, other, ann = (
        await world.qualified(),
        await world.qualified(patient=person(family_name="Z")),
        world.coordinator,
    )
    found = (await tapped(world, ann, one, doctor, "no_answer"))["log"][0]["call_id"]
    assert rule_of(await undo(world, other, ann, found)) == (404, "call-not-found")
    assert rule_of(await undo(world, one, ann, str(uuid4()))) == (404, "call-not-found")


@pytest.mark.parametrize("what", ["chosen", "declined", "called again", "taken back", "withdrawn", "answered again"])
async def test_once_something_followed_the_call_stands(world: World, what: str) -> None:
    doctor, ann = (await doctors(world, 1))[0], world.coordinator
    referral = await world.qualified()
    await tapped(world, ann, referral, doctor, "no_answer" if what in ("called again", "taken back") else "accepts")
    found = (await calls_of(world, referral))["log"][0]["call_id"]
    if what == "chosen":
        choice = {"professional_id": str(doctor), "recorded": "phone"}
        await world.act(ann, referral["referral_id"], "choice", choice)
    elif what == "declined":
        await world.act(ann, referral["referral_id"], "choice/decline", {"recorded": "phone"})
    elif what == "called again":
        await tapped(world, ann, referral, doctor, "voicemail")
    elif what == "taken back":
        assert (await undo(world, referral, ann)).status_code == 200
    elif what == "withdrawn":
        await world.act(ann, referral["referral_id"], "withdrawal", {"reason_code": "found_elsewhere"})
    else:
        him = world.professional(professional=doctor)
        (mine,) = (await world.get(him, "/solicitations"))["items"]
        world.clock.advance(timedelta(seconds=5))
        said = {"answer": "yes", "condition": "from_next_month"}
        answer = await world.ask(him, "POST", f"/solicitations/{mine['solicitation_id']}/answer", said)
        assert answer.status_code == 200, answer.text
    assert rule_of(await undo(world, referral, ann, found)) == (409, "call-followed")


async def test_a_person_placed_in_advance_is_not_brought_back_by_an_undo(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral, ann = await world.qualified(constraints={"advance_choice": True}), world.coordinator
    assert (await tapped(world, ann, referral, doctor, "accepts"))["status"] == "placed"
    assert rule_of(await undo(world, referral, ann)) == (409, "call-followed")


async def test_a_missed_call_taken_back_leaves_the_doctor_where_he_stood_and_its_trace(world: World) -> None:
    await doctors(world, 2)
    referral, ann = await world.qualified(), world.coordinator
    before = await calls_of(world, referral)
    first = UUID(before["lines"][0]["professional_id"])
    assert order_of(await tapped(world, ann, referral, first, "no_answer")) != order_of(before)
    after = (await undo(world, referral, ann)).json()
    assert after["lines"] == before["lines"]
    (line,) = after["log"]
    assert (line["outcome"], line["may_be_taken_back"]) == ("no_answer", False)
    assert line["taken_back_at"] is not None
    codes = [one["code"] for one in (await world.get(ann, f"/referrals/{referral['referral_id']}/timeline"))["items"]]
    assert {"professional_called", "call_taken_back"} <= set(codes)
    assert (await world.get(ann, "/call-list"))["items"][0]["calls"] == 0


@pytest.mark.parametrize("outcome", ["accepts", "refuses", "never_this_kind"])
async def test_an_answer_taken_back_counts_neither_in_his_week_nor_in_his_wishes(world: World, outcome: str) -> None:
    (doctor,) = await doctors(world, 1)
    referral, ann = await world.qualified(), world.coordinator
    before = (await calls_of(world, referral))["lines"]
    await tapped(world, ann, referral, doctor, outcome)
    after = (await undo(world, referral, ann)).json()
    assert (after["status"], after["lines"]) == ("searching", before)
    assert await proposals(world, referral) == []
    assert (await referral_now(world, referral))["answers"]["asked"] == 0
    assert await world.rows("select 1 from solicitation union all select 1 from wave") == []
    assert (await world.rows("select declined_kinds from solicitation_setting"))[0].declined_kinds == []
    assert order_of(await called(world, referral, doctor, "accepts")) == [], "and may be heard again"


async def test_a_word_that_took_the_place_of_a_silence_gives_it_back(world: World) -> None:
    mailed, other = await doctors(world, 2)
    referral, ann = await world.qualified(), world.coordinator
    await send(world, referral, mailed, other)
    await reply(world, await token_of(world, other), "no")
    await silence(world)
    await tapped(world, ann, referral, mailed, "refuses")
    assert order_of((await undo(world, referral, ann)).json()) == [str(mailed)]
    states = await world.rows("select professional_id, state, answered_at from solicitation")
    assert {row.professional_id: row.state for row in states} == {mailed: "silent", other: "no"}


async def test_another_yes_keeps_the_request_with_the_person(world: World) -> None:
    phoned, mailed = await doctors(world, 2)
    referral, ann = await world.qualified(), world.coordinator
    await send(world, referral, mailed)
    await tapped(world, ann, referral, phoned, "accepts")
    await reply(world, await token_of(world, mailed))
    found = (await calls_of(world, referral))["log"][0]["call_id"]
    assert (await undo(world, referral, ann, found)).json()["status"] == "proposed"
    assert [who for who, _ in await proposals(world, referral)] == [str(mailed)]
