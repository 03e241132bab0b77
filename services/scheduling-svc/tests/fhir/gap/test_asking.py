"""Flows 6a and 6b: a partner's software asks for an appointment, books, changes, cancels."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from scheduling_svc.appointments.holds import take_back_expired
from scheduling_svc.fhir.errors import ResourceInvalid
from scheduling_svc.fhir.gap.appointments.said import appointment_said

from .conftest import BASE, NAMED, OURS, Gap, asking, of, rule

BY_NAME = "/Appointment?identifier=https://partner.invalid/rdv%7CR-7/42"


def holds_to(answer, status, told):
    assert answer.status_code == status, answer.text
    assert answer.headers["etag"].strip('W/"') == answer.json()["meta"]["versionId"]
    assert answer.headers["location"].endswith(f"/fhir/gap/Appointment/{answer.json()['id']}")
    assert answer.json()["status"] == told
    return answer.json()


# Refusals first


@pytest.mark.parametrize(
    ("roles", "scopes", "refused"),
    [
        ({"director"}, (), "role-refused"), ({"professional"}, {"gap.book"}, "role-refused"),
        ({"partner"}, {"gap.read"}, "scope-missing"), ({"partner"}, {"sas"}, "scope-missing"),
    ],
)  # fmt: skip
async def test_only_a_partner_registered_for_booking_writes(world, gap, doctor, roles, scopes, refused):
    (slot, *_) = await gap.slots()
    told = holds_to(await gap.ask(slot, **NAMED), 201, "booked")
    other = Gap(world, frozenset(scopes), frozenset(roles))
    for answer in (await other.ask(slot), await other.change(told, status="cancelled"),
                   await other.send("PUT", BY_NAME, asking(slot))):  # fmt: skip
        assert (answer.status_code, rule(answer)) == (403, refused)


async def test_a_slot_that_is_not_open_to_professionals_is_not_booked(world, gap, doctor):
    (seen, *_) = await gap.slots()
    for audience in ("own_patients", "cpts", "snp"):
        closed = await world.describe()
        await world.open(closed, audience=[audience], ends_on="2026-11-23")
        (slot, *_) = await world.free(world.who("professional", professional=closed), professional_id=closed)
        for status in ("booked", "pending"):
            answer = await gap.ask({**seen, "id": slot["slot_id"]}, status)
            assert (answer.status_code, rule(answer)) == (422, "resource-invalid")
            assert answer.json()["issue"][0]["expression"] == ["Appointment.slot"]


async def test_a_slot_is_booked_from_its_instant_on_and_not_a_second_before(world, gap, doctor):
    late = await world.describe()
    await world.open(late, audience=["pro"], ends_on="2026-11-23", releases=[{"audience": "pro", "hours_before": 1}])
    (seen, *_) = await gap.slots()
    (slot, *_) = await world.free(world.who("professional", professional=late), professional_id=late)
    opens = datetime(2026, 11, 23, 7, tzinfo=UTC)
    world.clock.move_to(opens - timedelta(seconds=1))
    asked = {**seen, "id": slot["slot_id"], "start": "2026-11-23T09:00:00.000+01:00",
             "schedule": {"reference": f"Schedule/{world.places[late]}"}}  # fmt: skip
    assert (await gap.ask(asked)).status_code == 422
    world.clock.move_to(opens)
    assert (await gap.ask(asked)).status_code == 201


UNREADABLE = [
    ({"status": "fulfilled"}, "status"), ({"status": None}, "status"), ({"status": ["booked"]}, "status"),
    ({"slot": []}, "slot"), ({"slot": [{"reference": "https://other.invalid/Slot/1"}]}, "slot"),
    ({"slot": [{}, {}]}, "slot"), ({"slot": "Slot/1"}, "slot"), ({"slot": [{"reference": 7}]}, "slot"),
    ({"start": "soon"}, "start"), ({"start": 7}, "start"), ({"start": "2026-11-23T09:00:00"}, "start"),
    ({"participant": []}, "participant"), ({"participant": [None]}, "participant"),
    ({"participant": [{"actor": {}}]}, "participant[0].status"), ({"cancelationReason": "x"}, "cancelationReason"),
    ({"identifier": [{"system": "a", "value": "1"}, {"system": "a", "value": "2"}]}, "identifier"),
    ({"identifier": [{"value": 7}]}, "identifier"), ({"identifier": [{"value": "x\x00"}]}, "identifier"),
    ({"identifier": [{"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "255069999999999"}]}, "identifier"),
    ({"modifierExtension": [{"url": "x"}]}, "modifierExtension"), ({"implicitRules": "x"}, "implicitRules"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "path"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_does_not_hold_to_the_profile_is_refused(changed, path):
    slot = {"id": str(uuid4()), "start": None, "end": None, "schedule": {"reference": f"Schedule/{uuid4()}"}}
    assert appointment_said(asking(slot), BASE).status == "booked"
    with pytest.raises(ResourceInvalid) as refused:
        appointment_said(asking(slot) | changed, BASE)
    assert refused.value.members["errors"][0]["field"] == f"Appointment.{path}"


async def test_what_is_taken_for_another_than_it_is_is_refused_and_nothing_is_taken(gap, doctor):
    (slot, *_) = await gap.slots()
    stranger = {"status": "accepted", "actor": {"reference": f"Practitioner/{uuid4()}"}}
    for changed, path in (
        ({"status": "cancelled"}, "status"), ({"slot": [{"reference": f"Slot/{uuid4()}"}]}, "slot"),
        ({"start": "2026-11-23T10:00:00+01:00"}, "start"), ({"participant": [stranger]}, "participant"),
    ):  # fmt: skip
        answer = await gap.send("POST", "/Appointment", asking(slot) | changed)
        assert (answer.status_code, rule(answer)) == (422, "resource-invalid")
        assert answer.json()["issue"][0]["expression"] == [f"Appointment.{path}"]
    assert len(await gap.slots()) == 4


async def test_another_partner_and_the_same_one_elsewhere_find_nothing_of_it(world, gap, doctor):
    (slot, *_) = await gap.slots()
    told = holds_to(await gap.ask(slot, **NAMED), 201, "booked")
    for other in (Gap(world), Gap(world, cpts=uuid4(), account=gap.account)):
        assert of(await other.get("/Appointment"), "Appointment") == []
        for answer in (await other.get(f"/Appointment/{told['id']}"), await other.change(told, status="cancelled")):
            assert (answer.status_code, rule(answer)) == (404, "not-found")
    assert (await gap.get(f"/Appointment/{told['id']}")).json() == told


async def test_a_change_names_its_version(gap, doctor):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot, "pending")).json()
    path, body = f"/Appointment/{told['id']}", {**told, "status": "booked"}
    answer = await gap.send("PUT", path, body)
    assert (answer.status_code, rule(answer)) == (428, "precondition-required")
    answer = await gap.send("PUT", path, body, if_match='W/"7"')
    assert (answer.status_code, rule(answer)) == (412, "precondition-failed")
    answer = await gap.change({**told, "id": str(uuid4())}, status="booked")
    assert (answer.status_code, rule(answer)) == (404, "not-found")
    answer = await gap.send("PUT", path, {**body, "id": str(uuid4())}, if_match='W/"1"')
    assert (answer.status_code, rule(answer)) == (422, "resource-invalid")


@pytest.mark.parametrize("wanted", ["pending", "booked"])
async def test_there_is_no_way_back_from_cancelled(gap, doctor, wanted):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot)).json()
    gone = holds_to(await gap.change(told, status="cancelled"), 200, "cancelled")
    answer = await gap.change(gone, status=wanted)
    assert (answer.status_code, rule(answer)) == (409, "transition-refused")


async def test_an_appointment_stays_at_its_slot_and_keeps_its_identifier(gap, doctor):
    slot, other, *_ = await gap.slots()
    told = (await gap.ask(slot, **NAMED)).json()
    answer = await gap.change(told, slot=[{"reference": f"Slot/{other['id']}"}], start=other["start"])
    assert (answer.status_code, rule(answer)) == (409, "slot-unchangeable")
    answer = await gap.change(told, identifier=[{"system": "a", "value": "b"}])
    assert (answer.status_code, rule(answer)) == (422, "resource-invalid")


async def test_one_identifier_names_one_appointment_for_good(gap, doctor):
    slot, other, *_ = await gap.slots()
    assert (await gap.ask(slot, **NAMED)).status_code == 201
    answer = await gap.ask(other, **NAMED)
    assert (answer.status_code, rule(answer)) == (409, "identifier-used")
    assert len(await gap.slots()) == 3
    assert (await Gap(gap.world).ask(other, **NAMED)).status_code == 201, "another partner's names are its own"


@pytest.mark.parametrize("condition", ["identifier=", "patient.identifier=1", "identifier=a|1&status=booked"])
async def test_a_condition_that_is_not_understood_is_refused(gap, doctor, condition):
    (slot, *_) = await gap.slots()
    answer = await gap.send("POST", "/Appointment", asking(slot), if_none_exist=condition)
    assert (answer.status_code, rule(answer)) in {(400, "parameter-missing"), (400, "parameter-unknown")}
    assert len(await gap.slots()) == 4


async def test_a_partner_is_bound_by_his_own_holds(gap, doctor):
    """He speaks for many people: whoever waits for the answer of one must not lose the slot to the other."""
    (slot, *_) = await gap.slots()
    told = holds_to(await gap.ask(slot, "pending"), 201, "pending")
    for status in ("booked", "proposed"):
        answer = await gap.ask(slot, status)
        assert (answer.status_code, rule(answer)) == (409, "slot-taken")
    holds_to(await gap.change(told, status="booked"), 200, "booked")


# Whoever comes


SOMEBODY = [
    {"participant": [{"actor": {"reference": "Patient/1", "display": "ZZCANARI Zoé"}, "status": "accepted"}]},
    {"participant": [{"actor": {"reference": "#p", "display": "ZZCANARI Zoé"}, "status": "accepted"}],
     "contained": [{"resourceType": "Patient", "id": "p", "name": [{"family": "ZZCANARI"}]}]},
    {"participant": [{"actor": {"display": "ZZCANARI Zoé"}, "status": "accepted"}]},
    {"participant": [{"status": "accepted", "actor": {
        "type": "Patient", "identifier": {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "255069999999999"}}}]},
    {"description": "Visite de ZZCANARI"}, {"comment": "ZZCANARI"}, {"text": {"div": "<div>ZZCANARI</div>"}},
    {"extension": [{"url": "https://hl7.fr/operator", "valueReference": {"reference": "Patient/1"}}]},
    {"reasonCode": [{"text": "ZZCANARI tousse"}]}, {"serviceType": [{"text": "ZZCANARI"}]},
]  # fmt: skip


async def test_who_comes_is_left_out_with_a_warning_and_refused_to_a_strict_client(world, gap, doctor):
    (slot, *_) = await gap.slots()
    said = []
    for somebody in SOMEBODY:
        strict = await gap.send("POST", "/Appointment", asking(slot) | somebody, prefer="handling=strict")
        assert (strict.status_code, rule(strict)) == (422, "not-kept")
        answer = await gap.send("POST", "/Appointment", asking(slot) | somebody)
        assert answer.status_code == 201
        assert answer.json()["resourceType"] == "OperationOutcome"
        assert {issue["severity"] for issue in answer.json()["issue"]} == {"warning"}
        assert [issue["expression"] for issue in answer.json()["issue"]] == [
            issue["expression"] for issue in strict.json()["issue"]
        ]
        told = await gap.get("/Appointment/" + answer.headers["location"].rpartition("/")[2])
        assert told.json()["status"] == "booked"
        said += [strict.text, answer.text, told.text]
        assert (await gap.change(told.json(), status="cancelled")).status_code == 200
    async with world.database.begin(OURS) as session:
        kept = (await session.execute(text("select cast(g as text) from gap_appointment g"))).scalars().all()
    assert len(kept) == len(SOMEBODY)
    assert not [one for one in (*said, *kept) if "CANARI" in one or "2550699" in one]


async def test_a_search_by_a_patient_matches_nothing(gap, doctor):
    (slot, *_) = await gap.slots()
    assert (await gap.ask(slot)).status_code == 201
    for query in ("patient.identifier=1", "patient=Patient/1", "actor:Patient.identifier=urn:oid:1|1"):
        answer = await gap.get(f"/Appointment?{query}", prefer="handling=strict")
        assert answer.json()["total"] == 0


async def test_the_client_says_what_it_wants_back(gap, doctor):
    wanted = {"return=minimal": None, "return=representation": "Appointment", "handling=lenient": "Appointment",
              "handling=lenient; return=OperationOutcome": "OperationOutcome"}  # fmt: skip
    for slot, (prefer, kind) in zip(await gap.slots(), wanted.items(), strict=True):
        answer = await gap.send("POST", "/Appointment", asking(slot), prefer=prefer)
        assert answer.status_code == 201
        assert (answer.json()["resourceType"] if answer.content else None) == kind
        assert answer.headers["etag"] == '"1"'


# What is done


async def test_a_booking_is_told_with_the_elements_of_its_profile(world, gap, doctor):
    (slot, *_) = await gap.slots()
    told = holds_to(await gap.ask(slot, **NAMED), 201, "booked")
    assert told == {
        "resourceType": "Appointment", "id": told["id"],
        "meta": {"versionId": "1", "profile": [
            "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/gap-fr-appointment"]},
        **NAMED, "status": "booked",
        "serviceType": [
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"}]},
            {"coding": [{"system": "urn:maillage:booking-reason", "code": "other"}]}],
        "specialty": slot["specialty"], "start": slot["start"], "end": slot["end"], "minutesDuration": 15,
        "slot": [{"reference": f"Slot/{slot['id']}"}], "created": "2026-11-23T07:00:00.000+01:00",
        "participant": [
            {"actor": {"reference": f"PractitionerRole/{world.places[doctor]}", "display": "Cabinet"},
             "status": "accepted"},
            {"actor": {"reference": f"Practitioner/{doctor}", "display": "Dr Jeanne Exemple"},
             "status": "accepted"}],
    }  # fmt: skip
    assert (await gap.get(f"/Appointment/{told['id']}")).json() == told
    # In the owner's agenda it is « réservé »: it carries no referral.
    owner = world.who("professional", professional=doctor)
    (listed,) = (await world.ask(owner, "GET", "/appointments")).json()["items"]
    assert (listed["appointment_id"], listed["referral_id"]) == (told["id"], None)


@pytest.mark.parametrize("status", ["proposed", "pending"])
async def test_a_request_is_a_hold_with_its_countdown(world, gap, doctor, status):
    (slot, *_) = await gap.slots()
    told = holds_to(await gap.ask(slot, status), 201, "pending")
    (until,) = told["extension"]
    assert until == {"url": "urn:maillage:held-until", "valueInstant": "2026-11-23T07:05:00.000+01:00"}
    assert (await gap.get(f"/Slot/{slot['id']}")).json()["status"] == "busy-tentative"
    assert {one["status"] for one in told["participant"]} == {"needs-action"}
    booked = holds_to(await gap.change(told, status="booked"), 200, "booked")
    assert booked["id"] == told["id"]
    assert booked["meta"]["versionId"] > told["meta"]["versionId"]
    assert "extension" not in booked
    assert (await gap.get(f"/Slot/{slot['id']}")).json()["status"] == "busy"


@pytest.mark.parametrize("is_swept", [True, False], ids=["swept", "not yet swept"])
async def test_a_hold_that_ran_out_is_cancelled_for_good(world, gap, doctor, is_swept):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot, "pending")).json()
    world.clock.advance(timedelta(minutes=5))
    if is_swept:
        await take_back_expired(world.database, OURS, world.clock)
    gone = (await gap.get(f"/Appointment/{told['id']}")).json()
    assert gone["status"] == "cancelled"
    assert gone["cancelationReason"]["coding"][0]["code"] == "hold_over"
    assert gone["meta"]["versionId"] > told["meta"]["versionId"]
    assert of(await gap.get("/Appointment?status=pending"), "Appointment") == []
    answer = await gap.change(gone, status="booked")
    assert (answer.status_code, rule(answer)) == (409, "transition-refused")
    assert (await gap.ask(slot)).status_code == 201


async def test_a_request_is_given_back(world, gap, doctor):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot, "pending")).json()
    gone = holds_to(await gap.change(told, status="cancelled"), 200, "cancelled")
    assert gone["meta"]["versionId"] == "2"
    assert len(await gap.slots()) == 4


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"coding": [{"system": "urn:maillage:cancellation-reason", "code": "hospitalised"}]}, "hospitalised"),
        ({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason",
                      "code": "pat-fb"}]}, "no_longer_needed"),
        ({"text": "x"}, "other"), (None, "other"),
    ],
    ids=range(4),
)  # fmt: skip
async def test_a_booking_is_cancelled_on_the_patients_word(world, gap, doctor, said, kept):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot)).json()
    changed = {"cancelationReason": said} if said else {}
    gone = holds_to(await gap.change(told, status="cancelled", **changed), 200, "cancelled")
    assert [one["code"] for one in gone["cancelationReason"]["coding"]] == ["pat", kept]
    assert len(await gap.slots()) == 4
    assert holds_to(await gap.change(gone), 200, "cancelled") == gone, "told twice, it is done once"


async def test_what_the_practice_does_is_told_and_raises_the_version(world, gap, doctor):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot)).json()
    owner = world.who("professional", professional=doctor)
    by = {"by": "practice", "reason_code": "professional_absent"}
    assert (await world.ask(owner, "POST", f"/appointments/{told['id']}/cancellation", by)).status_code == 200
    gone = (await gap.get(f"/Appointment/{told['id']}")).json()
    assert [one["code"] for one in gone["cancelationReason"]["coding"]] == ["prov", "professional_absent"]
    answer = await gap.change(told, status="cancelled")
    assert (answer.status_code, rule(answer)) == (412, "precondition-failed")


async def test_a_conditional_update_creates_once_and_changes_then(gap, doctor):
    (slot, *_) = await gap.slots()
    told = holds_to(await gap.send("PUT", BY_NAME, asking(slot, "pending")), 201, "pending")
    assert told["identifier"] == NAMED["identifier"]
    again = holds_to(await gap.send("PUT", BY_NAME, asking(slot, "pending")), 200, "pending")
    assert again == told, "the countdown does not begin anew"
    booked = holds_to(await gap.send("PUT", BY_NAME, asking(slot)), 200, "booked")
    gone = holds_to(await gap.send("PUT", BY_NAME, asking(slot, "cancelled")), 200, "cancelled")
    assert booked["id"] == gone["id"] == told["id"]
    stale = await gap.send("PUT", BY_NAME, asking(slot, "cancelled"), if_match='W/"1"')
    assert (stale.status_code, rule(stale)) == (412, "precondition-failed")


async def test_if_none_exist_creates_once(gap, doctor):
    slot, other, *_ = await gap.slots()
    condition = "identifier=https://partner.invalid/rdv|R-7/42"
    first = await gap.send("POST", "/Appointment", asking(slot, **NAMED), if_none_exist=condition)
    told = holds_to(first, 201, "booked")
    for wanted in (slot, other):
        again = await gap.send("POST", "/Appointment", asking(wanted, **NAMED), if_none_exist=condition)
        assert holds_to(again, 200, "booked") == told
    assert len(await gap.slots()) == 3


async def test_a_reason_and_a_way_are_asked_for_by_their_codes(world, gap):
    doctor = await world.describe()
    await world.open(doctor, audience=["pro"], modalities=["AMB", "VR"], ends_on="2026-11-23",
                     reasons=[{"reason_code": "first_visit", "minutes": 30}])  # fmt: skip
    (slot, *_) = await gap.slots()
    codes = [
        {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "VR"}]},
        {"coding": [{"system": "urn:maillage:booking-reason", "code": "first_visit"}]},
    ]
    for asked, refused in ((codes[:1], "reason-not-offered"), (codes[1:], "modality-unsaid")):
        answer = await gap.ask(slot, serviceType=asked)
        assert (answer.status_code, rule(answer)) == (422, refused)
    told = holds_to(await gap.ask(slot, "pending", serviceType=codes), 201, "pending")
    assert (told["serviceType"], told["minutesDuration"]) == (codes, 30)
    assert len(await gap.slots()) == 2
    booked = holds_to(await gap.change(told, status="booked"), 200, "booked")
    assert (booked["serviceType"], booked["minutesDuration"]) == (codes, 30)


async def test_each_parameter_narrows_the_search(gap, doctor):
    slot, other, *_ = await gap.slots()
    assert (await gap.ask(slot, **NAMED)).status_code == 201
    assert (await gap.ask(other, "pending")).status_code == 201
    for query, found in {
        "status=booked": 1, "status=pending,booked": 2, "status=arrived": 0,
        "identifier=https://partner.invalid/rdv|R-7/42": 1, "identifier=R-7/42": 1, "identifier=|R-7/42": 0,
        "identifier=other|R-7/42": 0, "date=2026-11-23": 2, "date=ge2026-11-24": 0,
        "start=ge2026-11-23T09:15:00+01:00": 1, "start=lt2026-11-23T09:15:00+01:00&date=2026-11-23": 1,
        "created=2026-11-23": 2, "created=lt2026-11-23": 0, "service-type=AMB": 2, "service-type=VR": 0,
        "service-type=urn:maillage:booking-reason|other": 2, "_id=x": 0, f"slot=Slot/{uuid4()}": 0,
        f"slot=Slot/{slot['id']}": 1, "practitioner.identifier=urn:oid:1.2.250.1.71.4.2.1|800000000000": 0,
    }.items():  # fmt: skip
        answer = await gap.get(f"/Appointment?{query}", prefer="handling=strict")
        assert len(of(answer, "Appointment")) == answer.json()["total"] == found, query


async def test_a_search_that_cannot_be_read_is_refused(gap):
    for query, status in (("date=soon", 400), ("_count=0", 400), ("_page=x", 422), ("status:not=booked", 400),
                          ("identifier=%00", 400)):  # fmt: skip
        assert (await gap.get(f"/Appointment?{query}")).status_code == status, query


async def test_appointments_are_found_by_whose_they_are_and_page_by_page(world, gap, doctor):
    for slot in await gap.slots():
        assert (await gap.ask(slot)).status_code == 201
    number = f"urn:oid:1.2.250.1.71.4.2.1%7C8{world.rpps(doctor)}"
    seen, path = [], f"/Appointment?_count=3&practitioner.identifier={number}"
    while path:
        answer = await gap.get(path)
        seen += [one["id"] for one in of(answer, "Appointment")]
        links = {link["relation"]: link["url"] for link in answer.json()["link"]}
        path = links["next"].split("/fhir/gap")[1] if "next" in links else None
    assert len(seen) == len(set(seen)) == 4
