"""Worklists: who has which, and the list behind a badge holds the rows that the badge counts."""

from datetime import timedelta
from typing import Any

import pytest

from referral_svc.monitor.models import GapAlert
from referral_svc.referrals.codes import WorklistKey
from referral_svc.referrals.schemas import HREFS

from ..build import OURS, Somebody, World
from ..disclosure.spreadsheets.importing import imported
from ..disclosure.spreadsheets.lists import as_csv, line
from ..disclosure.test_confirmations import EMAIL, confirm, visit
from ..neighbours.crossing import opened_to_us
from ..unpaid_acts.flagging import flagged
from .test_queue import _nobody
from .test_timers import tick


def a_gap(world: World) -> GapAlert:
    """Of those that the daily look finds."""
    found_on = world.clock.now().date()
    return GapAlert(
        cpts_id=OURS, dimension="cover", group_code="ame", measure="not_placed", found_on=found_on, p_value=0.01
    )


async def badges(world: World, who: Somebody) -> dict[str, Any]:
    return {one["key"]: one for one in (await world.get(who, "/worklists"))["items"]}


async def rows(world: World, who: Somebody, **filters: Any) -> list[str]:
    found = await world.get(who, "/referrals", limit=100, **filters)
    return [one["case_number"] for one in found["items"]]


@pytest.mark.parametrize("key", [key for key in WorklistKey if key != WorklistKey.NEWS])
async def test_a_list_of_another_role_is_refused(world: World, key: WorklistKey) -> None:
    path = f"/referrals?worklist={key.value}"
    assert await world.refused(world.who("referrer"), "GET", path) == (403, "role-refused")


async def test_a_list_that_does_not_exist_is_refused(world: World) -> None:
    answer = await world.ask(world.coordinator, "GET", "/referrals", params={"worklist": "everything"})
    assert answer.status_code == 422


async def test_every_list_holds_as_many_requests_as_its_badge_says(world: World) -> None:
    """One request at least in each list, and neighbours of every list that must not stand in it."""
    author, coordinator = world.who("referrer"), world.coordinator
    social = world.who("social_coordinator")
    await world.get(social, "/worklists")  # seen here: a case may be handed to her
    await _silent_for_a_month(world, author, social)
    await _waiting_for_somebody(world, author)
    await _ended_with_news(world, author)
    await _confirmed_in_vain(world, coordinator)
    await world.rows("update referral set declaration_reminded_at = placed_at where status = 'placed' returning 1")
    for day in (world.clock.now(), world.clock.now() + timedelta(days=9)):
        refusal = {"kind": "care", "commune_code": "97001", "recontact_on": day.date().isoformat()}
        assert (await world.ask(author, "POST", "/refused-consents", refusal)).status_code == 201
    assert (await world.ask(author, "POST", "/drafts", {"content": "{}"})).status_code == 201
    await imported(world, coordinator, as_csv(line(accord="")))
    await opened_to_us(world)
    asked = await _asked_twice(world)
    written = await world.state(author, patient=_nobody(90))
    body = {"words": "Bonjour"}
    answer = await world.ask(author, "POST", f"/referrals/{written['referral_id']}/messages", body)
    assert answer.status_code == 201
    await flagged(world, written)
    for codes in (["10"], []):
        sought = {"subject": "Un lit", "profession_codes": codes}
        assert (await world.ask(author, "POST", "/appeals", sought)).status_code == 201
    async with world.database.begin(OURS) as session:
        session.add(a_gap(world))
    callers = [
        author,
        coordinator,
        social,
        world.who("director"),
        asked,
        world.who("care_coordinator", "social_coordinator", "secretary", "director"),
    ]
    met: set[str] = set()
    for who in callers:
        for key, badge in (await badges(world, who)).items():
            assert badge["href"] == HREFS[key]
            if key == "my_solicitations":
                found = await world.get(who, "/solicitations", state="open")
                shown = [one["solicitation_id"] for one in found["items"]]
            elif key == "handed_to_me":
                handed = (await world.get(who, "/handovers"))["items"]
                shown = [one["handover_id"] for one in handed if one["answer"] == "awaited"]
            elif key == "drafts":
                shown = [one["draft_id"] for one in (await world.get(who, "/drafts"))["items"]]
            elif key == "to_recontact":
                today = world.clock.now().date().isoformat()
                asked_again = await world.get(who, "/refused-consents")
                shown = [one["id"] for one in asked_again if one["recontact_on"] <= today]
            elif key == "received_from_neighbours":
                opened = (await world.get(who, "/received-requests"))["items"]
                shown = [one["crossing_id"] for one in opened if not one["asked"]]
            elif key == "agreements_to_answer":
                offered = (await world.get(who, "/neighbour-agreements"))["items"]
                shown = [
                    one["agreement_id"] for one in offered if (one["state"], one["side"]) == ("offered", "receiving")
                ]
            elif key == "acts_to_claim":
                acts = (await world.get(who, "/unpaid-acts", state="to_claim"))["items"]
                shown = [one["unpaid_act_id"] for one in acts]
            elif key == "gaps":
                alerts = (await world.get(who, "/monitor/alerts"))["items"]
                shown = [f"{one['group']} {one['measure']}" for one in alerts if one["looked_at"] is None]
            elif key == "appeals_for_me":
                appeals = (await world.get(who, "/appeals", view="for_me"))["items"]
                shown = [one["appeal_id"] for one in appeals]
            else:
                shown = await rows(world, who, worklist=key)
            assert (key, len(shown), len(set(shown))) == (key, badge["count"], badge["count"])
            met.add(key)
    assert met == set(HREFS)
    assert set(HREFS) == {key.value for key in WorklistKey} | {
        "my_solicitations",
        "to_recontact",
        "drafts",
        "handed_to_me",
        "received_from_neighbours",
        "agreements_to_answer",
        "acts_to_claim",
        "gaps",
        "appeals_for_me",
    }


