"""Flow 6a: a partner's software asks for an appointment or books one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from scheduling_svc.fhir.errors import ResourceInvalid
from scheduling_svc.fhir.gap.appointments.said import appointment_said

from .conftest import BASE, BY_NAME, NAMED, Gap, asking, holds_to, rule


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


async def test_the_client_says_what_it_wants_back(gap, doctor):
    wanted = {"return=minimal": None, "return=representation": "Appointment", "handling=lenient": "Appointment",
              "handling=lenient; return=OperationOutcome": "OperationOutcome"}  # fmt: skip
    for slot, (prefer, kind) in zip(await gap.slots(), wanted.items(), strict=True):
        answer = await gap.send("POST", "/Appointment", asking(slot), prefer=prefer)
        assert answer.status_code == 201
        assert (answer.json()["resourceType"] if answer.content else None) == kind
        assert answer.headers["etag"] == '"1"'


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
