"""Dental care in two legs (rules of the profession, section 1)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ..build import World, need
from ..handovers.test_handovers import hand, route
from .linked import hospital, line_up


async def dentist(world: World) -> UUID:
    return await world.describe(profession_code="40", is_general_practitioner=False, specialty_codes=[])


async def first_leg(world: World, *needs: str, **changed: Any) -> Any:
    """Placed with a dentist of the directory who does it."""
    asked = list(needs or ("dental_care",))
    return await world.placed(
        await dentist(world), who=hospital(world), kind="dental", need=asked, two_legs=True, **changed
    )


async def closed(world: World, referral: Any, outcome: str = "followed") -> Any:
    referral_id = referral["referral_id"]
    await world.act(world.coordinator, referral_id, "first-appointment", {"waived_reason": "not_needed"})
    participants = await world.get(world.coordinator, f"/referrals/{referral_id}/participants")
    for notice in [one for who in participants["items"] for one in who["notices"]]:
        if notice["state"] not in ("delivered", "read", "waived"):
            path = f"/referrals/{referral_id}/notices/{notice['notice_id']}/waiver"
            assert (await world.ask(world.coordinator, "POST", path, {"reason": "told_by_phone"})).status_code == 200
    return await world.act(world.coordinator, referral_id, "closing", {"outcome_code": outcome})


async def test_only_dental_care_is_asked_for_in_two_legs(world: World) -> None:

    refused = await world.refused(hospital(world), "POST", "/referrals", need(two_legs=True))
    assert refused == (422, "two-legs-are-dental")


async def test_before_the_first_leg_is_done_there_is_no_second(world: World) -> None:
    referral = await first_leg(world)
    shown = await line_up(world, referral["bundle"])
    assert (shown["kind"], [line["standing"] for line in shown["lines"]]) == ("dental", ["found"])


@pytest.mark.parametrize("outcome", ["not_honoured", "other"])
async def test_a_first_leg_without_care_leads_nowhere(world: World, outcome: str) -> None:
    referral = await closed(world, await first_leg(world), outcome)
    assert len((await line_up(world, referral["bundle"]))["lines"]) == 1


async def test_the_first_leg_done_the_second_opens_for_the_same_person_under_its_own_key(world: World) -> None:
    referral = await closed(world, await first_leg(world, "dental_emergency"))
    shown = await line_up(world, referral["bundle"])
    assert [(line["standing"], line["need_codes"]) for line in shown["lines"]] == [
        ("found", ["dental_emergency"]),
        ("to_ask", ["dental_care"]),
    ]
    second = shown["lines"][1]["referral_id"]
    assert len(await world.rows("select 1 from data_key")) == 2
    seen = await world.get(world.coordinator, f"/referrals/{second}")
    assert (seen["status"], seen["request_exists"], seen["bulletin_sharing"]) == ("qualified", False, True)
    assert seen["referrer_name"] == "Sacha Service-Social"
    identity = (await world.get(world.coordinator, f"/referrals/{second}/care-bulletin"))["identity"]
    assert identity["family_name"] == "Zyborowska"


async def handed(world: World, kind: str = "dental_pass", *, two_legs: bool = True) -> tuple[Any, str]:
    """The first leg, which a body outside is asked to do; and the path of its hand-over."""
    referral = await world.qualified(who=hospital(world), kind="dental", need=["dental_care"], two_legs=two_legs)
    body = await route(world, kind=kind, name="Service d’odontologie", may_tell=["name"])
    made = await hand(
        world, world.coordinator, referral, route_id=body["route_id"], told=["name"], reason_code="dental"
    )
    assert made.status_code == 201, made.text
    return referral, f"/handovers/{made.json()['handover_id']}/outcome"


async def ended(world: World, path: str, outcome: str) -> None:
    answer = await world.ask(world.coordinator, "POST", path, {"outcome_code": outcome})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [("dental_pass", "no_answer"), ("dental_pass", "appointment_given"), ("ccas", "care_given")],
)
async def test_a_body_that_gave_no_care_ends_no_first_leg(world: World, kind: str, outcome: str) -> None:
    referral, path = await handed(world, kind)
    await ended(world, path, outcome)
    shown = await line_up(world, referral["bundle"])
    assert [line["standing"] for line in shown["lines"]] == ["to_ask"]


async def test_care_in_one_leg_goes_on_waiting_for_its_dentist(world: World) -> None:
    referral, path = await handed(world, two_legs=False)
    await ended(world, path, "care_given")
    seen = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")
    assert (seen["status"], seen["bundle"]) == ("qualified", None)


@pytest.mark.parametrize(("kind", "outcome"), [("dental_pass", "rights_opened"), ("hospital_dental", "care_given")])
async def test_the_first_leg_done_by_a_partner_opens_the_second_at_once(
    world: World, kind: str, outcome: str
) -> None:
    referral, path = await handed(world, kind)
    await ended(world, path, outcome)
    shown = await line_up(world, referral["bundle"])
    assert [(line["standing"], line["professional_name"]) for line in shown["lines"]] == [
        ("found", "Service d’odontologie"),
        ("to_ask", None),
    ]
    first = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}")
    assert (first["status"], first["reason_code"]) == ("redirected", "partner")
    assert await world.refused(world.coordinator, "POST", path, {"outcome_code": outcome}) == (409, "handover-over")


async def test_the_dentist_of_the_first_leg_reads_nothing_of_the_second(world: World) -> None:
    first = await first_leg(world)
    his = world.professional(professional=UUID(first["placed_professional_id"]))
    referral = await closed(world, first)
    second = (await line_up(world, referral["bundle"]))["lines"][1]["referral_id"]
    assert (await world.refused(his, "GET", f"/referrals/{second}/care-bulletin"))[0] == 404
    assert len((await line_up(world, referral["bundle"], his))["lines"]) == 1