async def _silent_for_a_month(world: World, author: Somebody, social: Somebody) -> None:
    """Late, stalled, held too long, handed over without an answer: all by the passing of time."""
    late = await world.qualified(author, patient=_nobody(1))
    path = f"/referrals/{late['referral_id']}"
    assert (await world.ask(world.coordinator, "PUT", f"{path}/holder", {"account_id": None})).status_code == 200
    handed = {
        "to_account_id": str(social.caller.account_id),
        "told": ["name"],
        "reason_code": "rights",
        "agreed": "oral",
    }
    assert (await world.ask(world.coordinator, "POST", f"{path}/handovers", handed)).status_code == 201
    held = await world.qualified(author, patient=_nobody(2))
    until = (world.clock.now() + timedelta(days=3)).isoformat()
    await world.act(world.coordinator, held["referral_id"], "hold", {"reason_code": "hospitalised", "until": until})
    world.clock.advance(timedelta(days=31))
    await tick(world, "mark_stalled")


async def _waiting_for_somebody(world: World, author: Somebody) -> None:
    """One in each stage, a duplicate, a search in vain, and a social request that is another coordinator's."""
    for _ in range(2):
        await world.state(author, patient=_nobody(3))
    await world.state(author, kind="social", need=["housing"], patient=_nobody(4))
    await world.state(author, kind="social", need=["social_report"], patient=_nobody(12))
    held = await world.qualified(author, patient=_nobody(5))
    await world.act(world.coordinator, held["referral_id"], "hold", {"reason_code": "unreachable"})
    await world.proposed(who=author, patient=_nobody(6))
    await world.placed(who=author, patient=_nobody(7))
    doctor = world.professional(professional=await world.describe())
    vain = await world.qualified(author, patient=_nobody(8))
    await _ask(world, vain, doctor)
    (one,) = (await world.get(doctor, "/solicitations", state="open"))["items"]
    path = f"/solicitations/{one['solicitation_id']}/answer"
    assert (await world.ask(doctor, "POST", path, {"answer": "no"})).status_code == 200


