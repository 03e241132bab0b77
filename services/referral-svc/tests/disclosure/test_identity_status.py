"""How sure an identity is, as the RNIV names it: no status without its proof, no matricule but of a qualified one."""

from typing import Any

import pytest
from stdnum.fr import nir

from ..build import THEIRS, Somebody, World, need, person
from .reporting import case, path

INS = {"matricule": "2610597001002" + nir.calc_check_digits("2610597001002"), "oid": "1.2.250.1.213.1.4.8"}
PASSPORT = {"status": "validated", "document": "passport"}


async def said(world: World, who: Somebody, referral: Any, act: Any) -> Any:
    answer = await world.ask(who, "PUT", path(referral, "/identity-status"), act)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def identity(world: World, who: Somebody, referral: Any) -> Any:
    return (await world.get(who, path(referral, "/care-bulletin")))["identity"]


@pytest.mark.parametrize(
    ("act", "rule"),
    [
        ({"status": "provisional", "ins": INS}, "matricule-of-unsure-identity"),
        ({**PASSPORT, "ins": INS}, "matricule-of-unsure-identity"),
        ({"status": "retrieved"}, "matricule-missing"),
        ({"status": "qualified", "document": "passport"}, "matricule-missing"),
        ({"status": "validated"}, "identity-document-missing"),
        ({"status": "qualified", "ins": INS}, "identity-document-missing"),
        ({"status": "provisional", "document": "passport"}, "identity-document-too-much"),
        ({"status": "retrieved", "document": "passport", "ins": INS}, "identity-document-too-much"),
        ({**PASSPORT, "document": "carte_vitale"}, "invalid-input"),
        ({"status": "retrieved", "ins": {**INS, "matricule": "261059700100200"}}, "invalid-input"),
        ({"status": "retrieved", "ins": {**INS, "oid": "1.2.250.1.213.1.4.10"}}, "invalid-input"),
    ],
)
async def test_no_status_without_its_proof_and_no_proof_beside_its_status(world: World, act: Any, rule: str) -> None:
    referral = await world.state()
    refused = await world.refused(world.coordinator, "PUT", path(referral, "/identity-status"), act)
    assert refused == (422, rule)


async def test_nothing_is_stated_with_a_status_that_has_no_proof(world: World) -> None:
    said = need(patient=person(identity={"status": "validated"}))
    refused = await world.ask(world.who("referrer"), "POST", "/referrals", said)
    assert refused.status_code == 422
    problem = refused.json()
    assert problem["type"].endswith("/identity-document-missing")
    assert [error["field"] for error in problem["errors"]] == ["patient.identity.document"]


async def test_who_states_the_need_says_which_document_he_saw(world: World) -> None:
    author = world.who("referrer", name="Paul Officine")
    referral = await world.state(author, patient=person(identity=PASSPORT))
    known = (await identity(world, author, referral))["reliability"]
    assert (known["status"], known["document"], known["document_seen_by_name"]) == (
        "validated",
        "passport",
        "Paul Officine",
    )
    assert "passport" not in str(await world.get(author, path(referral, "/timeline")))


async def test_only_those_who_may_read_a_bulletin_say_how_sure_the_identity_is(world: World) -> None:
    referral, author, doctor = await case(world)
    for who in (
        world.who("social_coordinator"),
        world.who("secretary"),
        world.who("director"),
        world.professional(),
        world.who("delegate", professional=doctor.professional_id),
        world.who("care_coordinator", cpts=THEIRS),
    ):
        assert await world.refused(who, "PUT", path(referral, "/identity-status"), PASSPORT) == (
            404,
            "referral-not-found",
        )
    for who in (author, doctor, world.coordinator):
        assert (await said(world, who, referral, PASSPORT))["status"] == "validated"


