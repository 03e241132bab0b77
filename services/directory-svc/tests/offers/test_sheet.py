"""A professional keeps his own sheet; his CPTS corrects it with a trace."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from carekit.db import Database
from directory_svc.offers.models import SheetChange

from ..build import API, GP, OURS, THEIRS, World, told

OFFER = {
    "accepts_new_patients": True,
    "accepts_from": "2027-03-01",
    "capacity": 40,
    "working_time": 0.8,
    "home_visits": True,
    "languages": ["fr", "fsl"],
}


async def put_offer(
    world: World, who: UUID, *roles: str, version: int = 0, body: dict[str, Any] | None = None, **caller: Any
) -> httpx.Response:
    return await world.http.put(
        f"{API}/professionals/{who}/offer",
        json=OFFER if body is None else body,
        headers=world.headers(*roles, **caller) | {"If-Match": f'"{version}"'},
    )


def rule(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]


async def test_a_professional_may_not_edit_the_sheet_of_another(world: World) -> None:
    who = await world.professional()
    answer = await put_offer(world, who, "professional", professional_id=uuid4())
    assert (answer.status_code, rule(answer)) == (403, "not-your-sheet")


async def test_a_delegate_may_not_edit_the_sheet_of_somebody_who_did_not_name_him(world: World) -> None:
    who = await world.professional()
    answer = await put_offer(world, who, "delegate", professional_id=uuid4())
    assert (answer.status_code, rule(answer)) == (403, "not-your-sheet")


@pytest.mark.parametrize(
    "role",
    [
        "referrer", "regulator", "evaluator", "partner", "health_mediator", "case_manager", "project_officer",
        "quality_referent", "guest", "platform_operator",
    ],
)  # fmt: skip
async def test_a_role_without_that_right_is_told_who_has_it(world: World, role: str) -> None:
    who = await world.professional(member_of=OURS)
    answer = await put_offer(world, who, role, professional_id=who)
    assert (answer.status_code, rule(answer)) == (403, "role-refused")
    assert "secretary" in answer.json()["allowed_roles"]


async def test_a_cpts_may_not_correct_a_professional_of_elsewhere(world: World) -> None:
    who = await world.professional(communes=("96004",))
    answer = await put_offer(world, who, "secretary")
    assert (answer.status_code, rule(answer)) == (403, "outside-your-territory")


async def test_an_edit_without_a_version_is_refused(world: World) -> None:
    who = await world.professional()
    answer = await world.http.put(
        f"{API}/professionals/{who}/offer", json=OFFER, headers=world.headers("professional", professional_id=who)
    )
    assert (answer.status_code, rule(answer)) == (428, "precondition-required")


async def test_an_edit_of_an_older_version_is_refused(world: World) -> None:
    who = await world.professional()
    assert (await put_offer(world, who, "professional", professional_id=who)).status_code == 200
    again = await put_offer(world, who, "professional", professional_id=who)
    assert (again.status_code, rule(again)) == (412, "precondition-failed")
    assert again.json()["current"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"capacity": -1}, "capacity"),
        ({"capacity": 10**12}, "capacity"),
        ({"working_time": 1.5}, "working_time"),
        ({"min_age": 18, "max_age": 6}, "body"),
        ({"accepts_new_patients": False, "accepts_from": "2027-03-01"}, "body"),
        ({"accepts_from": "2027-03-01"}, "body"),
        ({"languages": ["fr"] * 21}, "languages"),
        ({"accepts": True}, "accepts"),
    ],
)
async def test_what_breaks_a_rule_is_refused_field_by_field(world: World, body: dict[str, Any], field: str) -> None:
    who = await world.professional()
    answer = await put_offer(world, who, "professional", professional_id=who, body=body)
    assert answer.status_code == 422
    assert field in [error["field"].split(".")[0] for error in answer.json()["errors"]]


async def test_a_language_of_no_list_is_refused(world: World) -> None:
    who = await world.professional()
    answer = await put_offer(world, who, "professional", professional_id=who, body={"languages": ["zz"]})
    assert (answer.status_code, rule(answer)) == (422, "language-unknown")


async def test_an_unknown_professional_has_no_sheet(world: World) -> None:
    answer = await put_offer(world, uuid4(), "secretary")
    assert (answer.status_code, rule(answer)) == (404, "professional-unknown")


async def test_a_stated_offer_is_read_with_its_source_and_date(world: World) -> None:
    who = await world.professional(member_of=OURS)
    answer = await put_offer(world, who, "professional", professional_id=who)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    page = await world.get(f"/professionals/{who}")
    assert page.headers["ETag"] == '"1"'
    offer = page.json()["offer"]
    assert {key: offer[key] for key in OFFER} == OFFER
    assert (offer["source"], offer["confirmed_at"]) == ("self", "2026-11-23T09:00:00Z")
    assert [fact["fact"] for fact in page.json()["freshness"]] == ["identity", "offer"]


async def test_a_correction_by_the_cpts_says_who_changed_what(world: World, database: Database) -> None:
    who = await world.professional(member_of=OURS)
    await put_offer(world, who, "professional", professional_id=who)
    await put_offer(world, who, "secretary", version=1, body={**OFFER, "capacity": 12}, account="Secretaire")
    changes = await world.http.get(f"{API}/professionals/{who}/changes", headers=world.headers("director"))
    latest, first = changes.json()["items"]
    assert (latest["author_name"], latest["author_role"], latest["act"]) == ("Mme Secretaire", "secretary", "offer")
    assert (latest["before"]["capacity"], latest["after"]["capacity"]) == (40, 12)
    assert first["author_role"] == "professional"
    async with database.begin(THEIRS) as session:
        assert (await session.execute(select(SheetChange))).first() is None


async def test_only_a_stated_offer_can_be_confirmed(world: World) -> None:
    who = await world.professional()
    path = f"{API}/professionals/{who}/offer/confirmation"
    mine = world.headers("professional", professional_id=who)
    assert rule(await world.http.post(path, headers=mine)) == "offer-missing"
    await put_offer(world, who, "professional", professional_id=who)
    assert (await world.http.post(path, headers=mine)).json()["version"] == 2


async def test_a_contact_is_corrected_for_one_cpts_alone(world: World) -> None:
    who = await world.professional(communes=("96002", "96004"))
    answer = await world.http.put(
        f"{API}/professionals/{who}/contact",
        json={"email": "aline@exemple.fr", "mssante": "aline@exemple.mssante.fr"},
        headers=world.headers("care_coordinator") | {"If-Match": '"0"'},
    )
    assert answer.status_code == 200
    ours = (await world.get(f"/professionals/{who}")).json()["contact"]
    theirs = (await world.get(f"/professionals/{who}", cpts=THEIRS)).json()["contact"]
    assert (ours["email"], ours["phone"], ours["source"]) == ("aline@exemple.fr", "0199000000", "cpts")
    assert (theirs["email"], theirs["mssante"], theirs["source"]) == (None, None, "rpps")


async def test_an_absence_stated_twice_with_one_key_exists_once(world: World) -> None:
    who = await world.professional()
    mine = world.headers("professional", professional_id=who) | {"Idempotency-Key": "holiday-2026"}
    body = {"starts_on": "2026-12-21", "ends_on": "2027-01-03", "reason_code": "holiday"}
    first = await world.http.post(f"{API}/professionals/{who}/absences", json=body, headers=mine)
    again = await world.http.post(f"{API}/professionals/{who}/absences", json=body, headers=mine)
    other = await world.http.post(
        f"{API}/professionals/{who}/absences", json=body | {"reason_code": "sick"}, headers=mine
    )
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert rule(other) == "idempotency-key-reused"
    assert len((await world.get(f"/professionals/{who}")).json()["absences"]) == 1


@pytest.mark.parametrize("role", ["referrer", "professional", "delegate", "regulator", "case_manager"])
async def test_nobody_else_learns_why_a_professional_is_away(world: World, role: str) -> None:
    who = await away(world)
    page = await world.get(f"/professionals/{who}", role, professional_id=uuid4())
    (absence,) = page.json()["absences"]
    assert (absence["starts_on"], absence["reason_code"]) == ("2026-12-01", None)


async def test_a_cpts_that_does_not_keep_his_sheet_does_not_learn_it_either(world: World) -> None:
    who = await away(world, communes=("96004",))
    page = await world.get(f"/professionals/{who}", "secretary")
    assert page.json()["absences"][0]["reason_code"] is None


async def test_why_a_professional_is_away_is_told_to_no_other_service(world: World, database: Database) -> None:
    await away(world, member_of=OURS)
    async with database.begin(OURS) as session:
        (*_, last) = await told(session, "professional.described.v1")
    assert [set(absence) for absence in last.data["absences"]] == [{"absence_id", "starts_on", "ends_on"}]


async def test_he_himself_his_delegate_and_who_corrects_his_sheet_read_why(world: World) -> None:
    who = await away(world, member_of=OURS)
    for role in ("professional", "delegate", "secretary", "care_coordinator"):
        mine = {"professional_id": who} if role in ("professional", "delegate") else {}
        page = await world.get(f"/professionals/{who}", role, **mine)
        assert page.json()["absences"][0]["reason_code"] == "sick", role


async def away(world: World, **where: Any) -> UUID:
    who = await world.professional(**where)
    answer = await world.http.post(
        f"{API}/professionals/{who}/absences",
        json={"starts_on": "2026-12-01", "ends_on": "2026-12-12", "reason_code": "sick"},
        headers=world.headers("professional", professional_id=who),
    )
    assert answer.status_code == 201, answer.text
    return who


async def test_an_absence_ends_after_it_starts(world: World) -> None:
    who = await world.professional()
    answer = await world.http.post(
        f"{API}/professionals/{who}/absences",
        json={"starts_on": "2026-12-21", "ends_on": "2026-12-20"},
        headers=world.headers("professional", professional_id=who),
    )
    assert answer.status_code == 422


async def test_an_absence_is_removed_once(world: World) -> None:
    who = await world.professional()
    mine = world.headers("professional", professional_id=who)
    body = {"starts_on": "2026-12-21", "ends_on": "2026-12-23"}
    made = (await world.http.post(f"{API}/professionals/{who}/absences", json=body, headers=mine)).json()
    path = f"{API}/professionals/{who}/absences/{made['absence_id']}"
    assert (await world.http.delete(path, headers=mine)).status_code == 204
    assert rule(await world.http.delete(path, headers=mine)) == "absence-unknown"


async def test_a_member_s_new_offer_is_told_to_the_other_services_whole(world: World, database: Database) -> None:
    who = await world.professional(member_of=OURS)
    await put_offer(world, who, "professional", professional_id=who)
    async with database.begin() as session:
        facts = [fact for fact in await told(session, "professional.described.v1") if fact.subject == str(who)]
    before, after = facts
    assert after.version > before.version
    assert (before.data["offer"]["capacity"], after.data["offer"]["capacity"]) == (None, 40)
    assert (after.cpts_id, after.data["is_member"], after.data["is_general_practitioner"]) == (OURS, True, True)
    assert after.data["profession_code"] == GP


async def test_volunteering_is_told_and_taken_back(world: World, database: Database) -> None:
    who = await world.professional()
    path, mine = f"{API}/professionals/{who}/volunteering", world.headers("director")
    for wanted in (True, True, False):
        answer = await world.http.put(path, json={"is_volunteer": wanted}, headers=mine)
        assert answer.json()["is_volunteer"] is wanted
    async with database.begin() as session:
        facts = [fact for fact in await told(session, "professional.described.v1") if fact.subject == str(who)]
    assert [fact.data["is_volunteer"] for fact in facts] == [True, False]
