"""Booking a slot of the shared agenda for unscheduled care places the person (rules, sections 4 and 7)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ..build import Somebody, World, need
from ..casework.test_holders import here

SNP: dict[str, Any] = {"kind": "snp", "need": ["unscheduled_care"]}


def path(referral: Any) -> str:
    return f"/referrals/{referral['referral_id']}"


async def booked(world: World, referral: Any, doctor: UUID, by: Somebody | None = None, **changed: Any) -> UUID:
    """In two hours, as said by telephone to whoever books."""
    said: dict[str, Any] = {"choice_recorded": "phone", "starts_at": world.clock.now() + timedelta(hours=2)}
    said["booked_by_account_id"] = str((by or world.coordinator).caller.account_id)
    return await world.booked(referral["referral_id"], doctor, **{**said, **changed})


async def shown(world: World, referral: Any) -> Any:
    return await world.get(world.coordinator, path(referral))


async def codes(world: World, referral: Any) -> list[str]:
    lines = await world.get(world.coordinator, f"{path(referral)}/timeline")
    return [line["code"] for line in lines["items"]]


@pytest.mark.parametrize("kind", ["medecin_traitant", "care", "specialist", "social"])
async def test_no_other_kind_is_placed_by_a_booking(world: World, kind: str) -> None:
    needs = {
        "medecin_traitant": "find_medecin_traitant",
        "care": "nursing",
        "specialist": "specialist_visit",
        "social": "rights",
    }
    referral = await world.qualified(kind=kind, need=[needs[kind]])
    await booked(world, referral, await world.describe())
    (row,) = await world.rows("select status, placed_professional_id from referral")
    assert (row.status, row.placed_professional_id) == ("qualified", None)


async def test_a_booking_that_does_not_say_how_she_chose_places_nobody(world: World) -> None:
    referral = await world.state(**SNP)
    await booked(world, referral, await world.describe(), choice_recorded=None)
    assert (await shown(world, referral))["status"] == "stated"


async def test_a_held_or_ended_request_is_placed_by_no_booking(world: World) -> None:
    doctor = await world.describe()
    held = await world.state(**SNP)
    await world.act(world.coordinator, held["referral_id"], "hold", {"reason_code": "hospitalised"})
    await booked(world, held, doctor)
    assert (await shown(world, held))["status"] == "on_hold"
    gone = await world.state(**SNP, patient={**need()["patient"], "given_name": "Ondine"})
    await world.act(world.coordinator, gone["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    await booked(world, gone, doctor)
    assert (await shown(world, gone))["status"] == "withdrawn"
    grants = await world.rows("select 1 from disclosure_grant where referral_id = :id", id=UUID(gone["referral_id"]))
    assert grants == []


async def test_whoever_never_agreed_is_neither_placed_nor_named(world: World) -> None:
    referral = await world.state(**SNP)
    await world.rows("update referral set status = 'draft' returning id")
    await world.rows("delete from consent returning 1")
    await booked(world, referral, await world.describe())
    assert (await world.rows("select status from referral"))[0].status == "draft"
    assert await world.rows("select 1 from disclosure_grant") == []


async def test_a_booking_with_another_one_moves_nobody_who_is_placed(world: World) -> None:
    first, second = await world.describe(), await world.describe()
    referral = await world.state(**SNP)
    await booked(world, referral, first)
    await booked(world, referral, second)
    assert (await shown(world, referral))["placed_professional_id"] == str(first)


@pytest.mark.parametrize("status", ["stated", "qualified", "searching", "proposed"])
async def test_a_booking_places_wherever_nobody_was_chosen_and_jumps_no_transition(world: World, status: str) -> None:
    doctor, asked = await world.describe(), await world.describe()
    who = await here(world, "regulator", name="Rose Régule")
    if status in ("stated", "qualified"):
        referral = await (world.state if status == "stated" else world.qualified)(**SNP)
    else:
        referral = await world.qualified(**SNP)
        wave = {"professional_ids": [str(asked)]}
        answer = await world.ask(world.coordinator, "POST", f"{path(referral)}/waves", wave)
        assert answer.status_code == 201, answer.text
        if status == "proposed":
            theirs = world.professional(professional=asked)
            (mine,) = (await world.get(theirs, "/solicitations"))["items"]
            await world.ask(theirs, "POST", f"/solicitations/{mine['solicitation_id']}/answer", {"answer": "yes"})
    assert (await shown(world, referral))["status"] == status
    await booked(world, referral, doctor, by=who)
    page = await shown(world, referral)
    assert (page["status"], page["placed_professional_id"]) == ("placed", str(doctor))
    assert page["first_appointment"]["state"] == "booked"
    lines = (await world.get(world.coordinator, f"{path(referral)}/timeline"))["items"]
    found = [line["code"] for line in lines]
    for once in ("stated", "qualified", "search_started", "proposed", "choice_recorded", "appointment_booked"):
        assert found.count(once) == 1, (once, found)
    choice = next(line for line in lines if line["code"] == "choice_recorded")
    assert (choice["by_name"], choice["details"]["recorded"]) == ("Rose Régule", "phone")


async def test_the_others_are_thanked_and_asked_nothing_more(world: World) -> None:
    yes, silent, doctor = [await world.describe() for _ in range(3)]
    referral = await world.qualified(**SNP)
    wave = {"professional_ids": [str(yes), str(silent), str(doctor)]}
    await world.ask(world.coordinator, "POST", f"{path(referral)}/waves", wave)
    theirs = world.professional(professional=yes)
    (mine,) = (await world.get(theirs, "/solicitations"))["items"]
    await world.ask(theirs, "POST", f"/solicitations/{mine['solicitation_id']}/answer", {"answer": "yes"})
    await world.rows("delete from outgoing_mail returning 1")
    await booked(world, referral, doctor)
    states = await world.rows("select professional_id, state from solicitation")
    assert {row.professional_id: row.state for row in states} == {
        yes: "thanked",
        silent: "released",
        doctor: "released",
    }
    assert "others_thanked" in await codes(world, referral)
    mails = [row.recipient for row in await world.rows("select recipient from outgoing_mail where about is null")]
    assert sorted(mails) == sorted(f"{one.hex[:12]}@cabinet.example" for one in (yes, silent))


@pytest.mark.parametrize("shares", [True, False])
async def test_the_bulletin_opens_as_with_a_choice_and_the_name_alone_without_the_agreement_to_share(
    world: World, shares: bool
) -> None:
    doctor = await world.describe()
    consent = {"search": True, "bulletin_sharing": shares, "given": "oral"}
    referral = await world.state(**SNP, consent=consent)
    appointment = await booked(world, referral, doctor)
    (grant,) = await world.rows("select * from disclosure_grant")
    expected = ("care", "recorded_consent") if shares else ("name", "identified_exchange")
    assert (grant.bulletin, grant.ground, grant.appointment_id) == (*expected, appointment)
    answer = await world.ask(world.professional(professional=doctor), "GET", f"{path(referral)}/care-bulletin")
    assert answer.status_code == (200 if shares else 404)


async def test_a_case_placed_by_a_booking_closes_without_any_wave(world: World) -> None:
    referral = await world.state(**SNP)
    await booked(world, referral, await world.describe())
    await world.rows("update notice set state = 'delivered' returning 1")
    closed = await world.act(world.coordinator, referral["referral_id"], "closing", {"outcome_code": "followed"})
    assert closed["status"] == "closed"


@pytest.mark.parametrize("by", ["patient", "practice"])
async def test_the_cancellation_of_that_appointment_brings_the_request_back(world: World, by: str) -> None:
    doctor = await world.describe()
    referral = await world.state(**SNP)
    before = await shown(world, referral)
    appointment = await booked(world, referral, doctor)
    await world.cancelled(referral["referral_id"], doctor, appointment, by=by)
    page = await shown(world, referral)
    assert (page["status"], page["placed_professional_id"]) == ("searching", None)
    assert (page["first_appointment"]["state"], page["priority_class"]) == ("awaited", before["priority_class"])
    assert "waves" in page["allowed_acts"]
    himself = world.professional(professional=doctor)
    assert (await world.ask(himself, "GET", path(referral))).status_code == 404
    (event,) = await world.rows("select data from outbox_event order by id desc limit 1")
    assert (event.data["status"], event.data["placed_professional_id"]) == ("searching", None)
    await booked(world, referral, doctor)
    assert (await shown(world, referral))["status"] == "placed"


async def test_the_cancellation_of_another_appointment_leaves_the_placement(world: World) -> None:
    doctor, other = await world.describe(), await world.describe()
    referral = await world.state(**SNP)
    await booked(world, referral, doctor)
    await world.cancelled(referral["referral_id"], other, await booked(world, referral, other))
    assert (await shown(world, referral))["placed_professional_id"] == str(doctor)


async def test_cancelled_while_held_the_request_is_searched_for_once_resumed(world: World) -> None:
    doctor = await world.describe()
    referral = await world.state(**SNP)
    appointment = await booked(world, referral, doctor)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "hospitalised"})
    await world.cancelled(referral["referral_id"], doctor, appointment)
    assert (await shown(world, referral))["status"] == "on_hold"
    resumed = await world.act(world.coordinator, referral["referral_id"], "resumption")
    assert (resumed["status"], resumed["placed_professional_id"]) == ("searching", None)


async def test_nobody_steps_back_from_an_appointment_to_come_but_by_cancelling_it(world: World) -> None:
    doctor = await world.describe()
    referral = await world.state(**SNP)
    await booked(world, referral, doctor)
    act = {"by": "person", "reason_code": "too_far"}
    refused = await world.refused(world.coordinator, "POST", f"{path(referral)}/step-back", act)
    assert refused == (409, "appointment-to-cancel")
    assert "step-back" not in (await shown(world, referral))["allowed_acts"]
    world.clock.advance(timedelta(hours=3))
    assert "step-back" in (await shown(world, referral))["allowed_acts"]
    assert (await world.act(world.coordinator, referral["referral_id"], "step-back", act))["status"] == "searching"


async def test_it_counts_in_the_spread_as_any_placement_and_takes_no_place_of_lasting_patients(world: World) -> None:
    doctor = await world.describe(offer={"capacity": 1})
    referral = await world.state(**SNP)
    await booked(world, referral, doctor)
    (line,) = (await world.get(world.coordinator, "/fair-shares"))["items"]
    assert line["placements"] == 1
    assert line["outside_bound"] == [{"reason_code": "booked", "count": 1}]
    lasting = await world.placed(doctor, patient={**need()["patient"], "given_name": "Ondine"})
    assert lasting["placed_professional_id"] == str(doctor)


async def test_a_booker_of_whom_nothing_is_known_is_named_by_his_identifier(world: World) -> None:
    referral = await world.state(**SNP)
    await booked(world, referral, await world.describe(), booked_by_account_id=str(uuid4()))
    assert (await shown(world, referral))["status"] == "placed"
