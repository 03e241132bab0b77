"""People to call if a slot frees: who notes them, what ends them, and what each act leaves behind."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from scheduling_svc.wishes.models import TRANSITIONS, WishStatus
from scheduling_svc.wishes.usecases import expire_due

from ..conftest import OURS, THEIRS


def rule(answer):
    return answer.json()["type"].rsplit("/", 1)[-1]


async def acts(world):
    async with world.database.begin(OURS) as session:
        rows = await session.execute(
            text("select act, author_roles from agenda_act where act like 'wish%' order by at, act")
        )
        return [(row.act, row.author_roles) for row in rows]


async def test_roles_that_book_nothing_neither_note_nor_read(world, wishes):
    referral = await world.refer()
    for role in ("secretary", "evaluator", "project_officer", "guest"):
        who = world.who(role)
        assert rule(await wishes.note(who, referral)) == "role-refused"
        assert rule(await world.ask(who, "GET", "/wishes")) == "role-refused"
        assert await wishes.badge(who) == 0


async def test_who_has_no_link_with_the_request_notes_nothing_and_finds_nothing(world, wishes):
    author = world.who("referrer", structure="960000016")
    wish = await wishes.noted(author)
    strangers = [world.who(role) for role in ("referrer", "social_coordinator", "director")]
    strangers += [world.who("professional", professional=uuid4()), world.who("care_coordinator", cpts=THEIRS)]
    for who in strangers:
        assert rule(await wishes.note(who, wish["referral_id"])) == "referral-unknown"
        assert await wishes.list(who) == []
        for act in ("closure", "resumption"):
            assert (await wishes.act(who, wish, act)).status_code == 404
        assert (await wishes.book(who, wish, {"slot_id": str(uuid4())})).status_code == 404
    colleague = world.who("referrer", structure="960000016")
    for who in (author, colleague, world.who("care_coordinator"), world.who("regulator")):
        assert [one["wish_id"] for one in await wishes.list(who)] == [wish["wish_id"]]


async def test_a_request_waits_once_for_a_profession(world, wishes):
    who = world.who("care_coordinator")
    wish = await wishes.noted(who)
    assert rule(await wishes.note(who, wish["referral_id"])) == "wish-noted-already"
    assert (await wishes.note(who, wish["referral_id"], profession_code="60")).status_code == 201
    await wishes.act(who, wish, "closure")
    assert (await wishes.note(who, wish["referral_id"])).status_code == 201
    assert rule(await wishes.act(who, wish, "resumption")) == "wish-noted-already"


async def test_a_request_that_nobody_may_book_for_is_not_noted(world, wishes):
    who = world.who("care_coordinator")
    for known in ({"status": "closed"}, {"status": "on_hold"}, {"kind": "care", "status": "searching"}):
        assert rule(await wishes.note(who, await world.refer(**known))) == "referral-not-bookable"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"until_day": "2026-11-22"}, "until_day"),
        ({"until_day": "2027-03-01"}, "until_day"),
        ({"near_commune": "97099"}, "near_commune"),
        ({"near_lat": 45.9}, "near_lat"),
        ({"near_commune": "97001", "near_lat": 45.9, "near_lon": 4.6}, "near_lat"),
        ({"half_days": ["8-morning"]}, "half_days.0"),
    ],
    ids=["past", "too-long", "elsewhere", "half-a-point", "two-places", "no-such-day"],
)
async def test_what_cannot_be_meant_is_refused_with_its_field(world, wishes, asked, field):
    answer = await wishes.note(world.who("care_coordinator"), await world.refer(), **asked)
    assert answer.status_code == 422
    assert [error["field"].removeprefix("body.") for error in answer.json()["errors"]] == [field]


async def test_an_edit_of_another_version_is_refused(world, wishes):
    who = world.who("care_coordinator")
    wish = await wishes.noted(who)
    path = f"/wishes/{wish['wish_id']}"
    body = {"profession_code": "10", "half_days": ["2-morning"]}
    assert (await world.ask(who, "PUT", path, body)).status_code == 428
    assert (await world.ask(who, "PUT", path, body, If_Match='"2"')).status_code == 412
    changed = await world.ask(who, "PUT", path, body, If_Match='"1"')
    assert (changed.json()["half_days"], changed.headers["ETag"]) == (["2-morning"], '"2"')


async def test_what_is_over_is_neither_booked_from_nor_changed_nor_closed(world, wishes):
    who = world.who("care_coordinator")
    wish = await wishes.noted(who)
    await wishes.act(who, wish, "closure")
    body = {"profession_code": "10"}
    changed = await world.ask(who, "PUT", f"/wishes/{wish['wish_id']}", body, If_Match='"2"')
    for answer in (
        changed,
        await wishes.act(who, wish, "closure"),
        await wishes.book(who, wish, {"slot_id": str(uuid4())}),
    ):
        assert rule(answer) == "wish-over"


async def test_it_lasts_a_fortnight_and_a_point_is_kept_to_a_kilometre(world, wishes):
    wish = await wishes.noted(world.who("care_coordinator"), near_lat=45.90371, near_lon=4.60412, within_km=8)
    assert (wish["from_day"], wish["until_day"]) == ("2026-11-23", "2026-12-07")
    assert (wish["near_lat"], wish["near_lon"], wish["version"]) == (45.9, 4.6, 1)


async def test_what_is_sent_twice_is_noted_once(world, wishes):
    who, referral = world.who("care_coordinator"), await world.refer()
    first, second = [await wishes.note(who, referral, key="one-tap-of-two") for _ in range(2)]
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"


async def test_a_slot_is_booked_from_a_wish_in_one_act_and_may_be_taken_back(world, wishes):
    await world.open(await world.describe())
    who = world.who("care_coordinator")
    wish = await wishes.noted(who)
    assert await wishes.badge(who) == 1
    booked = await wishes.book(who, wish, wish["slots"][0])
    assert booked.status_code == 200, booked.text
    assert (booked.json()["referral_id"], booked.json()["reason_code"]) == (wish["referral_id"], "snp")
    assert [one["status"] for one in await wishes.list(who)] == ["booked"]
    assert await wishes.badge(who) == 0
    assert rule(await wishes.act(who, wish, "resumption")) == "wish-answered"
    path = f"/appointments/{booked.json()['appointment_id']}/cancellation"
    await world.ask(who, "POST", path, {"by": "patient", "reason_code": "mistake"})
    again = (await wishes.act(who, wish, "resumption")).json()
    assert (again["status"], again["slots"]) == ("waiting", wish["slots"])
    assert [act for act, _ in await acts(world)] == ["wish_booked", "wish_noted", "wish_resumed"]


async def test_who_books_for_unscheduled_care_says_how_the_person_chose_and_the_wish_waits_until_then(world, wishes):
    await world.open(await world.describe())
    who = world.who("care_coordinator")
    wish = await wishes.noted(who)
    assert rule(await wishes.book(who, wish, wish["slots"][0], choice_recorded=None)) == "choice-unsaid"
    assert [one["status"] for one in await wishes.list(who)] == ["waiting"]


async def test_an_earlier_slot_moves_the_appointment_and_keeps_it_when_the_slot_is_lost(world, wishes):
    await world.open(await world.describe())
    who, slots = world.who("care_coordinator"), await world.free()
    referral = await world.refer(by=who)
    late = (await world.book(who, slots[2]["slot_id"], referral_id=str(referral))).json()
    wish = (await wishes.note(who, referral, appointment_id=late["appointment_id"])).json()
    assert wish["replaces"]["starts_at"] == late["starts_at"]
    assert [slot["slot_id"] for slot in wish["slots"]] == [slot["slot_id"] for slot in slots[:2]]
    await world.book(world.who("referrer"), slots[0]["slot_id"])
    lost = await wishes.book(who, wish, slots[0])
    assert (rule(lost), lost.json()["next"][0]["slot_id"]) == ("slot-taken", slots[1]["slot_id"])
    moved = (await wishes.book(who, wish, slots[1])).json()
    assert (moved["appointment_id"], moved["starts_at"]) == (late["appointment_id"], slots[1]["starts_at"])
    assert slots[2]["slot_id"] in [slot["slot_id"] for slot in await world.free()]


async def test_who_may_not_move_an_appointment_does_not_note_an_earlier_one(world, wishes):
    await world.open(await world.describe())
    author, booker = world.who("referrer", structure="960000016"), world.who("care_coordinator")
    referral = await world.refer(by=author)
    (slot, *_) = await world.free()
    booked = (await world.book(booker, slot["slot_id"], referral_id=str(referral))).json()
    answer = await wishes.note(author, referral, appointment_id=booked["appointment_id"])
    assert answer.status_code == 404
    other = await world.refer(by=booker)
    assert (await wishes.note(booker, other, appointment_id=booked["appointment_id"])).status_code == 404


async def test_care_that_was_placed_waits_for_whom_the_person_chose_and_for_nobody_else(world, wishes):
    chosen, other = await world.describe(), await world.describe()
    await world.open(other, from_time="07:00")
    await world.open(chosen, weekdays=[2])
    who = world.who("care_coordinator")
    referral = await world.refer(kind="care", status="placed", placed=chosen, by=who)
    wish = (await wishes.note(who, referral, professional_id=str(other), reason_code="first_visit")).json()
    assert wish["professional_id"] == str(chosen)
    assert {slot["professional_id"] for slot in wish["slots"]} == {str(chosen)}


async def test_an_appointment_by_another_road_is_said_and_its_cancellation_makes_the_wish_wait_again(world, wishes):
    await world.open(await world.describe())
    who = world.who("care_coordinator")
    wish, (slot, *others) = await wishes.noted(who), await world.free()
    world.clock.advance(timedelta(minutes=1))
    booked = (await world.book(who, slot["slot_id"], referral_id=wish["referral_id"])).json()
    (said,) = await wishes.list(who)
    assert (said["booked_since_at"], said["is_open"], said["slots"]) == (booked["starts_at"], False, [])
    assert "book" not in said["may"]
    assert await wishes.badge(who) == 0
    assert rule(await wishes.book(who, wish, others[0])) == "wish-answered"
    path = f"/appointments/{booked['appointment_id']}/cancellation"
    await world.ask(who, "POST", path, {"by": "patient", "reason_code": "unavailable"})
    assert await wishes.badge(who) == 1


async def test_who_was_placed_with_a_professional_otherwise_is_not_called_for_another(world, wishes):
    doctor = await world.describe()
    await world.open(doctor)
    who = world.who("care_coordinator")
    wish = await wishes.noted(who)
    placed = {"status": "placed", "referral": wish["referral_id"], "event": "referral.placed.v1", "by": who}
    await world.refer(**placed, placed=uuid4())
    assert [one["is_open"] for one in await wishes.list(who)] == [False]


@pytest.mark.parametrize("status", ["withdrawn", "redirected", "closed"])
async def test_a_request_that_ends_takes_its_wish_with_it_and_forgets_from_where(world, wishes, status):
    who = world.who("care_coordinator")
    wish = await wishes.noted(who, near_commune="97001")
    event = "referral.closed.v1" if status == "closed" else "referral.withdrawn.v1"
    await world.refer(status=status, referral=wish["referral_id"], event=event, by=who)
    (ended,) = await wishes.list(who)
    assert (ended["status"], ended["commune_code"], ended["may"]) == ("ended", None, [])
    assert ("wish_ended", ["referral-svc"]) in await acts(world)


async def test_a_wish_ends_with_its_last_day_where_the_cpts_lives(racing_world, racing_wishes):
    world, wishes = racing_world, racing_wishes
    await world.open(await world.describe())
    who = world.who("care_coordinator")
    await wishes.noted(who, until_day="2026-11-24")
    world.clock.advance(timedelta(hours=40))  # Tuesday, 23:00
    assert await expire_due(world.database, OURS, world.clock) == 0
    world.clock.advance(timedelta(hours=1))
    (over,) = await wishes.list(who)
    assert (over["status"], over["is_open"]) == ("waiting", False)
    assert await expire_due(world.database, OURS, world.clock) == 1
    assert [one["status"] for one in await wishes.list(who)] == ["expired"]
    assert ("wish_expired", ["scheduling-svc"]) in await acts(world)


async def test_the_list_is_filtered_paged_and_handed_over_as_a_file(world, wishes):
    await world.open(await world.describe())
    who = world.who("care_coordinator")
    for hour in range(3):
        world.clock.advance(timedelta(minutes=1))
        await wishes.noted(who, profession_code="10" if hour else "60", half_days=["1-morning"])
    every = await wishes.list(who)
    first = (await world.ask(who, "GET", "/wishes", params={"limit": 2})).json()
    assert first["items"] + await wishes.list(who, limit=2, cursor=first["next"]) == every
    assert [one["profession_code"] for one in await wishes.list(who, fitting=True)] == ["10", "10"]
    assert len(await wishes.list(who, profession="60", status="waiting")) == 1
    file = await world.ask(who, "GET", "/wishes", params={"profession": "60"}, Accept="text/csv")
    header, line = file.text.splitlines()
    assert header.startswith("status;triage_class;profession_code")
    assert line.startswith("waiting;;60;snp;;1-morning;;30")


def test_only_named_ways_lead_from_one_status_to_another():
    assert {(a.value, b.value) for a, ways in TRANSITIONS.items() for b in ways} == {
        ("waiting", "booked"), ("waiting", "no_longer_suits"), ("waiting", "expired"), ("waiting", "ended"),
        ("booked", "waiting"), ("no_longer_suits", "waiting"),
    }  # fmt: skip
    assert set(TRANSITIONS) == set(WishStatus)


@pytest.mark.parametrize("is_earlier", [True, False], ids=["a move", "a booking"])
async def test_a_hold_that_ran_out_stays_given_back_though_a_wish_was_refused(world, wishes, is_earlier):
    who, owner = world.who("care_coordinator"), await world.describe()
    await world.open(owner)
    slot, _, later, *_ = await world.free()
    referral = await world.refer(by=who)
    named = {}
    if is_earlier:
        named["appointment_id"] = (await world.book(who, later["slot_id"], referral_id=str(referral))).json()[
            "appointment_id"
        ]
    wish = (await wishes.note(who, referral, **named)).json()
    span = {"from": slot["starts_at"], "to": slot["ends_at"]}
    closure = await world.let_a_hold_run_out(slot["slot_id"], owner, span)
    assert (await wishes.book(who, wish, slot)).status_code in (404, 409)
    assert slot["starts_at"] in await world.free_once_reopened(closure)
