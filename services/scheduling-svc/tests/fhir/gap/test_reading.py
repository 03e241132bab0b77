"""Flows 4a and 5a of the guide: which slots and schedules a partner's software reads."""

import json
import re
from uuid import uuid4

import pytest

from .conftest import Gap, of, rule

SPECIALTY = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale"
IDNPS = "urn:oid:1.2.250.1.71.4.2.1"
#: The request of the guide, at our dates.
OFFICIAL = (
    "/Slot?_include=Slot:schedule&_include=Schedule:actor&start=ge2026-11-23&start=le2026-11-27"
    f"&schedule.actor:PractitionerRole.specialty={SPECIALTY}|SM54&status=free"
)


@pytest.mark.parametrize(
    ("roles", "scopes", "refused"),
    [
        ({"director"}, (), "role-refused"), ({"partner"}, (), "scope-missing"),
        ({"partner"}, {"sas"}, "scope-missing"),
        ({"partner"}, {"gap.book"}, "scope-missing"), ({"professional"}, {"gap.read"}, "role-refused"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/Slot", "/Schedule", f"/Slot/{uuid4()}"], ids=["slots", "schedules", "slot"])
async def test_only_a_partner_registered_for_it_reads(world, doctor, roles, scopes, refused, path):
    answer = await Gap(world, frozenset(scopes), frozenset(roles)).get(path)
    assert (answer.status_code, rule(answer)) == (403, refused)


@pytest.mark.parametrize("audience", [["own_patients"], ["cpts"], ["snp"]])
async def test_a_slot_that_is_not_open_to_professionals_does_not_exist(world, gap, audience):
    professional = await world.describe()
    opened = await world.open(professional, audience=audience)
    (slot, *_) = await world.free(world.who("professional", professional=professional))
    assert opened
    assert of(await gap.get("/Slot"), "Slot") == []
    assert of(await gap.get("/Schedule"), "Schedule") == []
    place = world.places[professional]
    for path in (f"/Slot/{slot['slot_id']}", f"/Schedule/{place}", f"/PractitionerRole/{place}",
                 f"/Practitioner/{professional}"):  # fmt: skip
        answer = await gap.get(path)
        assert (answer.status_code, rule(answer)) == (404, "not-found")


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("start=soon", "parameter-invalid"), ("_count=0", "parameter-invalid"),
        ("status:not=free", "modifier-unsupported"), ("_page=x", "bad-cursor"),
        ("start=ge9999-01-01", "parameter-invalid"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_refused(gap, doctor, query, refused):
    answer = await gap.get(f"/Slot?{query}")
    assert answer.status_code in (400, 422)
    assert rule(answer) == refused


async def test_an_unknown_parameter_is_left_out_and_refused_to_a_strict_client(gap, doctor):
    answer = await gap.get("/Slot?colour=blue&status=free")
    assert len(of(answer, "Slot")) == 4
    assert answer.json()["link"][0]["url"].endswith("/fhir/gap/Slot?status=free")
    strict = await gap.get("/Slot?colour=blue", prefer="handling=strict")
    assert (strict.status_code, rule(strict)) == (400, "parameter-unknown")


async def test_the_request_of_the_guide_finds_slots_with_their_schedule_and_actors(world, gap, doctor):
    answer = await gap.get(OFFICIAL, prefer="handling=strict")
    kinds = [entry["resource"]["resourceType"] for entry in answer.json()["entry"]]
    assert kinds == ["Slot"] * 4 + ["Schedule", "Practitioner", "PractitionerRole"]
    assert answer.json()["total"] == 4
    assert [entry["search"]["mode"] for entry in answer.json()["entry"]] == ["match"] * 4 + ["include"] * 3
    held = {f"{r['resourceType']}/{r['id']}" for r in (e["resource"] for e in answer.json()["entry"])}
    assert set(re.findall(r'"reference": ?"([A-Z][^"]+)"', json.dumps(answer.json()))) <= held
    for reference in held:
        read = await gap.get(f"/{reference}")
        assert read.json() in [entry["resource"] for entry in answer.json()["entry"]]


async def test_a_slot_is_told_with_the_elements_of_its_profile(world, gap, doctor):
    slot = of(await gap.get("/Slot"), "Slot")[0]
    assert slot == {
        "resourceType": "Slot", "id": slot["id"],
        "meta": {"profile": ["https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/gap-fr-slot"]},
        "serviceType": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}]}],
        "specialty": [{"coding": [{"system": SPECIALTY, "code": "SM54"}]}],
        "appointmentType": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0276",
                                        "code": "ROUTINE"}]},
        "schedule": {"reference": f"Schedule/{world.places[doctor]}"},
        "status": "free", "start": "2026-11-23T09:00:00.000+01:00", "end": "2026-11-23T09:15:00.000+01:00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=busy", 0), ("status=busy,free", 4), ("start=ge2026-11-24", 0), ("start=lt2026-11-23T09:30", 2),
        (f"schedule.actor:PractitionerRole.specialty={SPECIALTY}|SM26", 0),
        ("schedule.actor:PractitionerRole.specialty=SM54", 4), (f"schedule=Schedule/{uuid4()}", 0), ("_id=x", 0),
        (f"schedule.actor:Practitioner.identifier={IDNPS}|800000000000", 0),
    ],
    ids=range(9),
)  # fmt: skip
async def test_each_parameter_narrows_the_search(gap, doctor, query, found):
    assert len(of(await gap.get(f"/Slot?{query}"), "Slot")) == found


async def test_a_practitioner_is_asked_for_by_his_national_number(world, gap, doctor):
    await world.open(await world.describe(), audience=["public"])
    for number in (f"{IDNPS}%7C8{world.rpps(doctor)}", world.rpps(doctor)):
        slots = of(await gap.get(f"/Slot?schedule.actor:Practitioner.identifier={number}"), "Slot")
        assert {slot["schedule"]["reference"] for slot in slots} == {f"Schedule/{world.places[doctor]}"}
        assert len(of(await gap.get(f"/Schedule?actor:Practitioner.identifier={number}"), "Schedule")) == 1


async def test_pages_follow_each_other_without_loss(gap, doctor):
    seen, path = [], "/Slot?_count=3"
    while path:
        answer = await gap.get(path)
        seen += [slot["id"] for slot in of(answer, "Slot")]
        links = {link["relation"]: link["url"] for link in answer.json()["link"]}
        path = links["next"].split("/fhir/gap")[1] if "next" in links else None
    assert len(seen) == len(set(seen)) == 4


async def test_a_taken_slot_is_told_as_busy(world, gap, doctor):
    slot = of(await gap.get("/Slot"), "Slot")[0]
    assert (await world.book(world.who("referrer"), slot["id"])).status_code == 201
    assert (await gap.get(f"/Slot/{slot['id']}")).json()["status"] == "busy"
    assert len(of(await gap.get("/Slot?status=free"), "Slot")) == 3
