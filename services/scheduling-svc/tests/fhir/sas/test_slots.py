"""INT_R01 and INT_R04: which slots the SAS is told, and how (standard page of the SAS, sections 3.2 to 3.7)."""

import json
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from carekit.auth import Caller

from .conftest import CPTS_INCLUDES, IDNPS, PS_INCLUDES, WINDOW, encoded

THEIRS = UUID("00000000-0000-4000-8000-000000000002")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{2}:\d{2}")


@pytest.fixture
async def doctor(world):
    professional = await world.describe()
    await world.open(professional, audience=["cpts", "snp"])
    return professional


async def other_cpts(world, professional, **changed):
    """Describes the professional in the neighbour CPTS too, as one of its members."""
    await world.describe_cpts(THEIRS)
    await world.describe(professional, cpts=THEIRS, **changed)


# Who may ask


async def test_without_a_token_nothing_is_told_and_the_refusal_is_an_outcome(sas, doctor):
    answer = await sas.get(sas.query(doctor), authorization="")
    assert (answer.status, answer.rule) == (401, "token-refused")


@pytest.mark.parametrize("roles", [{"director"}, {"regulator"}, {"partner"}])
async def test_only_the_registered_partner_asks(world, sas, doctor, roles):
    sas.caller = Caller(uuid4(), "Somebody", world.who().caller.cpts_id, frozenset(roles))
    answer = await sas.get(sas.query(doctor))
    assert answer.status == 403
    assert answer.rule in ("role-refused", "scope-missing")


# Which slots


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        (["own_patients"], None), (["cpts"], None), (["pro"], None), ([], None),
        (["snp"], ["SNP"]), (["public"], ["PUBLIC"]), (["own_patients", "snp"], ["SNP"]),
        (["cpts", "pro", "public", "snp"], ["PUBLIC", "PRO", "SNP", "CPTS"]),
    ],
)  # fmt: skip
async def test_nothing_leaves_that_was_not_opened_to_regulation_or_to_the_public(world, sas, audience, told):
    professional = await world.describe()
    await world.open(professional, audience=audience)
    answer = await sas.get(sas.query(professional))
    codes = [[label["code"] for label in slot["meta"]["security"]] for slot in answer.of("Slot")]
    assert codes == [told] * 4 if told else codes == []


async def test_a_slot_held_or_booked_is_not_told(world, sas, doctor):
    slots = [slot["slot_id"] for slot in await world.free()]
    await world.book(world.who("referrer"), slots[0], choice_recorded=None)
    await world.ask(world.who("referrer"), "POST", f"/slots/{slots[1]}/hold")
    answer = await sas.get(sas.query(doctor))
    assert [slot["id"] for slot in answer.of("Slot")] == slots[2:4]


async def test_a_slot_that_has_begun_is_not_told(world, sas, doctor):
    world.clock.advance(timedelta(hours=2, minutes=1))
    answer = await sas.get(sas.query(doctor))
    assert [slot["start"][11:16] for slot in answer.of("Slot")] == ["09:15", "09:30", "09:45"]


@pytest.mark.parametrize(
    ("window", "starts"),
    [
        ("start=ge2026-11-23T09:15:00.000+01:00&start=le2026-11-23T09:30:00.000+01:00", ["09:15", "09:30"]),
        ("start=gt2026-11-23T09:15:00.000+01:00&start=lt2026-11-23T09:45:00.000+01:00", ["09:30"]),
        ("start=ge2026-11-23T08:30:00.000Z&start=le2026-11-23T08:40:00Z", ["09:30"]),
        ("start=ge2026-11-23T09:30:00.000&start=le2026-11-23T09:40:00.000", ["09:30"]),
        ("start=ge2026-11-23&start=le2026-11-23", ["09:00", "09:15", "09:30", "09:45"]),
        ("start=ge2026-11-24&start=le2026-11-26", []),
        ("start=ge2026-11-26&start=le2026-11-23", []),
    ],
)
async def test_slots_lie_in_the_window_that_was_asked_for(sas, doctor, window, starts):
    answer = await sas.get(sas.query(doctor, window=window))
    assert (answer.status, [slot["start"][11:16] for slot in answer.of("Slot")]) == (200, starts)


async def test_an_answer_covers_three_days_whatever_is_asked(sas, doctor, world):
    await world.open(doctor, weekdays=[1, 2, 3, 4, 5, 6, 7], from_time="14:00", audience=["snp"], to_time="14:15")
    answer = await sas.get(sas.query(doctor, window="start=ge2026-11-23&start=le2027-11-23"))
    days = sorted({slot["start"][:10] for slot in answer.of("Slot")})
    assert days == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]


