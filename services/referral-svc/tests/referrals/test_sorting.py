"""The triage of unscheduled care, done in the agenda, ends the loop here (rules, sections 6 and 7)."""

from typing import Any

import pytest

from ..build import World
from ..casework.test_holders import here
from .test_booking import SNP, codes, shown


async def disposed(world: World, referral: Any, disposition: str, **said: Any) -> int:
    data = {
        "referral_id": referral["referral_id"],
        "disposition": disposition,
        "by_account_id": str(world.coordinator.caller.account_id),
        **said,
    }
    answer = await world.tell("triage.disposed.v1", data, source="scheduling-svc")
    return answer.status_code


async def own_doctor_told(world: World) -> list[Any]:
    rows = await world.rows("select data from outbox_event order by id")
    return [row.data["usual_professional_id"] for row in rows]


async def test_nobody_but_the_agenda_says_where_a_request_went(world: World) -> None:
    referral = await world.state(**SNP)
    data = {"referral_id": referral["referral_id"], "disposition": "emergency"}
    await world.tell("triage.disposed.v1", data, source="directory-svc")
    assert (await shown(world, referral))["status"] == "stated"


async def test_a_request_that_has_ended_goes_nowhere(world: World) -> None:
    referral = await world.state(**SNP)
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "found_elsewhere"})
    assert await disposed(world, referral, "emergency") == 204
    assert (await shown(world, referral))["status"] == "withdrawn"


@pytest.mark.parametrize(
    ("disposition", "reason"),
    [
        ("emergency", "emergency"),
        ("sas", "other_service"),
        ("sos_medecins", "other_service"),
        ("recourse", "other_service"),
        ("not_snp", "out_of_scope"),
    ],
)
async def test_where_it_went_ends_the_request_and_its_own_doctor_is_told(
    world: World, disposition: str, reason: str
) -> None:
    doctor = await world.describe(email="medecin@exemple.invalid")
    referral = await world.state(**SNP, usual_professional_id=str(doctor))
    await disposed(world, referral, disposition)
    ended = await shown(world, referral)
    assert (ended["status"], ended["reason_code"]) == ("redirected", reason)
    told = await world.rows(
        "select n.subject from notice n join participant p on p.id = n.participant_id "
        "where p.part = 'medecin_traitant'"
    )
    assert [row.subject for row in told] == ["redirected"]
    assert (await codes(world, referral)).count("triage_disposed") == 1


async def test_its_timeline_names_whom_it_was_handed_to(world: World) -> None:
    referral = await world.state(**SNP)
    await disposed(world, referral, "recourse", recourse_name="Maison de garde du Val")
    rows = await world.rows("select details from timeline_entry where code = 'triage_disposed'")
    assert [row.details for row in rows] == [
        {"disposition": "recourse", "recourse_name": "Maison de garde du Val"}
    ]  # fmt: skip


async def test_a_request_for_the_pool_is_qualified_for_the_coordinator_who_asks_it(world: World) -> None:
    referral = await world.state(**SNP)
    await disposed(world, referral, "pool")
    checked = await shown(world, referral)
    assert checked["status"] == "qualified"
    assert "waves" in checked["allowed_acts"]


async def test_the_class_stands_in_the_timeline_in_the_name_of_who_sorted(world: World) -> None:
    who = await here(world, "regulator", name="Rose Régule")
    referral = await world.state(**SNP)
    data = {
        "referral_id": referral["referral_id"],
        "by_account_id": str(who.caller.account_id),
        "triage_class": "half_day",
        "due_at": world.clock.now().isoformat(),
    }
    await world.tell("triage.sorted.v1", data, source="scheduling-svc")
    line = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline"))["items"][-1]
    assert (line["code"], line["by_name"]) == ("triage_sorted", "Rose Régule")
    assert line["details"]["triage_class"] == "half_day"


async def test_the_own_doctor_is_told_to_the_agenda_for_unscheduled_care_alone_and_while_it_is_open(
    world: World,
) -> None:
    doctor = str(await world.describe())
    await world.state(kind="care", need=["nursing"], usual_professional_id=doctor)
    assert await own_doctor_told(world) == [None]
    referral = await world.state(**SNP, usual_professional_id=doctor)
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "found_elsewhere"})
    assert await own_doctor_told(world) == [None, doctor, None]