async def test_nothing_is_said_of_a_request_that_has_ended_or_was_erased(world: World) -> None:
    ended, erased = await world.state(), await world.state()
    await world.act(world.coordinator, ended["referral_id"], "withdrawal", {"reason_code": "found_elsewhere"})
    refused = await world.refused(world.coordinator, "PUT", path(ended, "/identity-status"), PASSPORT)
    assert refused == (409, "act-not-allowed-now")
    await world.act(world.coordinator, erased["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    refused = await world.refused(world.coordinator, "PUT", path(erased, "/identity-status"), PASSPORT)
    assert refused[0] in (404, 409)


@pytest.mark.parametrize("act", [None, PASSPORT, {"status": "retrieved", "ins": INS}], ids=lambda act: str(act)[:24])
async def test_no_matricule_leaves_but_of_a_qualified_identity(world: World, act: Any) -> None:
    referral, _, doctor = await case(world)
    if act:
        assert INS["matricule"] not in str(await said(world, doctor, referral, act))
    read = await world.get(doctor, path(referral, "/care-bulletin"))
    whole = await world.ask(world.coordinator, "POST", path(referral, "/person-file"))
    for given in (read, whole.json(), await world.get(world.coordinator, path(referral, "/timeline"))):
        assert INS["matricule"] not in str(given)
    assert read["identity"]["reliability"]["ins"] is None
    assert read["identity"]["reliability"]["status"] == (act or {"status": "provisional"})["status"]


async def test_a_qualified_identity_shows_its_ins_and_who_saw_which_document(world: World) -> None:
    referral, author, doctor = await case(world)
    await said(world, author, referral, {"status": "retrieved", "ins": INS})
    shown = await said(world, doctor, referral, {"status": "qualified", "document": "identity_card"})
    assert shown == (await identity(world, author, referral))["reliability"]
    seen = (shown["status"], shown["document"], shown["document_seen_by_name"])
    assert seen == ("qualified", "identity_card", "Dr Jeanne Exemple")
    assert shown["ins"] == INS
    whole = (await world.ask(world.coordinator, "POST", path(referral, "/person-file"))).json()
    assert whole["identity"]["reliability"] == shown


async def test_proofs_add_up_and_a_doubt_takes_them_back(world: World) -> None:
    referral = await world.state()
    await said(world, world.coordinator, referral, PASSPORT)
    known = await said(world, world.coordinator, referral, {"status": "retrieved", "ins": INS})
    assert (known["status"], known["document"]) == ("qualified", "passport")
    doubted = await said(world, world.coordinator, referral, {"status": "provisional"})
    assert (doubted["status"], doubted["document"], doubted["ins"]) == ("provisional", None, None)
    refused = await world.refused(
        world.coordinator, "PUT", path(referral, "/identity-status"), {"status": "qualified"}
    )
    assert refused == (422, "identity-document-missing")


async def test_it_is_logged_as_a_reading_and_the_timeline_does_not_say_which(world: World) -> None:
    referral, _, doctor = await case(world)
    await said(world, doctor, referral, PASSPORT)
    log = (await world.get(world.coordinator, path(referral, "/reading-log")))["items"]
    assert (log[0]["what"], log[0]["reader_name"]) == ("identity_status", "Dr Jeanne Exemple")
    events = (await world.get(world.coordinator, path(referral, "/timeline")))["items"]
    assert events[-1]["code"] == "identity_stated"
    assert "validated" not in str(events[-1])


async def test_two_requests_merged_keep_the_surer_identity_with_its_traits(world: World) -> None:
    patient = {"family_name": "Zyborowska", "given_name": "Melusine", "sex": "female"}
    first = await world.state(patient={**patient, "birth": {"year": 1961}})
    second = await world.state(patient={**patient, "given_name": "Mélusine", "birth": {"date": "1961-05-04"}})
    await said(world, world.coordinator, second, PASSPORT)
    await world.act(world.coordinator, second["referral_id"], "duplicate-merge", {"into": first["referral_id"]})
    kept = await identity(world, world.coordinator, first)
    assert (kept["reliability"]["status"], kept["given_name"]) == ("validated", "Mélusine")
    assert (kept["birth_date"], kept["birth_year"]) == ("1961-05-04", None)


async def test_a_proof_never_goes_over_to_a_less_sure_or_another_person(world: World) -> None:
    first, second, other = (
        await world.state(),
        await world.state(),
        await world.state(
            patient={"family_name": "Autre", "given_name": "Camille", "birth": {"year": 1961}, "sex": "female"}
        ),
    )
    await said(world, world.coordinator, first, PASSPORT)
    for newcomer in (second, other):
        await world.act(world.coordinator, newcomer["referral_id"], "duplicate-merge", {"into": first["referral_id"]})
    kept = await identity(world, world.coordinator, first)
    assert (kept["reliability"]["status"], kept["family_name"]) == ("validated", "Zyborowska")
    third, stranger = (
        await world.state(
            patient={"family_name": "Tiers", "given_name": "Alix", "birth": {"year": 1980}, "sex": "male"}
        ),
        await world.state(),
    )
    await said(world, world.coordinator, stranger, PASSPORT)
    await world.act(world.coordinator, stranger["referral_id"], "duplicate-merge", {"into": third["referral_id"]})
    assert (await identity(world, world.coordinator, third))["reliability"]["status"] == "provisional"
