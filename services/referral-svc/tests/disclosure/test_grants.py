"""Nobody reads without a lawful link, in any order of events."""

from typing import Any
from uuid import uuid4

import pytest

from ..build import World

HIDDEN = (404, "referral-not-found")


def bulletin(referral: Any, kind: str = "care") -> str:
    return f"/referrals/{referral['referral_id']}/{kind}-bulletin"


async def grants(world: World) -> list[Any]:
    return await world.rows("select bulletin, ground, revoked_reason from disclosure_grant")


async def test_a_doctor_who_has_not_accepted_cannot_read_the_patients_name(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.qualified()
    doctor = world.professional(professional=doctor_id)
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    names = await world.ask(doctor, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    assert names.json() == {"names": [], "erased": []}


async def test_a_yes_alone_opens_nothing(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.proposed(doctor_id)
    doctor = world.professional(professional=doctor_id)
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    assert await grants(world) == []


async def test_the_choice_opens_the_bulletin_for_the_chosen_one_and_nobody_else(world: World) -> None:
    chosen_id, other_id = await world.describe(), await world.describe()
    referral = await world.proposed(chosen_id, other_id)
    choice = {"professional_id": str(chosen_id), "recorded": "written"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    chosen, other = (world.professional(professional=one) for one in (chosen_id, other_id))
    read = await world.get(chosen, bulletin(referral))
    assert read["ground"] == "recorded_consent"
    assert read["identity"]["family_name"] == "Zyborowska"
    assert await world.refused(other, "GET", bulletin(referral)) == HIDDEN
    assert await world.refused(chosen, "GET", bulletin(referral, "social")) == HIDDEN


async def test_a_grant_does_not_let_the_professional_write(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    answer = await world.ask(
        world.professional(professional=doctor_id), "PUT", bulletin(referral), {}, If_Match='"1"'
    )
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (403, "role-refused")


async def test_without_consent_to_share_the_chosen_one_learns_the_name_alone(world: World) -> None:
    doctor_id = await world.describe()
    consent = {"search": True, "bulletin_sharing": False, "given": "oral"}
    referral = await world.placed(doctor_id, consent=consent)
    doctor = world.professional(professional=doctor_id)
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    names = await world.ask(doctor, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    assert [one["family_name"] for one in names.json()["names"]] == ["Zyborowska"]


async def test_when_consent_is_withdrawn_the_bulletin_closes_at_once(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    doctor, coordinator = world.professional(professional=doctor_id), world.coordinator
    await world.get(doctor, bulletin(referral))
    await world.get(coordinator, bulletin(referral))
    await world.act(coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    assert await world.refused(coordinator, "GET", bulletin(referral)) == HIDDEN
    for who in (doctor, coordinator):
        names = await world.ask(who, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
        assert names.json() == {"names": [], "erased": []}
    assert {grant.revoked_reason for grant in await grants(world)} == {"withdrawn"}


async def test_withdrawn_consent_stops_the_search_at_once(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}"
    asked = await world.ask(world.coordinator, "POST", f"{path}/waves", {"professional_ids": [str(doctor_id)]})
    assert asked.status_code == 201
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    doctor = world.professional(professional=doctor_id)
    mine = (await world.get(doctor, "/solicitations"))["items"]
    for one in mine:
        status, _ = await world.refused(
            doctor, "POST", f"/solicitations/{one['solicitation_id']}/answer", {"answer": "yes"}
        )
        assert status in (409, 410)
    assert (await world.get(world.coordinator, path))["status"] == "withdrawn"


async def test_a_booking_opens_the_name_alone_and_its_cancellation_closes_it(world: World) -> None:
    referral = await world.state(kind="snp", need=["unscheduled_care"])
    doctor_id = await world.describe()
    doctor = world.professional(professional=doctor_id)
    appointment = await world.booked(referral["referral_id"], doctor_id)
    ask = {"referral_ids": [referral["referral_id"]]}
    assert len((await world.ask(doctor, "POST", "/names", ask)).json()["names"]) == 1
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    (grant,) = await grants(world)
    assert (grant.bulletin, grant.ground) == ("name", "identified_exchange")
    page = await world.get(doctor, f"/referrals/{referral['referral_id']}")
    assert page["allowed_acts"] == ["unpaid-acts"]
    await world.cancelled(referral["referral_id"], doctor_id, appointment, by="practice")
    assert (await world.ask(doctor, "POST", "/names", ask)).json()["names"] == []
    assert await world.refused(doctor, "GET", f"/referrals/{referral['referral_id']}") == HIDDEN


async def test_a_booking_that_arrives_after_its_cancellation_opens_nothing(world: World) -> None:
    referral = await world.state(kind="snp", need=["unscheduled_care"])
    doctor_id, appointment = await world.describe(), uuid4()
    await world.cancelled(referral["referral_id"], doctor_id, appointment)
    await world.booked(referral["referral_id"], doctor_id, appointment=appointment)
    assert await grants(world) == []
    path = f"/referrals/{referral['referral_id']}"
    assert await world.refused(world.professional(professional=doctor_id), "GET", path) == HIDDEN
    assert (await world.get(world.coordinator, path))["first_appointment"]["state"] == "awaited"
    await world.booked(referral["referral_id"], doctor_id)
    assert len(await grants(world)) == 1


async def test_a_booking_after_withdrawal_opens_nothing(world: World) -> None:
    referral = await world.state()
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    await world.booked(referral["referral_id"], await world.describe())
    assert await grants(world) == []


async def test_what_ones_own_structure_wrote_stays_readable_to_it(world: World) -> None:
    author = world.who("referrer", structure="970000001")
    referral = await world.state(author)
    for who in (author, world.who("professional", structure="970000001")):
        assert (await world.get(who, bulletin(referral)))["ground"] == "wrote_it"
    assert await world.refused(world.who("referrer", structure="970000002"), "GET", bulletin(referral)) == HIDDEN


async def test_when_consent_is_withdrawn_neither_author_nor_colleague_reads_any_longer(world: World) -> None:
    author = world.who("referrer", structure="970000001")
    colleague = world.who("professional", structure="970000001")
    referral = await world.state(author)
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    for who in (author, colleague):
        assert await world.refused(who, "GET", bulletin(referral)) == HIDDEN
        names = await world.ask(who, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
        assert names.json() == {"names": [], "erased": []}


async def test_once_ended_the_author_alone_reads_and_nobody_writes(world: World) -> None:
    author = world.who("referrer", structure="970000001")
    referral = await world.state(author)
    await world.act(world.coordinator, referral["referral_id"], "redirection", {"reason_code": "out_of_scope"})
    colleague = world.who("professional", structure="970000001")
    assert await world.refused(colleague, "GET", bulletin(referral)) == HIDDEN
    assert (await world.get(author, bulletin(referral)))["ground"] == "wrote_it"
    for who in (author, world.coordinator):
        answer = await world.ask(who, "PUT", bulletin(referral), {"difficulty": "late"}, If_Match='"1"')
        assert (answer.status_code, answer.json()["act"]) == (409, "care-bulletin")


@pytest.mark.parametrize("by", ["professional", "person"])
async def test_who_steps_back_once_placed_reads_no_longer_and_the_search_goes_on(world: World, by: str) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    path = f"/referrals/{referral['referral_id']}"
    doctor = world.professional(professional=doctor_id)
    stranger = world.professional(professional=await world.describe())
    act = {"by": by, "reason_code": "other"}
    assert await world.refused(stranger, "POST", f"{path}/step-back", act) == HIDDEN
    back = await world.act(world.coordinator, referral["referral_id"], "step-back", act)
    assert (back["status"], back["placed_professional_id"]) == ("searching", None)
    kept = ("priority_class", "qualified_at", "target_at")
    assert [back[key] for key in kept] == [referral[key] for key in kept]
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    assert await world.refused(doctor, "GET", path) == HIDDEN
    assert {grant.revoked_reason for grant in await grants(world)} == {f"step_back_{by}"}
    again = await world.ask(world.coordinator, "POST", f"{path}/waves", {"professional_ids": [str(doctor_id)]})
    assert again.status_code == 409  # who stepped back is not asked again for this person


async def test_the_placed_professional_says_himself_that_he_can_no_longer(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    act = {"by": "professional", "reason_code": "no_capacity"}
    doctor = world.professional(professional=doctor_id)
    answer = await world.ask(doctor, "POST", f"/referrals/{referral['referral_id']}/step-back", act)
    assert (answer.status_code, answer.json()["status"]) == (200, "searching")


async def test_a_person_who_refuses_for_now_closes_the_bulletin_until_she_comes_back(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    doctor = world.professional(professional=doctor_id)
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "refuses_for_now"})
    assert await world.refused(doctor, "GET", bulletin(referral)) == HIDDEN
    await world.act(world.coordinator, referral["referral_id"], "resumption")
    assert (await world.get(doctor, bulletin(referral)))["ground"] == "recorded_consent"


async def test_each_coordinator_reads_the_bulletin_of_her_own_requests(world: World) -> None:
    care = await world.state()
    social = await world.state(kind="social", need=["housing"])
    cases = [
        ("care_coordinator", care, "care", True),
        ("care_coordinator", care, "social", False),
        ("care_coordinator", social, "care", False),
        ("care_coordinator", social, "social", False),
        ("social_coordinator", social, "social", True),
        ("social_coordinator", social, "care", False),
        ("social_coordinator", care, "care", False),
        ("social_coordinator", care, "social", False),
    ]
    for role, referral, kind, may in cases:
        answer = await world.ask(world.who(role), "GET", bulletin(referral, kind))
        assert answer.status_code == (200 if may else 404), (role, kind)


@pytest.mark.parametrize("role", ["delegate", "secretary", "director", "evaluator", "guest", "platform_operator"])
async def test_other_roles_read_no_bulletin_even_beside_a_grant(world: World, role: str) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    who = world.who(role, professional=doctor_id)
    assert await world.refused(who, "GET", bulletin(referral)) == HIDDEN
    names = await world.ask(who, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    assert len(names.json()["names"]) == (1 if role == "delegate" else 0)


async def test_the_author_corrects_the_bulletin_on_the_version_he_read(world: World) -> None:
    author = world.who("referrer")
    referral = await world.state(author, care={"difficulty": "old words"})
    read = await world.ask(author, "GET", bulletin(referral))
    assert read.headers["ETag"] == '"1"'
    assert (await world.ask(author, "PUT", bulletin(referral), {"difficulty": "new"})).status_code == 428
    stale = await world.ask(author, "PUT", bulletin(referral), {"difficulty": "new"}, If_Match='"9"')
    assert stale.status_code == 412
    done = await world.ask(author, "PUT", bulletin(referral), {"difficulty": "new words"}, If_Match='"1"')
    assert (done.status_code, done.headers["ETag"]) == (204, '"2"')
    assert (await world.get(author, bulletin(referral)))["difficulty"] == "new words"
