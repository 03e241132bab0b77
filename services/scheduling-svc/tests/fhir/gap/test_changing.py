"""Flow 6b: a partner's software books what it held, gives it back, cancels; and hears what the practice did."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from scheduling_svc.appointments.holds import take_back_expired

from .conftest import BY_NAME, NAMED, OURS, Gap, asking, holds_to, of, rule


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


async def test_an_appointment_keeps_its_identifier(gap, doctor):
    (slot, *_) = await gap.slots()
    told = (await gap.ask(slot, **NAMED)).json()
    answer = await gap.change(told, identifier=[{"system": "a", "value": "b"}])
    assert (answer.status_code, rule(answer)) == (422, "resource-invalid")


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


@pytest.mark.parametrize("road", ["asked", "moved"])
async def test_a_hold_that_ran_out_stays_given_back_though_the_partner_was_refused(world, gap, doctor, road):
    slot, _, later, *_ = await gap.slots()
    told = (await gap.ask(later, **NAMED)).json()
    closure = await world.let_a_hold_run_out(slot["id"], doctor, {"from": slot["start"], "to": slot["end"]})
    there = {"slot": [{"reference": f"Slot/{slot['id']}"}], "start": slot["start"], "end": slot["end"]}
    refused = await gap.ask(slot) if road == "asked" else await gap.change(told, **there, status="booked")
    assert refused.status_code in (404, 409, 422), refused.text
    starts = await world.free_once_reopened(closure)
    assert datetime.fromisoformat(slot["start"]) in [datetime.fromisoformat(at) for at in starts]
