"""Each role × each act on a request (rules of the profession, section 8), and each relation to it."""

from typing import Any
from uuid import uuid4

import pytest

from carekit.auth import ROLES

from ..build import OURS, THEIRS, World, need

STATERS = {
    "referrer", "professional", "care_coordinator", "social_coordinator", "regulator", "health_mediator",
    "case_manager",
}  # fmt: skip
LISTERS = STATERS | {"secretary", "director"}
EVERY_ROLE = sorted(ROLES - {"suspended"})

#: Act → a body that is valid in itself. Every one of them belongs to the coordinator, unless said below.
ACTS: dict[str, Any] = {
    "qualification": {},
    "class-decision": {"decided_class": 1, "reason_code": "worsened"},
    "hold": {"reason_code": "unreachable"},
    "resumption": None,
    "redirection": {"reason_code": "emergency"},
    "withdrawal": {"reason_code": "no_longer_needed"},
    # Behind every other in the order of locking, so that what is refused is the act on the request itself.
    "duplicate-merge": {"into": "ffffffff-ffff-4fff-bfff-ffffffffffff"},
    "choice": {"professional_id": str(uuid4()), "recorded": "oral"},
    "choice/decline": {"recorded": "oral"},
    "first-appointment": {"waived_reason": "not_needed"},
    "declaration": {"state": "confirmed"},
    "closing": {"outcome_code": "followed"},
    "participants": {"professional_id": str(uuid4())},
}
READS = ["", "/timeline", "/participants", "/care-bulletin", "/social-bulletin", "/reading-log"]
HIDDEN = (404, "referral-not-found")
#: Acts that whoever wrote the request may also do.
OF_THE_AUTHOR = {"withdrawal"}


@pytest.mark.parametrize("role", EVERY_ROLE)
async def test_only_roles_that_meet_the_person_state_a_need(world: World, role: str) -> None:
    answer = await world.ask(world.who(role), "POST", "/referrals", need())
    if role in STATERS:
        assert answer.status_code == 201
    else:
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (403, "role-refused")


@pytest.mark.parametrize("role", EVERY_ROLE)
async def test_only_some_roles_see_a_list_and_most_see_none_of_others(world: World, role: str) -> None:
    await world.state()
    answer = await world.ask(world.who(role, professional=uuid4()), "GET", "/referrals")
    board = await world.ask(world.who(role, professional=uuid4()), "GET", "/referrals/board")
    if role not in LISTERS:
        assert answer.status_code == board.status_code == 403
        return
    seen = 1 if role in ("care_coordinator", "secretary") else 0
    assert len(answer.json()["items"]) == seen
    assert sum(column["count"] for column in board.json()["columns"]) == seen


@pytest.mark.parametrize("role", EVERY_ROLE)
async def test_only_coordinators_and_the_secretary_export(world: World, role: str) -> None:
    answer = await world.ask(world.who(role), "GET", "/referrals/export")
    allowed = role in ("care_coordinator", "social_coordinator", "secretary")
    assert answer.status_code == (200 if allowed else 403)


@pytest.mark.parametrize("role", [role for role in EVERY_ROLE if role != "care_coordinator"])
async def test_whoever_has_no_link_is_told_that_the_request_does_not_exist(world: World, role: str) -> None:
    referral_id = (await world.state())["referral_id"]
    stranger = world.who(role, professional=uuid4(), structure="970000099")
    doors = [("GET", read, None) for read in READS] + [("POST", f"/{act}", body) for act, body in ACTS.items()]
    for method, path, body in doors:
        there = await world.ask(stranger, method, f"/referrals/{referral_id}{path}", body)
        absent = await world.ask(stranger, method, f"/referrals/{uuid4()}{path}", body)
        assert (there.status_code, there.json()["type"].rsplit("/", 1)[-1]) == HIDDEN, path
        assert _without_id(there.json()) == _without_id(absent.json()), path


async def test_its_author_follows_it_and_is_told_who_may_act(world: World) -> None:
    author = world.who("referrer")
    referral = await world.state(author)
    for act, body in ACTS.items():
        if act not in OF_THE_AUTHOR:
            refused = await world.refused(author, "POST", f"/referrals/{referral['referral_id']}/{act}", body)
            assert refused == (403, "role-refused"), act


async def test_its_author_and_his_structures_colleagues_may_withdraw_it(world: World) -> None:
    for who in ("author", "colleague"):
        author = world.who("referrer", structure="970000001")
        referral = await world.state(author)
        actor = author if who == "author" else world.who("referrer", structure="970000001")
        after = await world.act(actor, referral["referral_id"], "withdrawal", ACTS["withdrawal"])
        assert after["status"] == "withdrawn"


async def test_a_colleague_without_a_stating_role_sees_nothing(world: World) -> None:
    referral = await world.state(world.who("referrer", structure="970000001"))
    guest = world.who("guest", structure="970000001")
    assert await world.refused(guest, "GET", f"/referrals/{referral['referral_id']}") == HIDDEN


