"""The ordered call list: who is next, one tap per call, and never two coordinators on one line."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.solicitations.timers import SolicitationTimers

from ..build import THEIRS, Somebody, World, person
from ..bundles.test_together import searched
from ..solicitations.asking import doctors, mails, place, proposals, referral_now, reply, send, token_of


async def calls_of(world: World, referral: Any, who: Somebody | None = None) -> Any:
    return await world.get(who or world.coordinator, f"/referrals/{referral['referral_id']}/calls")


async def claim(world: World, referral: Any, one: UUID, who: Somebody) -> Any:
    path = f"/referrals/{referral['referral_id']}/call-claims"
    return await world.ask(who, "POST", path, {"professional_id": str(one)})


async def call(world: World, referral: Any, one: UUID, outcome: str, who: Somebody | None = None, **more: Any) -> Any:
    path = f"/referrals/{referral['referral_id']}/calls"
    body = {"professional_id": str(one), "outcome": outcome, **more}
    return await world.ask(who or world.coordinator, "POST", path, body)


async def called(world: World, referral: Any, one: UUID, outcome: str, **more: Any) -> Any:
    answer = await call(world, referral, one, outcome, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def silence(world: World) -> None:
    world.clock.advance(timedelta(hours=49))
    await SolicitationTimers(world.database, world.clock, world.settings.public_url).run_once()


def rule_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


def order_of(calls: Any) -> list[str]:
    return [line["professional_id"] for line in calls["lines"]]


@pytest.mark.parametrize("role", ["secretary", "director", "referrer", "professional", "social_coordinator"])
async def test_only_the_coordinator_of_the_request_calls(world: World, role: str) -> None:
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified()
    somebody = world.who(role, professional=uuid4())
    path = f"/referrals/{referral['referral_id']}"
    assert (await world.refused(somebody, "GET", f"{path}/calls"))[0] in (403, 404)
    assert (await call(world, referral, doctor, "accepts", who=somebody)).status_code in (403, 404)
    if role != "social_coordinator":
        assert await world.refused(somebody, "GET", "/call-list") == (403, "role-refused")
    else:
        assert (await world.get(somebody, "/call-list"))["items"] == []


async def test_a_neighbour_sees_nothing_to_call(world: World) -> None:
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/calls"
    neighbour = world.who("care_coordinator", cpts=THEIRS)
    assert await world.refused(neighbour, "GET", path) == (404, "referral-not-found")


async def test_a_request_not_qualified_or_waiting_for_the_person_is_not_called_for(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    stated = await world.state()
    assert rule_of(await claim(world, stated, doctor, world.coordinator)) == (409, "act-not-allowed-now")
    proposed = await world.proposed(patient=person(family_name="Another"))
    assert rule_of(await claim(world, proposed, doctor, world.coordinator)) == (409, "waves-paused")


async def test_nobody_is_called_by_two_coordinators_at_once(world: World) -> None:
    first, second = await doctors(world, 2)
    one = await world.qualified()
    other = await world.qualified(patient=person(family_name="Another"))
    ann, bob = world.coordinator, world.who("care_coordinator", name="Bob Coordonne")
    assert (await claim(world, one, first, ann)).status_code == 200
    refused = await claim(world, other, first, bob)
    assert rule_of(refused) == (409, "claimed-by-another")
    assert refused.json()["by_name"] == "Capucine Coordonne"
    assert rule_of(await call(world, one, first, "no_answer", who=bob)) == (409, "claimed-by-another")
    shown = {line["professional_id"]: line["claimed_by_name"] for line in (await calls_of(world, one, bob))["lines"]}
    assert shown == {str(first): "Capucine Coordonne", str(second): None}
    assert (await world.get(bob, "/call-list"))["items"][0]["called_by"] == ["Capucine Coordonne"]
    world.clock.advance(timedelta(minutes=10, seconds=1))
    assert (await claim(world, other, first, bob)).status_code == 200, "whoever was called away blocks nobody"


async def test_a_person_makes_one_call_at_a_time(world: World) -> None:
    first, second = await doctors(world, 2)
    referral = await world.qualified()
    ann, bob = world.coordinator, world.who("care_coordinator", name="Bob Coordonne")
    await claim(world, referral, first, ann)
    await claim(world, referral, second, ann)
    assert (await claim(world, referral, first, bob)).status_code == 200


async def test_of_two_coordinators_who_reach_for_one_number_one_gets_it(real_world: World) -> None:
    world = real_world
    (doctor,) = await doctors(world, 1)
    requests = [await world.qualified(patient=person(family_name=f"Z{n}")) for n in range(4)]
    answers = await asyncio.gather(*[claim(world, one, doctor, world.who("care_coordinator")) for one in requests])
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_the_list_is_in_the_order_of_the_rules_with_the_numbers(world: World) -> None:
    near = await world.describe(phone="0455000001", places=place(1))
    far = await world.describe(places=place(15, phone="0455000002"))
    absent = await world.describe(absences=[{"starts_on": "2026-11-01", "ends_on": "2026-12-31"}])
    shown = await calls_of(world, await world.qualified())
    assert [(line["professional_id"], line["phone"]) for line in shown["lines"]] == [
        (str(near), "0455000001"),
        (str(far), "0455000002"),
    ]
    assert [(one["professional_id"], one["condition_code"]) for one in shown["excluded"]] == [(str(absent), "absent")]
    assert shown["waves_left"] is True
    assert "Zyborowska" not in str(shown)


async def test_who_kept_silent_is_called_and_who_answered_or_may_still_answer_is_not(world: World) -> None:
    silent, refuses, waiting = await doctors(world, 3)
    referral = await world.qualified()
    await send(world, referral, silent, refuses)
    await reply(world, await token_of(world, refuses), "no")
    await silence(world)
    await send(world, referral, waiting)
    shown = await calls_of(world, referral)
    assert [(line["professional_id"], line["was_asked"]) for line in shown["lines"]] == [(str(silent), True)]
    assert {one["condition_code"] for one in shown["excluded"]} == {"already_asked"}


async def test_a_yes_on_the_phone_is_the_same_yes_recorded_as_such(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified()
    shown = await called(world, referral, doctor, "accepts", condition="from_next_month")
    assert shown["status"] == "proposed"
    assert await proposals(world, referral) == [(str(doctor), "proposed")]
    path = f"/referrals/{referral['referral_id']}"
    wave = (await world.get(world.coordinator, f"{path}/solicitations"))["items"][0]
    asked = wave["solicitations"][0]
    assert (wave["by_phone"], wave["by_hand"], asked["answered_by"]) == (True, False, "phone")
    assert asked["condition"] == "from_next_month"
    assert await mails(world, doctor) == [], "he was on the phone"
    lines = (await world.get(world.coordinator, f"{path}/timeline"))["items"]
    told = {line["code"]: line for line in lines}
    assert told["answered_yes"]["details"]["channel"] == "phone"
    assert told["answered_yes"]["by_name"] == "Capucine Coordonne"
    chosen = {"professional_id": str(doctor), "recorded": "oral"}
    placed = await world.act(world.coordinator, referral["referral_id"], "choice", chosen)
    assert placed["placed_professional_id"] == str(doctor)


async def test_a_yes_on_the_phone_stands_in_place_of_a_silence_even_after_the_link_ended(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified()
    await send(world, referral, doctor)
    world.clock.advance(timedelta(days=9))
    await SolicitationTimers(world.database, world.clock, world.settings.public_url).run_once()
    await called(world, referral, doctor, "accepts")
    assert await proposals(world, referral) == [(str(doctor), "proposed")]
    waves = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations"))["items"]
    assert len(waves) == 1, "he was asked once"


async def test_a_no_on_the_phone_takes_him_off_the_list_and_never_this_kind_is_kept(world: World) -> None:
    one, other = await doctors(world, 2)
    referral = await world.qualified()
    assert order_of(await called(world, referral, one, "refuses", reason_code="no_capacity")) == [str(other)]
    assert order_of(await called(world, referral, other, "never_this_kind")) == []
    next_request = await world.qualified(patient=person(family_name="Another"))
    excluded = {e["professional_id"]: e["condition_code"] for e in (await calls_of(world, next_request))["excluded"]}
    assert excluded == {str(other): "kind_declined"}


async def test_what_is_no_answer_is_logged_and_asks_nobody(world: World) -> None:
    one, other = await doctors(world, 2)
    referral = await world.qualified()
    first, second = order_of(await calls_of(world, referral))
    shown = await called(world, referral, UUID(first), "voicemail")
    assert order_of(shown) == [second, first]
    assert [(line["outcome"], line["by_name"]) for line in shown["log"]] == [("voicemail", "Capucine Coordonne")]
    later = (world.clock.now() + timedelta(hours=2)).isoformat()
    shown = await called(world, referral, UUID(second), "call_again", call_again_at=later)
    assert [(line["professional_id"], line["turn"]) for line in shown["lines"]] == [
        (first, "again"),
        (second, "later"),
    ]
    world.clock.advance(timedelta(hours=2, minutes=1))
    assert (await calls_of(world, referral))["lines"][0]["turn"] == "call_back"
    assert (await referral_now(world, referral))["answers"]["asked"] == 0
    assert {one, other} == {UUID(first), UUID(second)}


async def test_an_hour_to_call_again_is_asked_for_and_lies_ahead(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified()
    assert (await call(world, referral, doctor, "call_again")).status_code == 422
    past = (world.clock.now() - timedelta(minutes=1)).isoformat()
    refused = await call(world, referral, doctor, "call_again", call_again_at=past)
    assert rule_of(refused) == (422, "call-again-in-the-past")
    assert (await call(world, referral, doctor, "voicemail", call_again_at=past)).status_code == 422


async def test_a_professional_who_cannot_be_asked_by_mail_cannot_by_phone(world: World) -> None:
    doctor = await world.describe(offer={"capacity": 0})
    referral = await world.qualified()
    for outcome in ("accepts", "no_answer"):
        refused = await call(world, referral, doctor, outcome)
        assert rule_of(refused) == (409, "not-on-the-call-list")
        assert refused.json()["condition_code"] == "no_place_left"
    assert (await calls_of(world, referral))["log"] == []


async def test_a_call_counts_in_the_week_of_whoever_was_asked_by_voice(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    for number in range(DEFAULT_RULES.weekly_cap):
        referral = await world.qualified(patient=person(family_name=f"Z{number}"))
        await called(world, referral, doctor, "refuses")
    last = await world.qualified(patient=person(family_name="Last"))
    assert (await calls_of(world, last))["excluded"][0]["condition_code"] == "weekly_cap_reached"


async def test_a_yes_that_comes_while_another_is_on_the_phone_loses_no_word(world: World) -> None:
    mailed, phoned = await doctors(world, 2)
    referral = await world.qualified()
    await send(world, referral, mailed)
    ann = world.coordinator
    assert (await claim(world, referral, phoned, ann)).status_code == 200
    await reply(world, await token_of(world, mailed))
    assert (await call(world, referral, phoned, "accepts", who=ann)).status_code == 200
    assert [state for _, state in await proposals(world, referral)] == ["proposed", "proposed"]


async def test_the_list_of_requests_to_call_holds_the_silent_searches_and_those_taken_by_phone(world: World) -> None:
    one, other, third = await doctors(world, 3)
    silent = await world.qualified(patient=person(family_name="Silent"))
    await send(world, silent, one)
    await silence(world)
    running = await world.qualified(patient=person(family_name="Running"))
    await send(world, running, other)
    taken = await world.qualified(patient=person(family_name="Taken"))
    await called(world, taken, third, "no_answer")
    items = (await world.get(world.coordinator, "/call-list"))["items"]
    assert {(item["case_number"], item["why"], item["calls"]) for item in items} == {
        (silent["case_number"], "nobody_left_to_answer", 0),
        (taken["case_number"], "by_phone", 1),
    }
    assert (await referral_now(world, taken))["status"] == "searching", "a call begins the search"


async def test_the_same_tap_sent_twice_is_one_call(world: World) -> None:
    (doctor,) = await doctors(world, 1)
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/calls"
    body = {"professional_id": str(doctor), "outcome": "no_answer"}
    ann = world.coordinator
    for _ in range(2):
        answer = await world.ask(ann, "POST", path, body, Idempotency_Key="0197c1d2-0000-7000-8000-0000000000aa")
        assert answer.status_code == 200, answer.text
    assert len((await calls_of(world, referral))["log"]) == 1


async def test_the_list_of_requests_to_call_says_which_belong_together(world: World) -> None:
    doctor = await world.describe()
    bundle = await searched(world, doctor)
    him = world.professional(professional=doctor)
    (asked,) = (await world.get(him, "/solicitations"))["items"]
    no = await world.ask(him, "POST", f"/solicitations/{asked['solicitation_id']}/answer", {"answer": "no"})
    assert no.status_code == 200, no.text
    items = (await world.get(world.coordinator, "/call-list"))["items"]
    assert len(items) == 2
    assert {(one["bundle"]["bundle_id"], one["bundle"]["count"]) for one in items} == {(bundle["bundle_id"], 2)}