@pytest.mark.parametrize("lacking", ["address", "postal_code", "structure_id"])
async def test_a_place_that_cannot_be_told_as_the_guide_asks_is_left_out(world, sas, lacking):
    professional = uuid4()
    place = {
        "place_id": str(world.places.setdefault(professional, uuid4())), "label": "Cabinet",
        "address": "1 rue du Port", "postal_code": "97001", "structure_id": "1960000016",
        "commune_code": "97001", "commune_name": "Valbrune",
    }  # fmt: skip
    await world.describe(professional, places=[{**place, lacking: None}])
    await world.open(professional)
    assert (await sas.get(sas.query(professional))).body["total"] == 0
    await world.describe(professional, places=[place])
    assert (await sas.get(sas.query(professional))).body["total"] == 4


# How they are asked


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


# What is told


async def test_a_slot_is_told_as_the_guide_says(world, sas, doctor):
    slot = (await sas.get(sas.query(doctor))).of("Slot")[0]
    place = str(world.places[doctor])
    assert slot == {
        "resourceType": "Slot",
        "id": slot["id"],
        "meta": {
            "profile": ["https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/sas-cpts-slot-aggregator"],
            "security": [{"system": "https://mos.esante.gouv.fr/NOS/TRE_R314-TypeCreneau/FHIR/TRE-R314-TypeCreneau",
                          "code": code} for code in ("SNP", "CPTS")],
        },
        "serviceType": [
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}]},
            {"extension": [{"url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-Slot.serviceType",
                            "valueReference": {"reference": f"HealthcareService/{world.who().caller.cpts_id}"}}],
             "coding": [{"system": "https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/"
                                   "TRE-R66-CategorieEtablissement", "code": "604"}]},
        ],
        "specialty": [{"coding": [{"system": "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/"
                                             "TRE-R38-SpecialiteOrdinale", "code": "SM54"}]}],
        "appointmentType": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0276",
                                        "code": "ROUTINE"}]},
        "schedule": {"reference": f"Schedule/{place}"},
        "status": "free",
        "start": "2026-11-23T09:00:00.000+01:00",
        "end": "2026-11-23T09:15:00.000+01:00",
        "comment": f"http://localhost:8080/snp?pro={doctor}&cpts={world.who().caller.cpts_id}",
    }  # fmt: skip


async def test_times_carry_milliseconds_and_the_offset_of_the_season(world, sas, doctor):
    await world.open(doctor, weekdays=[7], starts_on="2026-11-22", audience=["public"])
    answer = await sas.get(sas.query(doctor))
    assert all(INSTANT.fullmatch(slot[end]) for slot in answer.of("Slot") for end in ("start", "end"))
    assert all(slot["start"] < slot["end"] for slot in answer.of("Slot"))


async def test_who_and_where_are_told_with_national_identifiers(world, sas, doctor):
    answer = await sas.get(sas.query(doctor))
    (practitioner,), (role,) = answer.of("Practitioner"), answer.of("PractitionerRole")
    assert practitioner["identifier"][0]["value"] == f"8{world.rpps(doctor)}"
    assert practitioner["identifier"][0]["type"]["coding"][0] == {
        "system": "http://interopsante.org/fhir/CodeSystem/fr-v2-0203", "code": "IDNPS",
    }  # fmt: skip
    assert practitioner["name"] == [{"family": "Exemple", "given": ["Jeanne"]}]
    assert practitioner["telecom"] == [{"system": "phone", "value": "+33199000001"}]
    assert role["organization"]["identifier"]["value"] == "1960000016"
    assert role["location"] == [{"reference": "#place"}]
    assert role["contained"][0]["address"] == {"line": ["1 rue du Port"], "city": "Valbrune", "postalCode": "97001"}
    (cpts,) = answer.of("Organization")
    assert cpts["identifier"][0]["value"] == "1960000011"
    assert cpts["identifier"][0]["type"]["coding"][0]["system"].endswith("fr-core-cs-v2-0203")
    assert (cpts["name"], cpts["telecom"][0]["value"]) == ("CPTS d'essai", "+33199000000")


async def test_two_places_are_two_schedules_of_one_practitioner(world, sas):
    professional, places = uuid4(), [uuid4(), uuid4()]
    await world.describe(
        professional,
        places=[{"place_id": str(place), "label": "Cabinet", "address": f"{n} rue du Port", "postal_code": "97001",
                 "structure_id": f"196000001{n}", "commune_code": "97001", "commune_name": "Valbrune"}
                for n, place in enumerate(places)],
    )  # fmt: skip
    await world.open(professional, place_id=str(places[0]))
    await world.open(professional, place_id=str(places[1]), from_time="14:00", to_time="15:00")
    answer = await sas.get(sas.query(professional))
    counts = [len(answer.of(kind)) for kind in ("Slot", "Schedule", "Practitioner", "PractitionerRole")]
    assert counts == [8, 2, 1, 2]
    assert {slot["schedule"]["reference"] for slot in answer.of("Slot")} == {f"Schedule/{place}" for place in places}