async def test_two_people_without_structure_are_not_colleagues(world: World) -> None:
    referral = await world.state(world.who("referrer"))
    assert await world.refused(world.who("referrer"), "GET", f"/referrals/{referral['referral_id']}") == HIDDEN


@pytest.mark.parametrize(
    ("kind", "hers", "not_hers"),
    [("social", "social_coordinator", "care_coordinator"), ("care", "care_coordinator", "social_coordinator")],
)
async def test_each_coordinator_has_her_own_requests(world: World, kind: str, hers: str, not_hers: str) -> None:
    referral = await world.state(kind=kind, need=["home_help"] if kind == "social" else ["nursing"])
    path = f"/referrals/{referral['referral_id']}"
    assert (await world.get(world.who(hers), path))["kind"] == kind
    assert await world.refused(world.who(not_hers), "GET", path) == HIDDEN
    assert await world.refused(world.who(not_hers), "POST", f"{path}/qualification", {}) == HIDDEN


@pytest.mark.parametrize("act", ["first-appointment", "declaration"])
async def test_the_professional_who_took_the_person_reports(world: World, act: str) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id)
    doctor = world.professional(professional=doctor_id)
    assert act in (await world.get(doctor, f"/referrals/{referral['referral_id']}"))["allowed_acts"]
    await world.act(doctor, referral["referral_id"], act, ACTS[act])


async def test_allowed_acts_are_those_that_the_service_accepts(world: World) -> None:
    referral = await world.qualified()
    path = f"/referrals/{referral['referral_id']}"
    allowed = (await world.get(world.coordinator, path))["allowed_acts"]
    assert allowed == [
        "hold",
        "redirection",
        "class-decision",
        "waves",
        "calls",
        "duplicate-merge",
        "holder",
        "complexity",
        "reach-attempts",
        "withdrawal",
        "person-file",
        "unpaid-acts",
        "handovers",
        "signalement",
        "care-bulletin",
    ]
    assert (await world.get(world.coordinator, path))["ball"] == "coordinator"


async def test_a_request_of_another_cpts_does_not_exist(world: World) -> None:
    referral = await world.state()
    path = f"/referrals/{referral['referral_id']}"
    theirs = world.who("care_coordinator", cpts=THEIRS)
    for read in READS:
        assert await world.refused(theirs, "GET", path + read) == HIDDEN
    for act, body in ACTS.items():
        assert await world.refused(theirs, "POST", f"{path}/{act}", body) == HIDDEN
    assert (await world.get(theirs, "/referrals"))["items"] == []


async def test_a_session_without_a_cpts_is_told_to_choose_one(world: World) -> None:
    nobody = world.who("care_coordinator", cpts=None)
    assert await world.refused(nobody, "GET", "/referrals") == (403, "cpts-missing")


async def test_without_a_token_or_suspended_nothing_is_answered(world: World) -> None:
    assert await world.refused(None, "GET", "/referrals") == (401, "token-refused")
    assert await world.refused(world.who("suspended"), "GET", "/referrals") == (403, "role-refused")


async def test_a_token_signed_by_another_key_is_refused(world: World) -> None:
    forged = world.keys.signer("scheduling-svc").for_caller(world.coordinator.caller)
    answer = await world.http.get("/api/referral/v1/referrals", headers={"Authorization": f"Bearer {forged}"})
    assert answer.status_code == 401


async def test_a_professional_named_by_the_coordinator_follows_but_does_not_act(world: World) -> None:
    nurse_id = await world.describe(profession_code="60", is_general_practitioner=False)
    referral = await world.state()
    path = f"/referrals/{referral['referral_id']}"
    nurse = world.professional(professional=nurse_id)
    assert await world.refused(nurse, "GET", path) == HIDDEN
    named = await world.ask(world.coordinator, "POST", f"{path}/participants", {"professional_id": str(nurse_id)})
    assert named.status_code == 201
    assert (await world.get(nurse, path))["allowed_acts"] == ["unpaid-acts"]
    (listed,) = (await world.get(nurse, "/referrals"))["items"]
    assert listed["referral_id"] == referral["referral_id"]
    assert await world.refused(nurse, "GET", f"{path}/care-bulletin") == HIDDEN
    assert await world.refused(nurse, "POST", f"{path}/hold", ACTS["hold"]) == (403, "role-refused")


async def test_row_level_security_hides_rows_even_from_a_query_without_a_filter(world: World) -> None:
    await world.state()
    assert len(await world.rows("select id from referral", OURS)) == 1
    for table in ("referral", "timeline_entry", "consent", "sealed_person", "data_key", "participant"):
        assert await world.rows(f"select cpts_id from {table}", THEIRS) == []
        assert await world.rows(f"select cpts_id from {table}", None) == []


def _without_id(problem: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in problem.items() if key != "request_id"}
