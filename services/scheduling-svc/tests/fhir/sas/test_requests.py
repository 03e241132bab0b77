"""How the SAS asks for slots: each spelling of the guide is understood, what cannot be read is refused."""

from uuid import uuid4

import pytest

from .conftest import IDNPS, WINDOW, encoded


@pytest.mark.parametrize("spelling", ["raw", "encoded", "plus-lost", "no-offset", "slash"])
@pytest.mark.parametrize("accept", ["application/json+fhir", "application/fhir+json", "*/*", ""])
async def test_every_spelling_of_the_guide_finds_the_same_slots(sas, doctor, spelling, accept):
    query, path = sas.query(doctor), "/fhir/sas/Slot"
    if spelling == "encoded":
        query = encoded(query)
    elif spelling == "plus-lost":
        query = query.replace("+01:00", "%2001:00")
    elif spelling == "no-offset":
        query = query.replace("+01:00", "")
    elif spelling == "slash":
        path, query = "/fhir/sas/Slot/", f"{query}&_count=1000"
    answer = await sas.get(query, path, accept=accept)
    assert (answer.status, len(answer.of("Slot"))) == (200, 4)
    assert answer.headers["content-type"].startswith("application/fhir+json")
    assert answer.body["link"] == [{"relation": "self", "url": f"http://localhost:8080/fhir/sas/Slot?{query}"}]


async def test_an_empty_answer_is_a_bundle_without_entry(sas, doctor):
    answer = await sas.get(sas.query(uuid4()))
    assert answer.status == 200
    assert (answer.body["type"], answer.body["total"], "entry" in answer.body) == ("searchset", 0, False)


@pytest.mark.parametrize("status", ["busy", "busy-tentative", "free&status=busy"])
async def test_another_status_than_free_finds_nothing(sas, doctor, status):
    answer = await sas.get(sas.query(doctor).replace("status=free", f"status={status}"))
    assert (answer.status, answer.body["total"]) == (200, 0)


async def test_who_says_no_status_gets_what_is_free_unless_he_is_strict(world, sas, doctor):
    (slot, *_) = await world.free()
    await world.book(world.who("referrer"), slot["slot_id"], choice_recorded=None)
    query = sas.query(doctor).replace("&status=free", "")
    assert "status" not in query
    answer = await sas.get(query)
    assert (answer.status, answer.body["total"]) == (200, 3)
    strict = await sas.get(query, prefer="handling=strict")
    assert (strict.status, strict.rule) == (400, "parameter-missing")


async def test_an_identifier_of_another_kind_matches_nobody(world, sas, doctor):
    rpps = world.rpps(doctor)
    for asked in (f"urn:oid:1.2.3|8{rpps}", f"{IDNPS}|0{rpps}", f"{IDNPS}|{rpps}"):
        query = f"{WINDOW}&schedule.actor:Practitioner.identifier={asked}&status=free"
        assert (await sas.get(query)).body["total"] == 0
    query = f"{WINDOW}&schedule.actor:Practitioner.identifier=8{rpps}&status=free"
    assert (await sas.get(query)).body["total"] == 4


async def test_up_to_25_professionals_are_asked_for_at_once(sas, doctor):
    assert (await sas.get(sas.query(*(uuid4() for _ in range(24)), doctor))).body["total"] == 4
    answer = await sas.get(sas.query(*(uuid4() for _ in range(26))))
    assert (answer.status, answer.rule) == (400, "too-many-identifiers")


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        (("start=ge2026-11-23T07:00:00.000+01:00&", ""), "parameter-missing"),
        (("start=le2026-11-26T07:00:00.000+01:00&", ""), "parameter-missing"),
        (("start=ge2026-11-23T07", "start=ge2026-13-45T07"), "parameter-invalid"),
        (("start=ge2026-11-23T07", "start=ge9999-12-31T07"), "parameter-invalid"),
        (("start=ge", "start=sa"), "parameter-invalid"),
        (("start=ge", "start:above=ge"), "modifier-unsupported"),
        (("status=free", "status:not=free"), "modifier-unsupported"),
        ((f"{IDNPS}|", f"{IDNPS}|x|"), "parameter-invalid"),
        (("schedule.actor:Practitioner.identifier", "schedule.actor:Device.identifier"), "parameter-missing"),
        (("ge2026-11-23", "ge%00"), "parameter-invalid"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_refused_with_an_outcome(sas, doctor, changed, rule):
    query = sas.query(doctor)
    assert changed[0] in query
    answer = await sas.get(query.replace(*changed))
    assert (answer.status, answer.rule) == (400, rule)


async def test_an_unknown_parameter_is_left_out_or_refused_where_the_client_is_strict(sas, doctor):
    query = sas.query(doctor)
    answer = await sas.get(f"{query}&colour=blue")
    assert (answer.status, answer.body["total"]) == (200, 4)
    assert answer.body["link"][0]["url"].endswith(query)
    for asked in (f"{query}&colour=blue", f"{query}&_include=Slot:colour"):
        strict = await sas.get(asked, prefer="return=minimal; handling=strict")
        assert (strict.status, strict.rule) == (400, "parameter-unknown")
    assert (await sas.get(query, prefer="handling=strict")).status == 200


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/fhir/sas/Nothing", {}, 404), ("GET", "/fhir/sas/Slot/123", {}, 404),
        ("DELETE", "/fhir/sas/Slot", {}, 405), ("GET", "/fhir/sas/Slot", {"accept": "application/fhir+xml"}, 406),
        ("GET", "/fhir/sas/Slot", {"accept": "text/html"}, 406),
        ("GET", "/fhir/sas/metadata", {"accept": "text/xml"}, 406),
    ],
)  # fmt: skip
async def test_every_refusal_is_an_outcome(sas, doctor, method, path, headers, status):
    answer = await sas.send(method, path, sas.query(doctor), **headers)
    assert answer.status == status
    assert answer.issue["severity"] == "error"


async def test_the_format_parameter_is_stronger_than_the_header(sas, doctor):
    query = sas.query(doctor)
    assert (await sas.get(f"{query}&_format=json", accept="text/html")).status == 200
    assert (await sas.get(f"{query}&_format=xml")).status == 406
