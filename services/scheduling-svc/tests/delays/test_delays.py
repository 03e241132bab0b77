"""How long people wait: who reads it, agendas whose delay is known, the delay really waited."""

from datetime import timedelta
from uuid import UUID

import pytest

from scheduling_svc.delays.sampling import sample_delays

from ..conftest import MONTFAUX

OURS = UUID("00000000-0000-4000-8000-000000000001")
WEEK = "2026-11-23"
ONE_A_WEEK = {"to_time": "09:15"}


def lasting(*reasons: str) -> list[dict]:
    return [{"reason_code": reason, "minutes": 15} for reason in reasons]


async def opened(world, professional: UUID, **changed) -> None:
    """Hours of one's own patients, whose rest is for anybody."""
    await world.open(professional, **{"audience": ["own_patients", "cpts", "snp"], **changed})


async def sample(world) -> int:
    """The world begins on Monday at 7:00; the worker comes at 8:00."""
    world.clock.move_to(world.clock.now() + timedelta(hours=1))
    return await sample_delays(world.database, OURS, world.clock)


async def delays(world, *roles: str, **params):
    answer = await world.ask(world.who(*(roles or ("director",))), "GET", "/delays", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def rows(world, list_name: str, **params):
    answer = await world.ask(world.who("care_coordinator"), "GET", f"/delays/{list_name}", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


@pytest.mark.parametrize(
    "role", ["referrer", "professional", "secretary", "regulator", "guest", "social_coordinator"]
)
async def test_who_does_not_answer_for_access_to_care_reads_no_figure(world, role):
    answer = await world.ask(world.who(role), "GET", "/delays")
    assert answer.status_code == 403


@pytest.mark.parametrize("role", ["evaluator", "project_officer"])
@pytest.mark.parametrize("path", [f"/delays/samples?week_of={WEEK}", "/delays/appointments"])
async def test_who_reads_figures_only_opens_no_row(world, role, path):
    assert (await world.ask(world.who(role), "GET", path)).status_code == 403


async def test_a_period_ends_after_it_begins(world):
    answer = await world.ask(
        world.who("director"), "GET", "/delays", params={"since": "2026-11-23", "until": "2026-11-22"}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "query.until")


async def test_the_third_slot_of_today_is_no_delay_and_a_slot_a_week_gives_two_weeks(world):
    quick, slow = await world.describe(), await world.describe()
    await opened(world, quick)
    await opened(world, slow, **ONE_A_WEEK)
    assert await sample(world) == 2
    days = {row["professional_id"]: row["days"] for row in await rows(world, "samples", week_of=WEEK)}
    assert days == {str(quick): 0, str(slow): 14}


async def test_taken_slots_and_free_ones_in_their_shadow_are_not_free(world):
    professional = await world.describe()
    await opened(world, professional, to_time="09:45")
    await opened(world, professional, to_time="09:45", place_id=str(world.places[professional]), modalities=["VR"])
    slot = (await world.free(modality="AMB"))[0]
    await world.book(world.who("care_coordinator"), slot["slot_id"])
    await sample(world)
    days = {row["modality"]: row["days"] for row in await rows(world, "samples", week_of=WEEK)}
    assert days == {"AMB": 7, "VR": 7}


SAME_DAY = {"days_before": 0, "at_time": "00:00"}
EVE = {"days_before": 1, "at_time": "18:00"}


@pytest.mark.parametrize(
    "terms",
    [
        {"audience": ["snp"]},
        {"audience": ["cpts", "snp"]},
        {"reasons": lasting("snp")},
        {"reasons": lasting("vaccination")},
        {"audience": ["cpts"], "releases": [{"audience": "cpts", **SAME_DAY}]},
        {"audience": ["public", "snp"], "releases": [{"audience": "public", "hours_before": 2}]},
        {"audience": ["cpts", "pro", "snp"], "releases": [{"audience": "pro", **SAME_DAY}]},
        {"appointment_type": "WALKIN"},
    ],
    ids=[
        "snp", "the cpts and snp", "for snp alone", "for one act", "from its day on", "from two hours before",
        "to others from its day on", "without appointment",
    ],
)  # fmt: skip
async def test_slots_that_nobody_is_given_ahead_for_an_ordinary_reason_are_not_measured(world, terms):
    await opened(world, await world.describe(), **terms)
    assert await sample(world) == 0


@pytest.mark.parametrize(
    "terms",
    [
        {"audience": ["own_patients"]},
        {"audience": ["own_patients", "snp"]},
        {"audience": ["cpts"]},
        {"audience": ["cpts", "pro", "snp"]},
        {"audience": ["public", "snp"]},
        {"audience": ["cpts", "snp"], "releases": [{"audience": "snp", **SAME_DAY}]},
        {"audience": ["cpts"], "releases": [{"audience": "cpts", **EVE}]},
        {"audience": ["own_patients", "cpts"], "releases": [{"audience": "cpts", **SAME_DAY}]},
        {"reasons": lasting("snp", "follow_up")},
    ],
    ids=[
        "the owner's patients", "and snp", "the cpts", "professionals and snp", "everybody", "the rest to snp",
        "from the eve on", "the rest to the cpts", "for more than snp",
    ],
)  # fmt: skip
async def test_slots_that_somebody_may_be_given_ahead_are_measured(world, terms):
    await opened(world, await world.describe(), **terms)
    assert await sample(world) == 1


async def test_an_agenda_is_measured_by_what_it_keeps_for_no_special_use(world):
    professional = await world.describe()
    await opened(world, professional, **ONE_A_WEEK)
    await opened(world, professional, from_time="10:00", to_time="11:00", audience=["cpts", "snp"])
    await opened(world, professional, from_time="14:00", to_time="15:00", reasons=lasting("vaccination"))
    await sample(world)
    assert [row["days"] for row in await rows(world, "samples", week_of=WEEK)] == [14]


async def test_slots_of_a_team_are_no_line_of_its_members(world):
    office, owner = world.who("secretary"), await world.describe(profession_code="60", specialty_codes=[])
    body = {
        "kind": "centre", "label": "Centre", "reason_code": "care", "slot_minutes": 10, "commune_code": "97001",
        "audience": ["cpts", "public"], "opens_on": WEEK, "confirms_at_once": True,
    }  # fmt: skip
    team = (await world.ask(office, "POST", "/teams", body)).json()
    shift = {
        "day": "2026-11-28", "from_time": "09:00", "to_time": "10:00",
        "seats": [{"profession_code": "60", "count": 1}],
    }  # fmt: skip
    week = (await world.ask(office, "POST", f"/teams/{team['team_id']}/shifts", shift)).json()
    seat = week["shifts"][0]["seats"][0]["cover_id"]
    member = world.who("professional", professional=owner)
    assert (await world.ask(member, "PUT", f"/covers/{seat}/claim")).status_code == 200
    assert len(await world.free(professional_id=str(owner), reason="care")) == 6
    assert await sample(world) == 0


async def test_days_of_a_long_absence_are_left_out(world):
    away = {"starts_on": "2026-11-24", "ends_on": "2026-12-06"}
    professional = await world.describe(absences=[away])
    await opened(world, professional, **ONE_A_WEEK)
    await sample(world)
    # Free on 23 November, 7 and 14 December: 21 days, 13 of them away.
    assert [row["days"] for row in await rows(world, "samples", week_of=WEEK)] == [8]


async def test_beyond_the_horizon_is_said_and_counts_in_the_median(world):
    await opened(world, await world.describe(), **ONE_A_WEEK)
    for _ in range(2):
        await opened(world, await world.describe(), kind="one_off", weekdays=[], to_time="09:30")
    await sample(world)
    (week,) = (await delays(world))["weeks"]
    assert (week["lines"], week["beyond_horizon"], week["median_days"]) == (3, 2, None)
    assert week["horizon_weeks"] == 8
    assert len(await rows(world, "samples", week_of=WEEK)) == week["lines"]
    beyond = await rows(world, "samples", week_of=WEEK, beyond_horizon=True)
    assert (len(beyond), {row["days"] for row in beyond}) == (week["beyond_horizon"], {None})


async def test_a_week_is_sampled_once_and_only_on_its_monday(world):
    await opened(world, await world.describe())
    assert await sample_delays(world.database, OURS, world.clock) == 0
    assert await sample(world) == 1
    assert await sample(world) == 0
    world.clock.advance(timedelta(days=1))
    assert await sample_delays(world.database, OURS, world.clock) == 0


async def test_figures_follow_their_filters_and_stand_beside_the_other_groups(world):
    await opened(world, await world.describe())
    await opened(world, await world.describe(profession_code="60"), **ONE_A_WEEK)
    await sample(world)
    found = await delays(world, profession="60")
    assert [(week["lines"], week["median_days"]) for week in found["weeks"]] == [(1, 14)]
    groups = {(g["dimension"], g["code"]): g["third_next_days"] for g in found["groups"]}
    assert groups == {
        ("profession", "10"): 0, ("profession", "60"): 14, ("commune", "97001"): 0, ("modality", "AMB"): 0,
    }  # fmt: skip


async def _booked_after(world, professional: UUID, days: int) -> None:
    """A need is stated now, and booked `days` later in the first free slot."""
    referrer = world.who("referrer")
    referral = await world.refer(by=referrer)
    world.clock.advance(timedelta(days=days))
    slot = (await world.free(professional_id=str(professional)))[0]
    assert (await world.book(referrer, slot["slot_id"], referral_id=str(referral))).status_code == 201


async def test_the_realised_delay_runs_from_the_request_not_from_the_booking(world):
    professional = await world.describe()
    await opened(world, professional)
    await _booked_after(world, professional, 3)
    (wait,) = await rows(world, "appointments", until="2026-12-31")
    # Asked on Monday at 7:00, seen the next Monday at 9:00.
    assert wait["days"] == pytest.approx(7 + 2 / 24)
    (month,) = (await delays(world, until="2026-12-31"))["months"]
    assert (month["month"], month["appointments"]) == ("2026-11", 1)
    assert month["median_days"] == pytest.approx(7 + 2 / 24)


async def test_a_cancelled_appointment_is_nobodys_delay(world):
    professional = await world.describe()
    await opened(world, professional)
    owner = world.who("professional", professional=professional)
    booked = (await world.book(owner, (await world.free(owner))[0]["slot_id"])).json()
    body = {"by": "practice", "reason_code": "emergency"}
    await world.ask(owner, "POST", f"/appointments/{booked['appointment_id']}/cancellation", body)
    assert await rows(world, "appointments", until="2026-12-31") == []


@pytest.mark.parametrize(
    ("reason", "asked_for", "counted"),
    [("follow_up", False, 0), ("follow_up", True, 1), ("first_visit", False, 1)],
    ids=["planned follow-up", "follow-up that a request asked for", "booked without a request"],
)
async def test_a_follow_up_planned_ahead_is_nobodys_delay(world, reason, asked_for, counted):
    professional, referrer = await world.describe(), world.who("referrer")
    await opened(world, professional)
    referral = {"referral_id": str(await world.refer(by=referrer))} if asked_for else {}
    slot = (await world.free())[-1]["slot_id"]
    booked = await world.book(referrer, slot, reason_code=reason, **referral)
    assert booked.status_code == 201, booked.text
    assert len(await rows(world, "appointments", until="2027-03-31")) == counted
    months = (await delays(world, until="2027-03-31"))["months"]
    assert sum(month["appointments"] for month in months) == counted


async def test_few_appointments_are_kept_back_from_the_evaluator(world):
    professional = await world.describe()
    await opened(world, professional)
    await _booked_after(world, professional, 0)
    seen = await delays(world, "evaluator", until="2026-12-31")
    assert seen["fewest_shown"] == 5
    assert seen["months"] == [
        {"month": "2026-11", "appointments": None, "median_days": None, "slowest_tenth_days": None}
    ]
    assert {group["appointments"] for group in seen["groups"]} == {None}


async def test_each_count_opens_as_many_rows_as_it_says(world):
    terms = ({}, {"profession_code": "60"}, {"commune": MONTFAUX})
    professionals = [await world.describe(**one) for one in terms]
    for professional, modality in zip(professionals, ("AMB", "AMB", "VR"), strict=True):
        await opened(world, professional, modalities=[modality])
    await sample(world)
    for professional in professionals:
        await _booked_after(world, professional, 1)
    period = {"until": "2026-12-31"}
    for only in ({}, {"profession": "10"}, {"commune": "97002"}, {"modality": "VR"}):
        found = await delays(world, **period, **only)
        assert found["months"]
        for week in found["weeks"]:
            assert len(await rows(world, "samples", week_of=week["week_of"], **only)) == week["lines"] > 0
        for month in found["months"]:
            span = {"since": f"{month['month']}-01", "until": f"{month['month']}-30"}
            assert len(await rows(world, "appointments", **span, **only)) == month["appointments"]
        for group in found["groups"]:
            kept = {group["dimension"]: group["code"]}
            assert len(await rows(world, "samples", week_of=WEEK, **kept)) == group["lines"]
            assert len(await rows(world, "appointments", **period, **kept)) == group["appointments"]


async def test_rows_come_in_pages_and_as_a_file(world):
    for family_name in ("Aulne", "Bouleau", "=cmd"):
        await opened(world, await world.describe(family_name=family_name))
    await sample(world)
    who = world.who("director")
    first = (await world.ask(who, "GET", "/delays/samples", params={"week_of": WEEK, "limit": 2})).json()
    rest = await world.ask(
        who, "GET", "/delays/samples", params={"week_of": WEEK, "limit": 2, "cursor": first["next"]}
    )
    names = [row["professional_name"] for row in first["items"] + rest.json()["items"]]
    assert (len(first["items"]), rest.json()["next"]) == (2, None)
    assert names == sorted(names)
    file = await world.ask(who, "GET", "/delays/samples", params={"week_of": WEEK}, accept="text/csv")
    assert file.headers["content-type"].startswith("text/csv")
    assert len(file.text.splitlines()) == 4


async def test_a_neighbour_reads_its_own_delays_alone(world):
    theirs = UUID("00000000-0000-4000-8000-000000000002")
    await world.describe_cpts(theirs)
    await opened(world, await world.describe())
    await sample(world)
    neighbour = world.who("director", cpts=theirs)
    assert (await world.ask(neighbour, "GET", "/delays")).json()["weeks"] == []
