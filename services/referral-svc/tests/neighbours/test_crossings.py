"""A request is opened to one neighbour: a member of theirs is asked there, proposed here, chosen by the person."""

from __future__ import annotations

from datetime import timedelta

from ..build import THEIRS, World
from ..solicitations.asking import mails, proposals, read, referral_now, reply, send, token_of
from .crossing import (
    THEIR_NAME,
    agreed,
    brought_back,
    chosen,
    crossings,
    offered,
    open_there,
    opened,
    opened_again,
    proposed,
    received,
    revoked,
    says,
    solicit,
    their,
)


async def test_the_person_chooses_a_member_of_the_neighbour_and_the_bulletin_opens_to_that_one_alone(
    world: World,
) -> None:
    referral, _crossing, member = await proposed(world)
    assert await proposals(world, referral) == [(str(member), "proposed")]
    path = f"/referrals/{referral['referral_id']}/care-bulletin"
    doctor = their(world, "professional", professional=member)
    colleague = their(world, "professional", professional=await world.describe(cpts=THEIRS))
    assert await world.refused(doctor, "GET", path) == (404, "referral-not-found")
    choice = {"professional_id": str(member), "recorded": "oral"}
    placed = await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    assert placed["status"] == "placed"
    mine = (await world.get(doctor, "/solicitations"))["items"][0]
    assert (mine["standing"], mine["referral_id"]) == ("chosen", referral["referral_id"])
    bulletin = await world.get(doctor, path)
    assert bulletin["identity"]["family_name"] == "Zyborowska"
    assert await world.refused(colleague, "GET", path) == (404, "referral-not-found")
    assert await world.refused(their(world, "care_coordinator"), "GET", path) == (404, "referral-not-found")
    log = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/reading-log")
    assert [line["reader_name"] for line in log["items"]] == [doctor.caller.name]


async def test_nothing_is_opened_without_an_agreement_in_force_that_covers_it(world: World) -> None:
    referral, care = await world.qualified(), await world.qualified(kind="care", need=["nursing"])
    only_offered = (await offered(world))["agreement_id"]

    async def refused(one: dict[str, str], agreement_id: str, **changed: object) -> tuple[int, str]:
        path = f"/referrals/{one['referral_id']}/crossings"
        body = {"agreement_id": agreement_id, "given": "oral", **changed}
        return await world.refused(world.coordinator, "POST", path, body)

    assert await refused(referral, only_offered) == (409, "agreement-not-in-force")
    assert await refused(referral, referral["referral_id"]) == (404, "agreement-not-found")
    await revoked(world, only_offered)
    agreement_id = await agreed(world, kinds=["medecin_traitant"], starts_on="2026-11-24", ends_on="2026-11-25")
    assert await refused(referral, agreement_id) == (409, "agreement-not-in-force")
    world.clock.advance(timedelta(days=1))
    assert await refused(care, agreement_id) == (409, "agreement-not-in-force")
    assert (await refused(referral, agreement_id, given=None))[0] == 422
    assert await refused(referral, agreement_id, agreed_at="2030-01-01T00:00:00Z") == (422, "agreement-in-the-future")
    assert await refused(await world.state(), agreement_id) == (409, "act-not-allowed-now")
    await open_there(world, referral, agreement_id)
    assert await refused(referral, agreement_id) == (409, "already-opened-there")
    world.clock.advance(timedelta(days=2))
    assert await refused(await world.qualified(), agreement_id) == (409, "agreement-not-in-force")


async def test_only_a_member_of_the_neighbour_whom_its_own_rules_allow_is_asked(world: World) -> None:
    ours, absent = await world.describe(), await world.describe(cpts=THEIRS, is_member=False)
    full = await world.describe(cpts=THEIRS, offer={"capacity": 0})
    _, crossing = await opened(world)
    path = f"/received-requests/{crossing['crossing_id']}"
    for one in (ours, absent, full):
        refused = await world.refused(
            their(world, "care_coordinator"), "POST", f"{path}/solicitations", {"professional_ids": [str(one)]}
        )
        assert refused == (409, "professional-not-eligible")
    found = await world.get(their(world, "care_coordinator"), f"{path}/candidates")
    assert found["candidates"] == []
    assert str(ours) not in str(found)


