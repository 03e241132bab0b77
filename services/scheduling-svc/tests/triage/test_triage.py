"""A request is sorted question by question; a red flag leads to the 15; where it went is written and told."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from carekit.auth import ROLES

TRIAGERS = {"care_coordinator", "regulator"}
TO_A_SLOT = {
    "danger": "none",
    "danger_more": "none",
    "who": "adult",
    "reason": "pain",
    "pain": "strong",
    "travel": "no",
}


@pytest.fixture
async def referral(world):
    return await world.refer()


@pytest.fixture
def coordinator(world):
    return world.who("care_coordinator")


async def opened(world, who, referral):
    answer = await world.ask(who, "PUT", f"/triages/{referral}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def answered(world, caller, referral, **answers):
    for question, answer in answers.items():
        said = await world.ask(caller, "PUT", f"/triages/{referral}/answers/{question}", {"answer": answer})
        assert said.status_code == 200, said.text
    return said.json()


async def disposed(world, who, referral, to):
    return await world.ask(who, "POST", f"/triages/{referral}/dispositions", {"to": to})


async def told(world):
    async with world.database.begin(world.who().caller.cpts_id) as session:
        rows = await session.execute(text("select type, data from outbox_event order by occurred_at, id"))
        return [(row.type, row.data) for row in rows if row.type.startswith("triage.")]


def rule(answer):
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


async def test_only_the_coordination_and_the_regulation_sort(world, referral):
    for role in sorted(ROLES - {"suspended"}):
        answers = [
            await world.ask(world.who(role), "GET", "/triages"),
            await world.ask(world.who(role), "PUT", f"/triages/{referral}"),
            await world.ask(world.who(role), "GET", f"/triages/{referral}"),
            await world.ask(world.who(role), "PUT", f"/triages/{referral}/answers/danger", {"answer": "none"}),
        ]
        assert {answer.status_code == 403 for answer in answers} == {role not in TRIAGERS}, role


async def test_a_request_that_is_unknown_of_another_cpts_or_of_another_kind_is_not_sorted(world, coordinator):
    theirs = uuid4()
    await world.describe_cpts(theirs)
    for absent in (uuid4(), await world.refer(cpts=theirs)):
        assert (await world.ask(coordinator, "PUT", f"/triages/{absent}")).status_code == 404
    other = await world.refer(kind="care")
    assert rule(await world.ask(coordinator, "PUT", f"/triages/{other}")) == (409, "not-unscheduled-care")


@pytest.mark.parametrize("status", ["on_hold", "redirected", "withdrawn", "closed"])
async def test_a_request_that_is_not_open_is_not_sorted(world, coordinator, status):
    ended = await world.refer(status=status)
    assert rule(await world.ask(coordinator, "PUT", f"/triages/{ended}")) == (409, "triage-ended")


async def test_nothing_is_answered_before_the_triage_is_open(world, coordinator, referral):
    path = f"/triages/{referral}"
    assert rule(await world.ask(coordinator, "GET", path)) == (409, "triage-missing")
    said = await world.ask(coordinator, "PUT", f"{path}/answers/danger", {"answer": "none"})
    assert rule(said) == (409, "triage-missing")
    assert rule(await disposed(world, coordinator, referral, "emergency")) == (409, "triage-missing")


@pytest.mark.parametrize(
    ("question", "answer", "refused"),
    [
        ("travel", "yes", (409, "question-off-the-way")),
        ("nowhere", "yes", (409, "question-off-the-way")),
        ("danger", "perhaps", (422, "answer-not-offered")),
    ],
)
async def test_only_what_the_script_asks_is_answered(world, coordinator, referral, question, answer, refused):
    await opened(world, coordinator, referral)
    said = await world.ask(coordinator, "PUT", f"/triages/{referral}/answers/{question}", {"answer": answer})
    assert rule(said) == refused


async def test_a_red_flag_leads_to_the_15_and_nowhere_else(world, coordinator, referral):
    await opened(world, coordinator, referral)
    here = await answered(world, coordinator, referral, danger="chest_pain")
    assert (here["status"], here["ends"], here["may"]) == ("red_flag", "emergency", ["emergency"])
    for to in ("sas", "sos_medecins", "pool", "not_snp"):
        assert rule(await disposed(world, coordinator, referral, to)) == (409, "red-flag-first")


async def test_a_request_goes_nowhere_else_before_the_script_has_ended(world, coordinator, referral):
    await opened(world, coordinator, referral)
    for to in ("sas", "sos_medecins", "pool", "not_snp"):
        assert rule(await disposed(world, coordinator, referral, to)) == (409, "triage-unfinished")
    await answered(world, coordinator, referral, **TO_A_SLOT)
    assert rule(await disposed(world, coordinator, referral, "not_snp")) == (409, "triage-unfinished")


async def test_the_act_of_handing_to_the_15_is_kept_with_its_hour_and_author_and_told_once(world, referral):
    """« Transmis au 15 à 7 h 32 par Somebody »."""
    who = world.who("regulator")
    await opened(world, who, referral)
    await answered(world, who, referral, danger="stroke_signs")
    world.clock.move_to(world.clock.now().replace(hour=7, minute=32))
    here = (await disposed(world, who, referral, "emergency")).json()
    act = here["acts"][-1]
    assert (here["status"], here["disposition"], here["may"]) == ("ended", "emergency", [])
    assert (act["act"], act["disposition"], act["author_name"]) == ("disposed", "emergency", "Somebody")
    assert act["at"] == "2026-11-23T07:32:00Z"
    assert rule(await disposed(world, who, referral, "emergency")) == (409, "triage-ended")
    said = await world.ask(who, "PUT", f"/triages/{referral}/answers/danger", {"answer": "none"})
    assert rule(said) == (409, "triage-ended")
    fact = {
        "referral_id": str(referral),
        "by_account_id": str(who.caller.account_id),
        "disposition": "emergency",
        "recourse_name": None,
    }
    assert await told(world) == [("triage.disposed.v1", fact)]


async def test_the_class_says_when_care_is_due_and_the_request_hears_of_it(world, coordinator, referral):
    await opened(world, coordinator, referral)
    here = await answered(world, coordinator, referral, **TO_A_SLOT)
    assert here["status"] == "sorted"
    assert here["need"] == {"triage_class": "half_day", "profession_code": "10", "modality": "HH"}
    assert (here["opened_at"], here["due_at"]) == ("2026-11-23T06:00:00Z", "2026-11-23T12:00:00Z")
    ((kind, fact),) = await told(world)
    assert (kind, fact["triage_class"], fact["due_at"]) == ("triage.sorted.v1", "half_day", "2026-11-23T12:00:00Z")


async def test_no_fact_that_leaves_says_what_was_answered(world, coordinator, referral):
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    await disposed(world, coordinator, referral, "sas")
    assert {name for _, fact in await told(world) for name in fact} == {
        "referral_id",
        "by_account_id",
        "triage_class",
        "due_at",
        "disposition",
        "recourse_name",
    }


async def test_a_correction_keeps_what_is_still_asked_and_is_traced_as_one(world, coordinator, referral):
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    here = await answered(world, coordinator, referral, pain="bearable")
    assert here["need"]["triage_class"] == "hours_48"
    assert [step["answer"] for step in here["path"]] == ["none", "none", "adult", "pain", "bearable", "no"]
    assert here["acts"][-1] | {"at": None} == {
        "act": "corrected",
        "at": None,
        "author_name": "Somebody",
        "disposition": None,
        "recourse_name": None,
        "question_text": "Que la douleur empêche-t-elle\u202f?",
        "answer_text": "Rien ou presque",
    }
    here = await answered(world, coordinator, referral, who="infant")
    assert (here["status"], here["asks"]["code"], here["need"], here["due_at"]) == (
        "asking",
        "infant_fever",
        None,
        None,
    )
    assert [fact["triage_class"] for kind, fact in await told(world)] == ["half_day", "hours_48"]


async def test_a_triage_that_somebody_began_is_taken_up_by_another_where_it_stands(world, coordinator, referral):
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, danger="none", danger_more="none")
    here = await opened(world, world.who("regulator"), referral)
    assert here["asks"]["code"] == "who"
    assert [act["act"] for act in here["acts"]] == ["opened", "answered", "answered"]


async def test_the_pool_goes_on_looking_and_the_request_still_waits(world, coordinator, referral):
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    here = (await disposed(world, coordinator, referral, "pool")).json()
    assert (here["status"], here["pool_asked_at"]) == ("sorted", "2026-11-23T06:00:00Z")
    ended = (await disposed(world, coordinator, referral, "sos_medecins")).json()
    assert (ended["status"], ended["disposition"]) == ("ended", "sos_medecins")


async def test_the_own_doctor_and_the_numbers_of_the_cpts_stand_beside_the_need(world, coordinator):
    doctor = await world.describe()
    here = await opened(world, coordinator, await world.refer(own_doctor=doctor))
    assert (here["usual_professional_id"], here["usual_professional_name"]) == (str(doctor), "Dr Jeanne Exemple")
    assert here["phones"] == {"sas": "116 117", "sos_medecins": "36 24"}
    unknown = await opened(world, coordinator, await world.refer(own_doctor=uuid4()))
    assert unknown["usual_professional_id"] is None


async def test_the_queue_puts_red_flags_first_then_the_unsorted_then_class_and_deadline(world, coordinator):
    later, soon, flagged, unsorted, elsewhere = [await world.refer() for _ in range(5)]
    await world.refer(kind="care")
    await world.refer(status="placed")
    for one in (later, soon, flagged, elsewhere):
        await opened(world, coordinator, one)
    await answered(world, coordinator, later, **TO_A_SLOT | {"pain": "bearable"})
    await answered(world, coordinator, soon, **TO_A_SLOT)
    await answered(world, coordinator, flagged, danger="bleeding")
    await answered(world, coordinator, elsewhere, **TO_A_SLOT)
    await disposed(world, coordinator, elsewhere, "sas")
    page = (await world.ask(coordinator, "GET", "/triages", params={"limit": 2})).json()
    rest = (await world.ask(coordinator, "GET", "/triages", params={"cursor": page["next"]})).json()
    rows = page["items"] + rest["items"]
    assert [row["referral_id"] for row in rows] == [str(one) for one in (flagged, unsorted, soon, later)]
    assert [row["triage_class"] for row in rows] == [None, None, "half_day", "hours_48"]
    assert rest["next"] is None


async def test_what_was_escalated_or_is_late_rises_above_what_is_not_sorted_yet(world, coordinator):
    unsorted, escalated, late = [await world.refer() for _ in range(3)]
    for one in (escalated, late):
        await opened(world, coordinator, one)
        await answered(world, coordinator, one, **TO_A_SLOT | {"pain": "bearable"})
    await disposed(world, coordinator, escalated, "pool")
    order = lambda: world.ask(coordinator, "GET", "/triages")  # noqa: E731
    rows = (await order()).json()["items"]
    assert [row["referral_id"] for row in rows] == [str(one) for one in (escalated, unsorted, late)]
    world.clock.advance(timedelta(days=3))
    fresh = await world.refer()
    rows = (await order()).json()["items"]
    assert {row["referral_id"] for row in rows[:3]} == {str(one) for one in (escalated, unsorted, late)}
    assert rows[3]["referral_id"] == str(fresh)


async def test_what_nobody_sorts_is_late_after_the_shortest_target_from_when_it_was_stated(world, coordinator):
    untouched, begun, to_48_hours = [await world.refer() for _ in range(3)]
    world.clock.advance(timedelta(hours=5))
    for one in (begun, to_48_hours):
        await opened(world, coordinator, one)
    await answered(world, coordinator, to_48_hours, **TO_A_SLOT | {"pain": "bearable"})

    async def queue():
        rows = (await world.ask(coordinator, "GET", "/triages")).json()["items"]
        return {UUID(row["referral_id"]): row for row in rows}

    due = {one: row["sorting_due_at"] for one, row in (await queue()).items()}
    assert due == {untouched: "2026-11-23T12:00:00Z", begun: "2026-11-23T12:00:00Z", to_48_hours: None}
    fresh = await world.refer()
    assert set(list(await queue())[:3]) == {untouched, begun, fresh}
    world.clock.advance(timedelta(hours=2))
    await opened(world, coordinator, fresh)
    await answered(world, coordinator, fresh, danger="bleeding")
    flagged, *late, last = await queue()
    assert (flagged, set(late), last) == (fresh, {untouched, begun}, to_48_hours)


async def test_the_own_doctor_stands_first_with_his_free_slot_in_time(world, coordinator):
    doctor = await world.describe()
    await world.open(doctor)
    referral = await world.refer(own_doctor=doctor)
    await opened(world, coordinator, referral)
    row = lambda: world.ask(coordinator, "GET", "/triages")  # noqa: E731
    (before,) = (await row()).json()["items"]
    assert (before["usual_professional_name"], before["usual_free_at"]) == ("Dr Jeanne Exemple", None)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    first, *_ = await world.free()
    (after,) = (await row()).json()["items"]
    assert after["usual_free_at"] == first["starts_at"]


async def test_the_own_doctors_free_slot_takes_unscheduled_care_at_a_time_that_nobody_has(world, coordinator):
    doctor = await world.describe()
    for_what = {code: [{"reason_code": code, "minutes": 15}] for code in ("vaccination", "snp")}
    await world.open(doctor, to_time="09:30", reasons=for_what["vaccination"])
    for minutes in (30, 15):
        await world.open(doctor, from_time="09:30", to_time="10:00", slot_minutes=minutes)
    await world.open(doctor, from_time="10:30", to_time="10:45", reasons=for_what["snp"])
    referral = await world.refer(own_doctor=doctor)
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    half_an_hour = ("2026-11-23T08:30:00Z", "2026-11-23T09:00:00Z")
    (long,) = [slot for slot in await world.free() if (slot["starts_at"], slot["ends_at"]) == half_an_hour]
    await world.book(coordinator, long["slot_id"], choice_recorded=None)
    (row,) = (await world.ask(coordinator, "GET", "/triages")).json()["items"]
    assert row["usual_free_at"] == "2026-11-23T09:30:00Z"


async def test_requests_that_wait_stand_on_the_home_of_who_sorts_them_alone(world, coordinator):
    await world.refer()

    async def lists(who):
        items = (await world.ask(who, "GET", "/worklists")).json()["items"]
        return [(one["key"], one["count"], one["href"]) for one in items]

    assert await lists(world.who("professional")) == []
    assert await lists(coordinator) == [("snp_waiting", 1, "/snp/triage")]


async def test_an_appointment_takes_a_request_off_the_queue_and_its_cancellation_puts_it_back(world, coordinator):
    await world.open(await world.describe())
    referral, (slot, *_) = await world.refer(), await world.free()
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    queue = lambda: world.ask(coordinator, "GET", "/triages")  # noqa: E731
    booked = (await world.book(coordinator, slot["slot_id"], referral_id=str(referral))).json()
    assert (await queue()).json()["items"] == []
    here = (await world.ask(coordinator, "GET", f"/triages/{referral}")).json()
    assert here["booked_at"] == slot["starts_at"]
    cancel = {"by": "practice", "reason_code": "professional_absent"}
    await world.ask(coordinator, "POST", f"/appointments/{booked['appointment_id']}/cancellation", cancel)
    assert [row["referral_id"] for row in (await queue()).json()["items"]] == [str(referral)]


async def test_what_the_person_said_is_erased_when_she_withdraws(world, coordinator, referral):
    await opened(world, coordinator, referral)
    await answered(world, coordinator, referral, **TO_A_SLOT)
    await disposed(world, coordinator, referral, "pool")
    await world.refer(referral=referral, status="withdrawn", event="referral.withdrawn.v1")
    here = (await world.ask(coordinator, "GET", f"/triages/{referral}")).json()
    assert (here["path"], [act["act"] for act in here["acts"]]) == ([], ["opened", "disposed"])
    async with world.database.begin(world.who().caller.cpts_id) as session:
        assert (await session.scalar(text("select answers::text from triage"))) == "{}"
