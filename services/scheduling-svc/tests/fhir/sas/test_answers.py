"""How slots are told to the SAS (standard page of the SAS, sections 3.3 to 3.7)."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from carekit.clock import PARIS
from scheduling_svc.appointments.models import BookingReason
from scheduling_svc.fhir.dates import instant
from scheduling_svc.fhir.sas.messages_fr import MOTIFS

from ...openings.test_sovereignty import revise
from .conftest import CPTS_INCLUDES, PS_INCLUDES, lasting

INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{2}:\d{2}")
THEIRS = UUID("00000000-0000-4000-8000-000000000002")
ROOT = Path(__file__).parents[5]


async def other_cpts(world, professional, **changed):
    """Describes the professional in the neighbour CPTS too, as one of its members."""
    await world.describe_cpts(THEIRS)
    await world.describe(professional, cpts=THEIRS, **changed)


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
            {"text": "Soins non programmés"},
        ],
        "specialty": [{"coding": [{"system": "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/"
                                             "TRE-R38-SpecialiteOrdinale", "code": "SM54"}]}],
        "appointmentType": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0276",
                                        "code": "ROUTINE"}]},
        "schedule": {"reference": f"Schedule/{place}"},
        "status": "free",
        "start": "2026-11-23T09:00:00.000+01:00",
        "end": "2026-11-23T09:15:00.000+01:00",
        "comment": f"http://localhost:8080/snp?pro={doctor}&cpts={world.who().caller.cpts_id}&motif=snp",
    }  # fmt: skip


async def test_times_carry_milliseconds_and_the_offset_of_the_season(world, sas, doctor):
    await world.open(doctor, weekdays=[7], starts_on="2026-11-22", audience=["public"])
    answer = await sas.get(sas.query(doctor))
    assert all(INSTANT.fullmatch(slot[end]) for slot in answer.of("Slot") for end in ("start", "end"))
    assert all(slot["start"] < slot["end"] for slot in answer.of("Slot"))
    assert instant(datetime(2027, 3, 29, 7, tzinfo=UTC), PARIS) == "2027-03-29T09:00:00.000+02:00"


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
    for schedule in answer.of("Schedule"):
        actors = {actor["reference"] for actor in schedule["actor"]}
        assert actors == {f"Practitioner/{professional}", f"PractitionerRole/{schedule['id']}"}
    assert {role["practitioner"]["reference"] for role in answer.of("PractitionerRole")} == {
        f"Practitioner/{professional}"
    }


async def share(world, doctor, *named):
    """The owner names other CPTS in his only opening, instead of those he named before."""
    me = world.who("professional", professional=doctor)
    (opening,) = (await world.ask(me, "GET", "/openings")).json()["items"]
    answer = await revise(world, me, opening, shared_with=[str(one) for one in named])
    assert answer.status_code == 200


def told(answer):
    return {cpts["identifier"][0]["value"] for cpts in answer.of("Organization")}


async def test_a_slot_counts_for_no_other_cpts_of_its_owner_that_he_did_not_name(world, sas, doctor):
    await other_cpts(world, doctor)
    answer = await sas.get(sas.query(doctor))
    assert all(len(slot["serviceType"]) == 3 for slot in answer.of("Slot"))
    assert told(answer) == {"1960000011"}


async def test_a_named_cpts_is_told_no_more_once_it_is_named_no_more(world, sas, doctor):
    await other_cpts(world, doctor)
    await share(world, doctor, THEIRS)
    await share(world, doctor)
    assert told(await sas.get(sas.query(doctor))) == {"1960000011"}


async def test_a_named_cpts_is_told_no_more_once_the_owner_has_left_it(world, sas, doctor):
    await other_cpts(world, doctor)
    await share(world, doctor, THEIRS)
    await other_cpts(world, doctor, is_member=False)
    assert told(await sas.get(sas.query(doctor))) == {"1960000011"}


async def test_a_named_cpts_without_a_number_is_not_told(world, sas, doctor):
    await other_cpts(world, doctor)
    await world.describe_cpts(THEIRS, finess=None)
    await share(world, doctor, THEIRS)
    assert told(await sas.get(sas.query(doctor))) == {"1960000011"}


async def test_a_slot_of_two_cpts_names_both(world, sas, doctor):
    await other_cpts(world, doctor)
    await share(world, doctor, THEIRS)
    answer = await sas.get(sas.query(doctor))
    assert all(len(slot["serviceType"]) == 4 for slot in answer.of("Slot"))
    assert len(answer.of("HealthcareService")) == len(answer.of("Organization")) == 2
    assert told(answer) == {"1960000011", "1960000012"}


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
    assert len(slot["serviceType"]) == 2


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
    assert [len(answer.of(kind)) for kind in ("Schedule", "Practitioner", "PractitionerRole")] == [4, 4, 4]
    whose = {role["practitioner"]["reference"] for role in answer.of("PractitionerRole")}
    assert whose == {f"Practitioner/{professional}" for professional in (doctor, *others)}
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
    assert [way["coding"][0]["code"] for way in slot["serviceType"] if "coding" in way] == ["AMB", "HH", "VR"]
    assert slot["appointmentType"]["coding"][0]["code"] == "WALKIN"


async def test_a_slot_says_each_reason_that_its_owner_named(world, sas):
    professional = await world.describe()
    await world.open(professional, reasons=lasting(vaccination=15, snp=15))
    for slot in (await sas.get(sas.query(professional))).of("Slot"):
        motifs = [said for said in slot["serviceType"] if "text" in said]
        assert motifs == [{"text": "Soins non programmés"}, {"text": "Vaccination"}]


def test_a_reason_is_said_to_the_sas_as_on_the_screens():
    words = json.loads((ROOT / "frontend/src/locales/fr/codes.json").read_text())["bookingReason"]
    assert words == {reason.value: MOTIFS[reason] for reason in BookingReason}