async def test_a_member_answers_by_the_link_of_a_mail_that_names_nobody(world: World) -> None:
    referral, crossing = await opened(world)
    member = await world.describe(cpts=THEIRS)
    await solicit(world, crossing, member)
    token = await token_of(world, member)
    card = await read(world, token)
    assert (card["state"], card["place"], card["cpts_name"]) == ("open", "Secteur de Valbrune", THEIR_NAME)
    await reply(world, token, condition="practice_only")
    assert await brought_back(world) == 1
    assert await brought_back(world) == 0
    assert (await crossings(world, referral))[0]["proposed_name"] == "Dr Jeanne Exemple"
    path = f"/referrals/{referral['referral_id']}/proposals"
    assert [one["condition"] for one in (await world.get(world.coordinator, path))["items"]] == ["practice_only"]


async def test_what_was_chosen_in_advance_is_placed_when_the_yes_comes_back(world: World) -> None:
    referral, _, member = await proposed(world, constraints={"advance_choice": True})
    assert (await referral_now(world, referral))["status"] == "placed"
    doctor = their(world, "professional", professional=member)
    assert (await world.get(doctor, f"/referrals/{referral['referral_id']}/care-bulletin"))["ground"]


async def test_a_yes_taken_back_turns_the_request_to_the_search_again(world: World) -> None:
    referral, _, member = await proposed(world)
    await says(world, member, "no")
    choice = {"professional_id": str(member), "recorded": "oral"}
    path = f"/referrals/{referral['referral_id']}/choice"
    # It has not travelled yet, and is heard all the same.
    assert await world.refused(world.coordinator, "POST", path, choice) == (409, "professional-not-proposed")


async def test_a_yes_taken_back_travels_and_may_be_said_again(world: World) -> None:
    referral, _, member = await proposed(world)
    await says(world, member, "no")
    await brought_back(world)
    assert (await referral_now(world, referral))["status"] == "searching"
    assert (await crossings(world, referral))[0]["state"] == "open"
    await says(world, member)
    await brought_back(world)
    assert await proposals(world, referral) == [(str(member), "proposed")]


async def test_the_person_says_no_and_the_neighbour_may_propose_another(world: World) -> None:
    referral, crossing, member = await proposed(world)
    act = {"professional_id": str(member), "reason_code": "too_far", "recorded": "oral"}
    after = await world.act(world.coordinator, referral["referral_id"], "choice/decline", act)
    assert after["status"] == "searching"
    assert (await mails(world, member))[-1] == "Merci de votre réponse"
    assert len(await mails(world, member)) == 2
    other = await world.describe(cpts=THEIRS)
    await solicit(world, crossing, other)
    await says(world, other)
    await brought_back(world)
    assert (str(other), "proposed") in await proposals(world, referral)


async def test_the_person_prefers_one_of_ours_and_theirs_is_told_once(world: World) -> None:
    referral, _crossing, member = await proposed(world)
    token = await token_of(world, member)
    referral = await referral_now(world, referral)
    ours = await world.describe()
    # Asked before the yes of the neighbour came: he may still answer.
    await world.act(
        world.coordinator,
        referral["referral_id"],
        "choice/decline",
        {"professional_id": str(member), "recorded": "oral"},
    )
    await send(world, referral, ours)
    await reply(world, await token_of(world, ours))
    choice = {"professional_id": str(ours), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    assert (await crossings(world, referral))[0]["end_code"] == "placed_elsewhere"
    assert await received(world) == []
    assert (await read(world, token))["need_codes"] == []


async def test_the_load_of_a_member_counts_at_home(world: World) -> None:
    _, _, member = await chosen(world)
    _, crossing = await opened_again(world)
    path = f"/received-requests/{crossing['crossing_id']}/candidates"
    found = (await world.get(their(world, "care_coordinator"), path))["candidates"]
    assert [(one["professional_id"], one["fair_share"]["placements"]) for one in found] == [(str(member), 1)]


async def test_what_waits_at_the_neighbours_is_counted_until_somebody_is_asked(world: World) -> None:
    _, crossing = await opened(world)
    lists = (await world.get(their(world, "care_coordinator"), "/worklists"))["items"]
    assert [(one["key"], one["count"], one["href"]) for one in lists] == [
        ("received_from_neighbours", 1, "/cpts-voisines/recues")
    ]
    await solicit(world, crossing, await world.describe(cpts=THEIRS))
    assert (await world.get(their(world, "care_coordinator"), "/worklists"))["items"] == []


async def test_a_social_request_goes_to_the_social_coordinator_of_the_neighbour(world: World) -> None:
    referral, _ = await opened(world, kind="social", need=["rights"])
    assert await received(world) == []
    assert len(await received(world, their(world, "social_coordinator"))) == 1
    assert [one["to_name"] for one in await crossings(world, referral)] == [THEIR_NAME]
