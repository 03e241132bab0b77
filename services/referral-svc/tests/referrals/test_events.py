"""What other services hear of requests, and what requests hear of appointments."""

from typing import Any
from uuid import uuid4

from referral_svc.referrals.codes import Status

from ..build import THEIRS, World


async def told(world: World) -> list[Any]:
    return await world.rows("select type, subject, version, cpts_id, data from outbox_event order by id")


async def test_events_carry_where_a_request_stands_and_nothing_else(world: World) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor, criteria={"ald": "yes"})
    events = await told(world)
    assert [event.type for event in events] == [
        "referral.stated.v1",
        "referral.qualified.v1",
        "referral.placed.v1",
    ]
    assert [event.version for event in events] == sorted({event.version for event in events})
    for event in events:
        assert set(event.data) == {
            "referral_id",
            "kind",
            "status",
            "placed_professional_id",
            "author_account_id",
            "author_structure",
            "usual_professional_id",
        }
        assert event.subject == referral["referral_id"]
    assert events[-1].data["placed_professional_id"] == str(doctor)
    assert events[-1].data["status"] == Status.PLACED


async def test_a_redirected_request_is_withdrawn_for_the_agenda(world: World) -> None:
    referral = await world.state()
    await world.act(world.coordinator, referral["referral_id"], "redirection", {"reason_code": "emergency"})
    last = (await told(world))[-1]
    assert (last.type, last.data["status"]) == ("referral.withdrawn.v1", "redirected")


async def test_a_hold_and_its_end_are_told_to_the_agenda(world: World) -> None:
    referral = await world.qualified()
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "hospitalised"})
    await world.act(world.coordinator, referral["referral_id"], "resumption")
    last = [(event.type, event.data["status"]) for event in (await told(world))[-2:]]
    assert last == [("referral.held.v1", "on_hold"), ("referral.resumed.v1", "qualified")]


async def test_a_refused_act_tells_nothing(world: World) -> None:
    referral = await world.state()
    await world.refused(
        world.coordinator, "POST", f"/referrals/{referral['referral_id']}/closing", {"outcome_code": "followed"}
    )
    assert len(await told(world)) == 1


async def test_a_booking_is_the_first_appointment_and_its_cancellation_takes_it_back(world: World) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor)
    appointment = await world.booked(referral["referral_id"], doctor)
    path = f"/referrals/{referral['referral_id']}"
    booked = (await world.get(world.coordinator, path))["first_appointment"]
    assert (booked["state"], booked["appointment_id"]) == ("booked", str(appointment))
    cancelled = {
        "appointment_id": str(appointment),
        "referral_id": referral["referral_id"],
        "professional_id": str(doctor),
        "cancelled_by": "patient",
        "reason_code": "other",
    }
    await world.tell("appointment.cancelled.v1", cancelled, source="scheduling-svc")
    assert (await world.get(world.coordinator, path))["first_appointment"]["state"] == "awaited"


async def test_how_an_appointment_came_out_is_in_the_timeline_and_places_nobody_anew(world: World) -> None:
    doctor = await world.describe()
    referral = await world.placed(doctor)
    path = f"/referrals/{referral['referral_id']}"
    appointment = await world.booked(referral["referral_id"], doctor)
    fact = {
        "appointment_id": str(appointment),
        "referral_id": referral["referral_id"],
        "professional_id": str(doctor),
        "outcome": "no_show",
        "by_account_id": str(uuid4()),
    }
    assert (await world.tell("appointment.came_out.v1", fact, source="scheduling-svc")).status_code == 204
    lines = (await world.get(world.coordinator, f"{path}/timeline"))["items"]
    assert "appointment_no_show" in [line["code"] for line in lines]
    read = await world.get(world.coordinator, path)
    assert (read["status"], read["first_appointment"]["state"]) == ("placed", "booked")


async def test_the_same_event_twice_changes_things_once(world: World) -> None:
    referral = await world.state(kind="snp", need=["unscheduled_care"])
    event_id, appointment = uuid4(), uuid4()
    data = {
        "appointment_id": str(appointment),
        "referral_id": referral["referral_id"],
        "professional_id": str(uuid4()),
        "starts_at": world.clock.now().isoformat(),
    }
    for _ in range(2):
        answer = await world.tell(
            "appointment.booked.v1", data, source="scheduling-svc", event_id=event_id, version=1
        )
        assert answer.status_code == 204
    lines = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline")
    assert [line["code"] for line in lines["items"]].count("appointment_booked") == 1
    assert len(await world.rows("select 1 from disclosure_grant")) == 1


async def test_a_booking_for_a_request_of_another_cpts_opens_nothing(world: World) -> None:
    referral = await world.state()
    await world.booked(referral["referral_id"], uuid4(), cpts=THEIRS)
    assert await world.rows("select 1 from disclosure_grant") == []
    assert await world.rows("select 1 from disclosure_grant", THEIRS) == []


async def test_only_a_service_posts_events_and_only_its_own(world: World) -> None:
    data = {"appointment_id": str(uuid4()), "referral_id": str(uuid4())}
    forged = await world.tell("appointment.booked.v1", data, source="scheduling-svc", by="directory-svc")
    assert forged.status_code == 403
    token = world.keys.signer().for_caller(world.coordinator.caller)
    by_person = await world.http.post("/_events", json={}, headers={"Authorization": f"Bearer {token}"})
    assert by_person.status_code == 403


async def test_an_event_of_another_shape_is_refused_whole(world: World) -> None:
    answer = await world.tell("appointment.booked.v1", {"appointment_id": "x"}, source="scheduling-svc")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "event-unreadable")
    assert "appointment.booked.v1" not in [row.type for row in await world.rows("select type from inbox_event")]


async def test_a_new_consumer_starts_from_the_snapshot(world: World) -> None:
    await world.qualified()
    token = world.app.state.identity.token()
    headers = {"Authorization": f"Bearer {token}"}
    first = (await world.http.get("/_snapshot", params={"limit": 1}, headers=headers)).json()
    rest = (await world.http.get("/_snapshot", params={"after": first[0]["id"]}, headers=headers)).json()
    assert [event["type"] for event in [*first, *rest]] == ["referral.stated.v1", "referral.qualified.v1"]
