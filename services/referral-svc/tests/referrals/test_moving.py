"""An appointment that is moved takes its request along: neither searched for again nor placed twice."""

from datetime import timedelta
from uuid import UUID

from ..build import World
from .test_booking import SNP, booked, codes, path, shown

FACTS = "select type from outbox_event where type like 'referral.%' order by id"


async def test_a_moved_appointment_does_not_open_its_request_again(world: World) -> None:
    doctor = await world.describe()
    referral = await world.state(**SNP)
    appointment = await booked(world, referral, doctor)
    before = await shown(world, referral)
    heard = [row.type for row in await world.rows(FACTS)]
    await world.moved(referral["referral_id"], appointment, doctor, doctor)
    page = await shown(world, referral)
    assert (page["status"], page["placed_professional_id"]) == ("placed", str(doctor))
    assert page["first_appointment"]["at"] != before["first_appointment"]["at"]
    lines = await codes(world, referral)
    assert (lines.count("appointment_moved"), lines.count("choice_recorded")) == (1, 1)
    assert {"appointment_cancelled", "back_to_search"}.isdisjoint(lines)
    assert [row.type for row in await world.rows(FACTS)] == heard
    assert len(await world.rows("select 1 from disclosure_grant where revoked_at is null")) == 1


async def test_moved_to_another_one_the_bulletin_closes_to_the_first_and_opens_to_the_second(world: World) -> None:
    first, second = await world.describe(), await world.describe()
    referral = await world.state(**SNP)
    appointment = await booked(world, referral, first)
    await world.moved(referral["referral_id"], appointment, first, second, choice_recorded="phone")
    page = await shown(world, referral)
    assert (page["status"], page["placed_professional_id"]) == ("placed", str(second))
    assert "back_to_search" not in await codes(world, referral)
    bulletin = f"{path(referral)}/care-bulletin"
    assert (await world.ask(world.professional(professional=first), "GET", bulletin)).status_code == 404
    assert (await world.ask(world.professional(professional=second), "GET", bulletin)).status_code == 200
    assert [row.type for row in await world.rows(FACTS)][-1] == "referral.placed.v1"


async def test_its_cancellation_after_a_move_brings_the_request_back(world: World) -> None:
    first, second = await world.describe(), await world.describe()
    referral = await world.state(**SNP)
    appointment = await booked(world, referral, first)
    await world.moved(referral["referral_id"], appointment, first, second, choice_recorded="phone")
    await world.cancelled(referral["referral_id"], second, appointment)
    assert (await shown(world, referral))["status"] == "searching"
    assert await world.rows("select 1 from disclosure_grant where revoked_at is null") == []


async def test_a_second_appointment_takes_the_name_alone_along(world: World) -> None:
    """The request is placed with one; the other appointment of hers opened her name, and no more."""
    first, second, third = [await world.describe() for _ in range(3)]
    referral = await world.state(**SNP)
    await booked(world, referral, first)
    beside = await booked(world, referral, second)
    await world.moved(referral["referral_id"], beside, second, third)
    assert (await shown(world, referral))["placed_professional_id"] == str(first)
    names = await world.rows(
        "select professional_id, bulletin from disclosure_grant where appointment_id = :id and revoked_at is null",
        id=beside,
    )
    assert [(row.professional_id, row.bulletin) for row in names] == [(third, "name")]


async def test_a_held_request_stays_held_with_the_one_it_went_to(world: World) -> None:
    first, second = await world.describe(), await world.describe()
    referral = await world.state(**SNP)
    appointment = await booked(world, referral, first)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "hospitalised"})
    await world.moved(referral["referral_id"], appointment, first, second, choice_recorded="phone")
    (row,) = await world.rows("select status, placed_professional_id from referral")
    assert (row.status, row.placed_professional_id) == ("on_hold", second)


async def test_a_move_of_what_is_over_opens_nothing(world: World) -> None:
    first, second = await world.describe(), await world.describe()
    referral = await world.state(**SNP)
    appointment = await booked(world, referral, first, starts_at=world.clock.now() + timedelta(hours=3))
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    await world.moved(referral["referral_id"], appointment, first, second, choice_recorded="phone")
    grants = await world.rows(
        "select 1 from disclosure_grant where referral_id = :id and revoked_at is null",
        id=UUID(referral["referral_id"]),
    )
    assert grants == []