async def _confirmed_in_vain(world: World, coordinator: Somebody) -> None:
    referral, appointment, _ = await visit(world, {"email": EMAIL}, patient=_nobody(91))
    await confirm(world, coordinator, referral, appointment, "mail")
    await world.rows("update visit_confirmation set state = 'failed' returning 1")


async def _ended_with_news(world: World, author: Somebody) -> None:
    """Two notices about one request make one line; one whose participant could not be told."""
    placed = await world.placed(who=author, patient=_nobody(9))
    nurse = await world.describe(profession_code="60", is_general_practitioner=False, email=None)
    participants = f"/referrals/{placed['referral_id']}/participants"
    named = await world.ask(world.coordinator, "POST", participants, {"professional_id": str(nurse)})
    assert named.status_code == 201
    await world.act(world.coordinator, placed["referral_id"], "redirection", {"reason_code": "out_of_scope"})


async def _asked_twice(world: World) -> Somebody:
    doctor = world.professional(professional=await world.describe())
    for n in (10, 11):
        await _ask(world, await world.qualified(patient=_nobody(n)), doctor)
    return doctor


async def _ask(world: World, referral: Any, doctor: Somebody) -> None:
    path, asked = f"/referrals/{referral['referral_id']}/waves", {"professional_ids": [str(doctor.professional_id)]}
    assert (await world.ask(world.coordinator, "POST", path, asked)).status_code == 201


async def test_a_coordinators_list_holds_no_request_of_the_other_coordinator(world: World) -> None:
    hers = world.who("care_coordinator", structure="970000001")
    await world.state(world.who("referrer", structure="970000001"), kind="social", need=["housing"])
    assert await badges(world, hers) == {}
    assert await rows(world, hers, worklist="to_qualify") == []
    assert await rows(world, hers) == ["26-0001"]


async def test_other_filters_narrow_a_list_further(world: World) -> None:
    await world.state(patient=_nobody(1))
    await world.state(patient=_nobody(2), residence={"commune_code": "97002"})
    assert await rows(world, world.coordinator, worklist="to_qualify", commune="97002") == ["26-0002"]


async def test_what_the_director_is_handed_she_may_open_and_nothing_else(world: World) -> None:
    silent = await world.state(patient=_nobody(1))
    director = world.who("director")
    path = f"/referrals/{silent['referral_id']}"
    assert await world.refused(director, "GET", path) == (404, "referral-not-found")
    world.clock.advance(timedelta(days=30, minutes=1))
    recent = await world.state(patient=_nobody(2))
    assert await rows(world, director, worklist="silent_30_days") == [silent["case_number"]]
    assert (await world.get(director, path))["allowed_acts"] == []
    refused = await world.refused(director, "GET", f"/referrals/{recent['referral_id']}")
    assert refused == (404, "referral-not-found")
    assert (await world.refused(director, "POST", f"{path}/qualification", {}))[0] in (403, 404)


async def test_the_referrer_finds_the_outcome_in_his_news_until_he_has_read_it(world: World) -> None:
    author = world.who("referrer")
    ended = await world.qualified(author, patient=_nobody(1))
    await world.state(author, patient=_nobody(2))
    await world.act(world.coordinator, ended["referral_id"], "redirection", {"reason_code": "out_of_scope"})
    assert await rows(world, author) == ["26-0002"]
    (line,) = (await world.get(author, "/referrals", worklist="news"))["items"]
    assert (line["case_number"], line["status"], line["has_news"]) == (ended["case_number"], "redirected", True)
    path = f"/referrals/{ended['referral_id']}"
    (notice,) = (await world.get(author, path))["unread_notices"]
    assert (await world.get(world.coordinator, path))["unread_notices"] == []
    assert (await world.ask(author, "POST", f"{path}/notices/{notice}/reading")).status_code == 200
    assert await rows(world, author, worklist="news") == []
    assert (await world.get(author, path))["has_news"] is False
