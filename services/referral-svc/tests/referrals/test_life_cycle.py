"""From the need to the closed loop, each act by the door people use."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ..build import Somebody, World, person


async def codes(world: World, referral_id: str) -> list[str]:
    lines = await world.get(world.coordinator, f"/referrals/{referral_id}/timeline")
    return [line["code"] for line in lines["items"]]


async def test_an_act_outside_the_life_cycle_is_refused_with_the_states_that_allow_it(world: World) -> None:
    referral = await world.qualified()
    answer = await world.ask(
        world.coordinator, "POST", f"/referrals/{referral['referral_id']}/closing", {"outcome_code": "followed"}
    )
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["act"], problem["status_of_request"]) == ("close", "qualified")
    assert problem["allowed_from"] == ["placed"]


async def test_the_person_cannot_choose_somebody_who_did_not_say_yes(world: World) -> None:
    stranger = await world.describe()
    referral = await world.proposed()
    choice = {"professional_id": str(stranger), "recorded": "oral"}
    path = f"/referrals/{referral['referral_id']}/choice"
    assert await world.refused(world.coordinator, "POST", path, choice) == (409, "professional-not-proposed")


async def test_only_a_medecin_traitant_request_has_a_declaration(world: World) -> None:
    nurse = await world.describe(profession_code="60", is_general_practitioner=False)
    referral = await world.placed(nurse, kind="care", need=["nursing"])
    path = f"/referrals/{referral['referral_id']}/declaration"
    assert await world.refused(world.coordinator, "POST", path, {"state": "waived"}) == (409, "nothing-to-confirm")


@pytest.mark.parametrize("body", [{}, {"waived_reason": "not_needed", "at": "2026-12-01T10:00:00+01:00"}])
async def test_a_first_appointment_is_stated_or_waived_not_both(world: World, body: Any) -> None:
    referral = await world.placed()
    path = f"/referrals/{referral['referral_id']}/first-appointment"
    assert await world.refused(world.coordinator, "POST", path, body) == (422, "appointment-unsaid")


async def test_the_main_job(world: World) -> None:
    pharmacist, coordinator = world.who("referrer", name="Paule Pharmacie"), world.coordinator
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id, who=pharmacist)
    referral_id = referral["referral_id"]
    assert (referral["status"], referral["ball"]) == ("placed", "coordinator")
    assert referral["placed_professional_name"] == "Dr Jeanne Exemple"
    missing = referral["closing"]["missing"]
    assert missing[:2] == ["first_appointment", "declaration"]
    assert len([code for code in missing if code.startswith("notice:")]) == 1  # the doctor's mail has not left yet

    path = f"/referrals/{referral_id}/closing"
    assert await world.refused(coordinator, "POST", path, {"outcome_code": "followed"}) == (409, "closing-incomplete")

    await world.booked(referral_id, doctor_id)
    doctor = world.professional(professional=doctor_id)
    await world.act(doctor, referral_id, "declaration", {"state": "confirmed"})
    participants = await world.get(doctor, f"/referrals/{referral_id}/participants")
    his = next(one for one in participants["items"] if one["part"] == "accepting_professional")
    reading = f"/referrals/{referral_id}/notices/{his['notices'][0]['notice_id']}/reading"
    assert (await world.ask(doctor, "POST", reading)).json()["state"] == "read"

    closed = await world.act(coordinator, referral_id, "closing", {"outcome_code": "followed"})
    assert (closed["status"], closed["ball"], closed["outcome_code"]) == ("closed", "nobody", "followed")
    assert (await world.get(pharmacist, f"/referrals/{referral_id}"))["status"] == "closed"
    seen = await codes(world, referral_id)
    for code in (
        "stated",
        "qualified",
        "search_started",
        "proposed",
        "choice_recorded",
        "bulletin_opened",
        "appointment_booked",
        "declaration_confirmed",
        "closed",
    ):
        assert code in seen


async def test_each_line_of_the_timeline_names_its_author(world: World) -> None:
    author = world.who("referrer", name="Paule Pharmacie")
    referral = await world.qualified(author)
    lines = (await world.get(author, f"/referrals/{referral['referral_id']}/timeline"))["items"]
    assert [(line["code"], line["by_name"]) for line in lines] == [
        ("stated", "Paule Pharmacie"),
        ("qualified", "Capucine Coordonne"),
    ]


@pytest.mark.parametrize("recorded", ["in_advance", "by_post", None])
async def test_a_no_is_recorded_with_the_way_it_was_said(world: World, recorded: str | None) -> None:
    referral = await world.proposed()
    path = f"/referrals/{referral['referral_id']}/choice/decline"
    body = {"recorded": recorded} if recorded else {}
    assert await world.refused(world.coordinator, "POST", path, body) == (422, "invalid-input")


async def test_a_no_of_the_person_keeps_rank_and_dates_and_the_search_goes_on(world: World) -> None:
    referral = await world.proposed(criteria={"ald": "yes"})
    later = await world.qualified(criteria={"ald": "yes"}, patient=person(family_name="Plus tard"))
    before = {key: referral[key] for key in ("priority_class", "qualified_at", "target_at", "stated_at")}
    world.clock.advance(timedelta(hours=1))
    no = {"reason_code": "too_far", "recorded": "interpreter"}
    after = await world.act(world.coordinator, referral["referral_id"], "choice/decline", no)
    assert after["status"] == "searching"
    assert {key: after[key] for key in before} == before
    queue = [one["referral_id"] for one in (await world.get(world.coordinator, "/referrals"))["items"]]
    assert queue == [referral["referral_id"], later["referral_id"]]


async def test_the_timeline_says_who_recorded_the_answer_of_the_person_how_and_when(world: World) -> None:
    refused, chosen = await world.describe(family_name="Refusé"), await world.describe(family_name="Choisi")
    referral = await world.proposed(refused, chosen)
    no = {"professional_id": str(refused), "reason_code": "too_far", "recorded": "phone"}
    await world.act(world.coordinator, referral["referral_id"], "choice/decline", no)
    yes = {"professional_id": str(chosen), "recorded": "written"}
    await world.act(world.coordinator, referral["referral_id"], "choice", yes)
    lines = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/timeline"))["items"]
    said = {line["code"]: line for line in lines if line["code"] in ("proposal_declined", "choice_recorded")}
    assert {line["by_name"] for line in said.values()} == {"Capucine Coordonne"}
    assert said["proposal_declined"]["details"] == {"reason_code": "too_far", "recorded": "phone"}
    assert said["choice_recorded"]["details"]["recorded"] == "written"
    assert said["choice_recorded"]["details"]["professional_name"] == "Dr Jeanne Choisi"


async def test_the_first_who_fits_is_placed_at_once_when_the_choice_was_given_in_advance(world: World) -> None:
    referral = await world.proposed(constraints={"advance_choice": True})
    assert referral["status"] == "placed"


async def test_a_held_request_comes_back_where_it_was(world: World) -> None:
    referral = await world.qualified()
    held = await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "unreachable"})
    assert (held["status"], held["reason_code"], held["next_step"]["code"]) == ("on_hold", "unreachable", "resume")
    back = await world.act(world.coordinator, referral["referral_id"], "resumption")
    assert (back["status"], back["held_until"]) == ("qualified", None)


async def test_qualifying_with_corrections_changes_the_class_and_says_why(world: World) -> None:
    referral = await world.state(criteria={"ald": "yes", "cover": "ame"})
    path = referral["referral_id"]
    corrected = await world.act(
        world.coordinator, path, "qualification", {"criteria": {"ald": "no", "treatment_stopped": "yes"}}
    )
    assert corrected["priority_class"] == 1
    said = {reason["code"]: reason["words"] for reason in corrected["explanation"]}
    assert said["criterion_treatment_stopped"] == "P1 : traitement interrompu"
    assert "criterion_ald" not in said


async def test_the_coordinators_class_prevails_and_the_experts_is_kept(world: World) -> None:
    referral = await world.state(expert_class=2)
    decided = await world.act(world.coordinator, referral["referral_id"], "qualification", {"expert_class": 3})
    assert (decided["priority_class"], decided["expert_class"], decided["decided_class"]) == (3, 2, 3)


async def test_the_explanation_never_spells_the_cover(world: World) -> None:
    referral = await world.qualified(criteria={"cover": "ame", "isolation": "yes"})
    assert referral["priority_class"] == 4
    assert [reason["code"] for reason in referral["explanation"]] == ["criterion_social"]
    (row,) = await world.rows("select priority_explanation::text as said, medical_criteria from referral")
    assert ("ame" in row.said, "isolation" in row.said, row.medical_criteria) == (False, False, [])


async def test_the_promised_delay_runs_from_qualification(world: World) -> None:
    referral = await world.qualified(criteria={"ald": "yes"})
    assert referral["priority_class"] == 2
    target = world.clock.now() + timedelta(days=7)
    assert referral["target_at"] == target.isoformat().replace("+00:00", "Z")


async def test_a_replayed_act_is_done_once_and_answers_the_same(world: World) -> None:
    referral = await world.state()
    coordinator = world.coordinator
    path = f"/referrals/{referral['referral_id']}/qualification"
    first = await world.ask(coordinator, "POST", path, {}, Idempotency_Key="qualify-once")
    again = await world.ask(coordinator, "POST", path, {}, Idempotency_Key="qualify-once")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert (await codes(world, referral["referral_id"])).count("qualified") == 1


@pytest.mark.parametrize(
    ("act", "body"),
    [("qualification", {}), ("hold", {"reason_code": "unreachable"}), ("redirection", {"reason_code": "emergency"})],
)
async def test_a_repeat_by_somebody_who_lost_the_right_is_refused_and_not_answered(
    world: World, act: str, body: dict[str, str]
) -> None:
    referral = await world.state()
    coordinator = world.coordinator
    path = f"/referrals/{referral['referral_id']}/{act}"
    assert (await world.ask(coordinator, "POST", path, body, Idempotency_Key="once-only")).status_code == 200
    moved_on = Somebody(replace(coordinator.caller, roles=frozenset({"referrer"})))
    answer = await world.ask(moved_on, "POST", path, body, Idempotency_Key="once-only")
    assert (answer.status_code, "Idempotency-Replayed" in answer.headers) == (404, False)


async def test_the_etag_is_the_version_and_grows_with_each_act(world: World) -> None:
    referral = await world.state()
    answer = await world.ask(world.coordinator, "GET", f"/referrals/{referral['referral_id']}")
    assert answer.headers["ETag"] == referral["etag"] == '"1"'
    qualified = await world.act(world.coordinator, referral["referral_id"], "qualification", {})
    assert int(qualified["etag"].strip('"')) > 1


@pytest.mark.parametrize("reason", ["deceased", "moved_away", "found_elsewhere"])
@pytest.mark.parametrize("status", ["searching", "placed"])
async def test_who_died_moved_or_found_by_herself_is_sought_no_longer_and_her_author_is_told(
    world: World, status: str, reason: str
) -> None:
    author, doctor_id = world.who("referrer"), await world.describe()
    if status == "placed":
        referral = await world.placed(doctor_id, who=author)
    else:
        referral = await world.qualified(author)
        body = {"professional_ids": [str(doctor_id)]}
        path = f"/referrals/{referral['referral_id']}"
        assert (await world.ask(world.coordinator, "POST", f"{path}/waves", body)).status_code == 201
    before = {row.recipient for row in await world.rows("select recipient from outgoing_mail")}
    ended = await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": reason})
    assert (ended["status"], ended["reason_code"], ended["ball"]) == ("withdrawn", reason, "nobody")
    assert {"waves", "calls", "reach-attempts", "choice"}.isdisjoint(ended["allowed_acts"])
    doctor = world.professional(professional=doctor_id)
    asked = (await world.get(doctor, "/solicitations"))["items"]
    assert all(one["state"] != "open" for one in asked)
    bulletin = await world.ask(doctor, "GET", f"/referrals/{referral['referral_id']}/care-bulletin")
    assert bulletin.status_code == 404
    assert [one["key"] for one in (await world.get(author, "/worklists"))["items"]] == ["news"]
    told = {row.recipient for row in await world.rows("select recipient from outgoing_mail")}
    assert told - before <= {f"{doctor_id.hex[:12]}@cabinet.example"}, "nothing is written to the person"
    kinds = await world.rows("select 1 from outbox_event where type = 'referral.withdrawn.v1'")
    assert len(kinds) == 1, "bookings end"
