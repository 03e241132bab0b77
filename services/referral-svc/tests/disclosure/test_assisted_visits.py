"""An appointment at a distance in a booth: the person is told to go there, and that somebody assists her."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from carekit.processes import free_port

from ..build import World, need
from ..referrals.test_booking import SNP, booked
from .test_confirmations import EMAIL, MOBILE, Outside, confirm, leave, outside, receiving, sends_sms, shown

__all__ = ["outside", "sends_sms"]

BOOTH: dict[str, Any] = {
    "modality": "VR", "agenda_kind": "tele_booth", "profession_code": "10", "place_label": "Pharmacie du Pont",
    "commune_code": "97001",
}  # fmt: skip
AT_BOOTH = "Pharmacie du Pont, Valbrune"
OWN: dict[str, Any] = {"modality": "VR", "place_label": "Cabinet", "commune_code": "97001"}
ASSISTED, AT_A_DISTANCE = "en téléconsultation accompagnée", "à distance"


async def visit(world: World, **said: Any) -> tuple[Any, UUID, UUID]:
    doctor = await world.describe(phone="0199000001")
    referral = await world.state(**SNP, contact={"phone": MOBILE, "email": EMAIL})
    return referral, await booked(world, referral, doctor, **{**BOOTH, **said}), doctor


@pytest.mark.parametrize(
    "said",
    [{"agenda_kind": None}, {"agenda_kind": "room"}, {"agenda_kind": "tele_booth", "modality": "HH"},
     {"agenda_kind": "a_kind_of_later"}],
)  # fmt: skip
async def test_nobody_is_sent_to_a_booth_but_for_an_appointment_at_a_distance_in_one(
    world: World, said: dict[str, Any]
) -> None:
    referral, *_ = await visit(world, **said)
    (facts,) = await shown(world, referral)
    assert (facts["assisted"], facts["place"]) == (None, None)


async def test_an_event_from_before_booths_were_told_is_a_professionals_own_agenda(world: World) -> None:
    doctor = await world.describe()
    referral = await world.state(**SNP, contact={"email": EMAIL})
    await booked(world, referral, doctor, **OWN)
    (facts,) = await shown(world, referral)
    assert (facts["assisted"], facts["place"], facts["professional_name"]) == (None, None, "Dr Jeanne Exemple")


@pytest.mark.usefixtures("sends_sms")
async def test_an_sms_sends_her_to_the_booth(world: World, outside: Outside) -> None:
    referral, appointment, _ = await visit(world)
    await confirm(world, world.coordinator, referral, appointment)
    await leave(world, outside)
    (sent,) = outside.sms
    assert f"avec Dr Jeanne Exemple, {ASSISTED}, à cette adresse\u00a0: {AT_BOOTH}." in sent["text"]
    assert AT_A_DISTANCE not in sent["text"]
    for unsaid in ("médecin", "soin", *need()["patient"]["family_name"].split()):
        assert unsaid.casefold() not in sent["text"].casefold()


async def test_a_mail_sends_her_to_the_booth(world: World, outside: Outside) -> None:
    referral, appointment, _ = await visit(world)
    await confirm(world, world.coordinator, referral, appointment, "mail")
    port = free_port()
    with receiving(outside, port):
        await leave(world, outside, port)
    (mail,) = outside.mails
    words = mail.get_payload(decode=True).decode()
    assert f"{ASSISTED}, à cette adresse\u00a0: {AT_BOOTH}." in words
    assert "pharmacie" not in mail["Subject"].casefold()


async def test_the_slip_says_the_booth_and_its_commune(world: World) -> None:
    referral, *_ = await visit(world)
    (facts,) = await shown(world, referral)
    assert (facts["modality"], facts["assisted"], facts["place"]) == ("VR", "consultation", AT_BOOTH)


@pytest.mark.usefixtures("sends_sms")
async def test_of_a_booth_of_nurses_neither_consultation_nor_care_is_said(world: World, outside: Outside) -> None:
    nurse = await world.describe(profession_code="60", title=None)
    referral = await world.state(**SNP, contact={"phone": MOBILE})
    appointment = await booked(world, referral, nurse, **{**BOOTH, "profession_code": "60"})
    assert [one["assisted"] for one in await shown(world, referral)] == ["care"]
    await confirm(world, world.coordinator, referral, appointment)
    await leave(world, outside)
    (sent,) = outside.sms
    aided = "à distance, avec une personne pour vous aider"
    assert f"{aided}, à cette adresse\u00a0: {AT_BOOTH}." in sent["text"]
    for unsaid in ("consultation", "soin", "infirm"):
        assert unsaid not in sent["text"].casefold()


@pytest.mark.usefixtures("sends_sms")
async def test_the_pharmacist_who_answers_for_a_booth_is_not_said_to_be_whom_she_sees(
    world: World, outside: Outside
) -> None:
    pharmacist = await world.describe(profession_code="21", title=None, phone="0199000002")
    referral = await world.state(**SNP, contact={"phone": MOBILE})
    appointment = await booked(world, referral, pharmacist, **BOOTH)
    (facts,) = await shown(world, referral)
    assert (facts["professional_name"], facts["phone"]) == (None, "0199000002")
    await confirm(world, world.coordinator, referral, appointment)
    await leave(world, outside)
    assert " avec " not in outside.sms[0]["text"]


@pytest.mark.usefixtures("sends_sms")
async def test_moved_to_the_doctor_and_back_each_message_says_where_it_is_now(world: World, outside: Outside) -> None:
    referral, appointment, doctor = await visit(world)
    await confirm(world, world.coordinator, referral, appointment)
    await leave(world, outside)
    for said in ({**OWN, "agenda_kind": None}, BOOTH):
        await world.moved(referral["referral_id"], appointment, doctor, doctor, **said)
        await leave(world, outside)
    texts = [one["text"] for one in outside.sms]
    assert [ASSISTED in one for one in texts] == [True, False, True]
    assert [AT_BOOTH in one for one in texts] == [True, False, True]
    assert [AT_A_DISTANCE in one for one in texts] == [False, True, False]
    assert ["déplacé" in one for one in texts] == [False, True, True]
    (facts,) = await shown(world, referral)
    assert (facts["assisted"], facts["place"]) == ("consultation", AT_BOOTH)


@pytest.mark.usefixtures("sends_sms")
async def test_moved_to_a_doctor_by_an_event_that_says_no_kind_she_is_not_sent_to_the_booth(
    world: World, outside: Outside
) -> None:
    referral, appointment, doctor = await visit(world)
    await world.moved(referral["referral_id"], appointment, doctor, doctor, **OWN)
    (facts,) = await shown(world, referral)
    assert (facts["assisted"], facts["place"]) == (None, None)


@pytest.mark.usefixtures("sends_sms")
@pytest.mark.parametrize(
    "stands",
    [BOOTH, {"modality": "AMB", "agenda_kind": "snp_centre", "profession_code": "10", "commune_code": "97001",
             "place_label": "Centre d’addictologie"},
     {"modality": "AMB", "profession_code": "10", "commune_code": "97001", "place_label": "Centre de vaccination"}],
    ids=["booth", "centre", "team"],
)  # fmt: skip
async def test_a_place_that_no_directory_tells_of_is_said_by_its_own_address_not_by_its_name(
    world: World, outside: Outside, stands: dict[str, Any]
) -> None:
    at = {"place_street": "3 quai des Tanneurs", "place_postal_code": "97100"}
    referral, appointment, doctor = await visit(world, **{**BOOTH, "agenda_kind": None, **stands, **at})
    (facts,) = await shown(world, referral)
    assert facts["place"] == "3 quai des Tanneurs, 97100, Valbrune"
    await confirm(world, world.coordinator, referral, appointment)
    await confirm(world, world.coordinator, referral, appointment, "mail")
    port = free_port()
    with receiving(outside, port):
        await leave(world, outside, port)
    words = outside.sms[0]["text"], outside.mails[0].get_payload(decode=True).decode()
    assert [(facts["place"] in one, stands["place_label"] in one) for one in words] == [(True, False)] * 2
    await world.moved(referral["referral_id"], appointment, doctor, doctor, **OWN, agenda_kind=None)
    assert [one["place"] for one in await shown(world, referral)] == [None]


async def test_a_booth_whose_address_is_known_is_said_by_it(world: World) -> None:
    """As any place: its label may tell more than where it is."""
    pharmacy = {"label": "Pharmacie du Pont", "address": "3 quai des Tanneurs", "postal_code": "97000",
                "commune_code": "97001", "commune_name": "Valbrune", "phone": "0199000003"}  # fmt: skip
    doctor = await world.describe(places=[pharmacy])
    referral = await world.state(**SNP, contact={"email": EMAIL})
    await booked(world, referral, doctor, **BOOTH)
    (facts,) = await shown(world, referral)
    assert (facts["place"], facts["phone"]) == ("3 quai des Tanneurs, 97000, Valbrune", "0199000003")
