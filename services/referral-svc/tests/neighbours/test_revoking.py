"""Whoever takes it back, access ends in the same transaction: card, links already mailed, solicitation, bulletin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from referral_svc.neighbours.timers import NeighbourTimers
from referral_svc.referrals import erasing

from ..build import THEIRS, World
from ..solicitations.asking import mails, proposals, read, referral_now, refused_reply, token_of
from .crossing import chosen, crossings, opened, proposed, received, revoked, solicit, their

Act = Callable[[World, Any, Any], Awaitable[None]]
HIDDEN = (404, "referral-not-found")


async def by_the_coordinator(world: World, referral: Any, crossing: Any) -> None:
    path = f"/crossings/{crossing['crossing_id']}/revocation"
    answer = await world.ask(world.coordinator, "POST", path, {"reason_code": "person_withdraws"})
    assert answer.status_code == 200, answer.text


async def by_our_director(world: World, referral: Any, crossing: Any) -> None:
    agreement = (await world.get(world.coordinator, "/neighbour-agreements"))["items"][0]
    assert (await revoked(world, agreement["agreement_id"]))["open_requests"] == 0


async def by_their_director(world: World, referral: Any, crossing: Any) -> None:
    agreement = (await world.get(world.coordinator, "/neighbour-agreements"))["items"][0]
    await revoked(world, agreement["agreement_id"], their(world, "director"))


async def by_the_person(world: World, referral: Any, crossing: Any) -> None:
    act = {"reason_code": "consent_withdrawn"}
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", act)


async def by_a_hold(world: World, referral: Any, crossing: Any) -> None:
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "unreachable"})


async def by_their_refusal(world: World, referral: Any, crossing: Any) -> None:
    act = {"reason_code": "no_capacity", "words": "Plus aucune place avant l’été."}
    path = f"/received-requests/{crossing['crossing_id']}/refusal"
    assert (await world.ask(their(world, "care_coordinator"), "POST", path, act)).status_code == 204


ENDS = {
    by_the_coordinator: "person_withdraws",
    by_our_director: "agreement_over",
    by_their_director: "agreement_over",
    by_the_person: "request_stopped",
    by_a_hold: "request_stopped",
    by_their_refusal: "refused",
}


@pytest.mark.parametrize("act", list(ENDS), ids=lambda act: act.__name__)
async def test_what_is_being_asked_stops_with_a_sentence_and_the_card_is_gone(world: World, act: Act) -> None:
    referral, crossing = await opened(world)
    member = await world.describe(cpts=THEIRS)
    await solicit(world, crossing, member)
    token = await token_of(world, member)
    await act(world, referral, crossing)
    after = await read(world, token)
    assert (after["state"], after["age_band"], after["need_codes"], after["place"]) == (
        "withdrawn",
        "unknown",
        [],
        "Territoire ",
    )
    assert await refused_reply(world, token) == (410, "request-withdrawn")
    assert await mails(world, member) == [
        "Une personne de votre secteur cherche un professionnel",
        "Plus de réponse nécessaire",
    ]
    assert await received(world) == []
    path = f"/received-requests/{crossing['crossing_id']}/candidates"
    assert await world.refused(their(world, "care_coordinator"), "GET", path) == (404, "crossing-not-found")
    assert (await crossings(world, referral))[0]["end_code"] == ENDS[act]


@pytest.mark.parametrize("act", list(ENDS), ids=lambda act: act.__name__)
async def test_a_yes_that_awaited_the_person_is_no_proposal_any_longer(world: World, act: Act) -> None:
    referral, crossing, _member = await proposed(world)
    await act(world, referral, crossing)
    assert await proposals(world, referral) == []
    after = {by_the_person: "withdrawn", by_a_hold: "on_hold"}
    assert (await referral_now(world, referral))["status"] == after.get(act, "searching")


@pytest.mark.parametrize(
    "act", [by_the_coordinator, by_our_director, by_their_director, by_the_person], ids=lambda act: act.__name__
)
async def test_the_bulletin_closes_to_the_one_who_was_chosen(world: World, act: Act) -> None:
    referral, crossing, member = await chosen(world)
    doctor, path = their(world, "professional", professional=member), f"/referrals/{referral['referral_id']}"
    await world.get(doctor, f"{path}/care-bulletin")
    await act(world, referral, crossing)
    for sub in ("", "/care-bulletin", "/timeline", "/messages", "/reports"):
        assert await world.refused(doctor, "GET", path + sub) == HIDDEN, sub
    mine = (await world.get(doctor, "/solicitations"))["items"][0]
    assert (mine["referral_id"], mine["age_band"]) == (None, "unknown")
    standing = await world.rows("select 1 from disclosure_grant where revoked_at is null")
    assert standing == []
    if act is not by_the_person:
        assert (await referral_now(world, referral))["status"] == "placed"


async def test_the_words_of_a_refusal_come_back_and_the_request_goes_on(world: World) -> None:
    referral, crossing = await opened(world)
    await by_their_refusal(world, referral, crossing)
    after = (await crossings(world, referral))[0]
    assert (after["end_reason"], after["end_words"]) == ("no_capacity", "Plus aucune place avant l’été.")
    assert after["ended_by_name"] == "Ondine Voisine"
    assert (await referral_now(world, referral))["status"] == "searching"
    timeline = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline")
    codes = [line["code"] for line in timeline["items"]]
    assert codes[-1] == "crossing_ended"
    assert "crossing_opened" in codes


async def test_the_last_day_of_the_agreement_ends_it_before_any_timer_has_come(world: World) -> None:
    referral, _, member = await chosen(world)
    _, _crossing = await opened_beside(world)
    world.clock.advance(timedelta(days=366))
    doctor, path = their(world, "professional", professional=member), f"/referrals/{referral['referral_id']}"
    assert await world.refused(doctor, "GET", f"{path}/care-bulletin") == HIDDEN
    assert await received(world) == []
    closed = await NeighbourTimers(world.database, world.clock, world.ports).close_outlived()
    assert closed == 2
    assert {one["end_code"] for one in await crossings(world, referral)} == {"agreement_over"}


async def opened_beside(world: World) -> tuple[Any, Any]:
    agreement = (await world.get(world.coordinator, "/neighbour-agreements"))["items"][0]
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}/crossings"
    body = {"agreement_id": agreement["agreement_id"], "given": "written"}
    return referral, (await world.ask(world.coordinator, "POST", path, body)).json()


async def test_whoever_steps_back_reads_no_more_and_counts_no_placement(world: World) -> None:
    referral, _, member = await chosen(world)
    act = {"by": "professional", "reason_code": "no_capacity"}
    doctor = their(world, "professional", professional=member)
    path = f"/referrals/{referral['referral_id']}"
    assert (await world.act(doctor, referral["referral_id"], "step-back", act))["status"] == "searching"
    assert await world.refused(doctor, "GET", path) == HIDDEN
    assert await world.rows("select 1 from referral where placed_professional_id is not null", cpts=THEIRS) == []
    assert (await crossings(world, referral))[0]["end_code"] == "stepped_back"


async def test_what_only_stood_for_it_is_erased_at_the_end_of_the_retention(world: World) -> None:
    referral, crossing = await opened(world)
    await by_the_coordinator(world, referral, crossing)
    world.clock.advance(timedelta(days=120))
    async with world.database.begin(THEIRS) as session:
        assert await erasing.erase_ended(session, world.ports, world.clock.now()) == 1


async def test_taking_it_back_twice_changes_nothing(world: World) -> None:
    referral, crossing = await opened(world)
    await by_the_coordinator(world, referral, crossing)
    before = await crossings(world, referral)
    world.clock.advance(timedelta(hours=1))
    await by_the_coordinator(world, referral, crossing)
    assert await crossings(world, referral) == before