async def test_a_slot_counts_for_each_cpts_that_its_owner_is_a_member_of(world, sas, doctor):
    await other_cpts(world, doctor)
    answer = await sas.get(sas.query(doctor))
    assert all(len(slot["serviceType"]) == 3 for slot in answer.of("Slot"))
    assert len(answer.of("HealthcareService")) == len(answer.of("Organization")) == 2
    assert {cpts["identifier"][0]["value"] for cpts in answer.of("Organization")} == {"1960000011", "1960000012"}


async def test_slots_opened_in_two_cpts_come_in_one_answer(world, sas, doctor):
    await other_cpts(world, doctor)
    owner = world.who("professional", professional=doctor, cpts=THEIRS)
    opened = await world.ask(owner, "POST", "/openings", world.opening(doctor, from_time="11:00", to_time="12:00"))
    assert opened.status_code == 201
    answer = await sas.get(sas.query(doctor))
    assert (answer.body["total"], len(answer.of("Practitioner")), len(answer.of("Schedule"))) == (8, 1, 1)


async def test_a_cpts_is_not_told_of_whom_it_only_knows(world, sas, doctor):
    await other_cpts(world, doctor, is_member=False)
    assert len((await sas.get(sas.query(doctor))).of("Organization")) == 1


async def test_a_cpts_without_a_number_is_not_told(world, sas, doctor):
    await world.describe_cpts(finess=None)
    answer = await sas.get(sas.query(doctor))
    assert (answer.body["total"], answer.of("Organization"), answer.of("HealthcareService")) == (4, [], [])
    assert [label["code"] for label in answer.of("Slot")[0]["meta"]["security"]] == ["SNP"]


async def test_the_individual_flow_tells_nothing_of_a_cpts(sas, doctor):
    answer = await sas.get(sas.query(doctor, includes=PS_INCLUDES))
    assert answer.body["meta"]["profile"] == ["http://sas.fr/fhir/StructureDefinition/BundleAgregateur"]
    assert {entry["resource"]["resourceType"] for entry in answer.body["entry"]} == {
        "Slot", "Schedule", "Practitioner", "PractitionerRole",
    }  # fmt: skip
    slot = answer.of("Slot")[0]
    assert slot["meta"]["profile"] == ["http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur"]
    assert len(slot["serviceType"]) == 1


async def test_only_what_is_asked_for_is_included(sas, doctor):
    answer = await sas.get(sas.query(doctor, includes="_include=Slot:schedule"))
    assert {entry["resource"]["resourceType"] for entry in answer.body["entry"]} == {"Slot", "Schedule"}


async def test_the_bundle_holds_together(world, sas, doctor):
    others = [await world.describe() for _ in range(3)]
    for professional in others:
        await world.open(professional)
    answer = await sas.get(sas.query(doctor, *others, includes=CPTS_INCLUDES))
    entries = answer.body["entry"]
    urls = [entry["fullUrl"] for entry in entries]
    assert len(urls) == len(set(urls))
    held = {f"{entry['resource']['resourceType']}/{entry['resource']['id']}" for entry in entries}
    assert all(url.removeprefix("http://localhost:8080/fhir/sas/") in held for url in urls)
    assert set(re.findall(r'"reference": ?"([A-Z][^"]+)"', json.dumps(answer.body))) <= held
    assert answer.body["total"] == len(answer.of("Slot")) == 16
    modes = {(entry["resource"]["resourceType"] == "Slot", entry["search"]["mode"]) for entry in entries}
    assert modes == {(True, "match"), (False, "include")}


async def test_an_answer_holds_no_empty_element(sas, doctor):
    def walk(value):
        assert value not in ("", [], {}, None)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    walk((await sas.get(sas.query(doctor))).body)


async def test_a_slot_says_every_way_and_whether_an_appointment_is_needed(world, sas):
    professional = await world.describe()
    await world.open(professional, modalities=["AMB", "HH", "VR"], appointment_type="WALKIN", audience=["snp"])
    slot = (await sas.get(sas.query(professional))).of("Slot")[0]
    assert [way["coding"][0]["code"] for way in slot["serviceType"]] == ["AMB", "HH", "VR"]
    assert slot["appointmentType"]["coding"][0]["code"] == "WALKIN"


async def test_a_timed_release_is_told_from_its_instant_on(world, sas):
    professional = await world.describe()
    releases = [{"audience": "snp", "hours_before": 1}]
    await world.open(professional, audience=["snp"], releases=releases)
    assert (await sas.get(sas.query(professional))).body["total"] == 0
    world.clock.advance(timedelta(hours=1))
    assert [slot["start"][11:16] for slot in (await sas.get(sas.query(professional))).of("Slot")] == ["09:00"]
