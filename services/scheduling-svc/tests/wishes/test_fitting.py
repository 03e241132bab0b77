"""Which slots a wish is offered: those of the caller's own search that the person can come to, and in which order
people are called."""

import random
from datetime import datetime, timedelta
from itertools import product
from uuid import uuid4
from zoneinfo import ZoneInfo

from scheduling_svc.appointments.policies import KnownState, has_a_link
from scheduling_svc.slots.policies import BOOKERS

from ..conftest import MONTFAUX
from ..triage.test_triage import TO_A_SLOT, answered, opened

PARIS = ZoneInfo("Europe/Paris")
REASONS = [{"reason_code": "snp", "minutes": 15}, {"reason_code": "first_visit", "minutes": 30}]
#: Ten kilometres lie between the two communes: within five there is one of them.
NEAR_KM = 5


async def test_hours_that_the_caller_does_not_see_are_not_offered_to_him(world, wishes):
    """As in the search: the regulation sees what is open to SNP, the coordination what is open to the CPTS."""
    await world.open(await world.describe(), audience=["cpts"])
    author, regulator, coordinator = world.who("referrer"), world.who("regulator"), world.who("care_coordinator")
    await wishes.noted(author)
    assert [await wishes.badge(who) for who in (author, coordinator, regulator)] == [1, 1, 0]
    ((seen,), (unseen,)) = [await wishes.list(who) for who in (coordinator, regulator)]
    assert (len(seen["slots"]), unseen["slots"], unseen["is_open"]) == (3, [], True)


async def test_what_a_doctor_keeps_for_his_own_is_offered_to_who_sorted_his_patient_and_to_nobody_else(world, wishes):
    doctor = await world.describe()
    await world.open(doctor, audience=[])
    triager, author = world.who("care_coordinator"), world.who("referrer")
    referral = await world.refer(by=author, own_doctor=doctor)
    assert (await wishes.note(author, referral)).json()["slots"] == []
    assert await wishes.badge(triager) == 0
    await opened(world, triager, referral)
    await answered(world, triager, referral, **TO_A_SLOT)
    assert (await wishes.badge(triager), await wishes.badge(author)) == (1, 0)


async def test_whatever_frees_a_slot_is_found_at_the_next_look(world, wishes):
    """A cancellation, a hold that ran out, hours that were opened, an instant of release: nothing has to be told."""
    owner = await world.describe()
    author, other = world.who("referrer"), world.who("referrer")
    await wishes.noted(author, until_day="2026-11-23")
    assert await wishes.badge(author) == 0
    await world.open(owner, to_time="09:15", audience=["cpts"],
                     releases=[{"audience": "cpts", "hours_before": 1}])  # fmt: skip
    assert await wishes.badge(author) == 0
    world.clock.advance(timedelta(hours=1, minutes=30))
    assert await wishes.badge(author) == 1
    (slot, *_) = await world.free(other)
    booked = (await world.book(other, slot["slot_id"])).json()
    assert await wishes.badge(author) == 0
    path = f"/appointments/{booked['appointment_id']}/cancellation"
    await world.ask(other, "POST", path, {"by": "patient", "reason_code": "unavailable"})
    assert await wishes.badge(author) == 1


async def test_a_reason_longer_than_what_frees_is_not_offered(world, wishes):
    await world.open(await world.describe(), to_time="09:30", reasons=REASONS)
    who = world.who("care_coordinator")
    short, long = [
        await wishes.noted(who, reason_code=reason, until_day="2026-11-23") for reason in ("snp", "first_visit")
    ]
    await world.ask(world.who("referrer"), "POST", f"/slots/{short['slots'][1]['slot_id']}/hold")
    offered = {one["wish_id"]: len(one["slots"]) for one in await wishes.list(who)}
    assert offered == {short["wish_id"]: 1, long["wish_id"]: 0}


def suits(wish, slot):
    """What the list should offer, said a second time and plainly."""
    start = datetime.fromisoformat(slot["starts_at"]).astimezone(PARIS)
    half = f"{start.isoweekday()}-{'morning' if start.hour < 13 else 'afternoon'}"
    is_near = wish["commune_code"] is None or slot["commune_code"] == wish["commune_code"]
    return all(
        (
            slot["profession_code"] == wish["profession_code"],
            wish["modality"] is None or wish["modality"] in slot["modalities"],
            not wish["half_days"] or half in wish["half_days"],
            wish["from_day"] <= str(start.date()) <= wish["until_day"],
            is_near if wish["professional_id"] is None else slot["professional_id"] == wish["professional_id"],
        )
    )


async def test_each_is_offered_the_first_three_that_suit_and_the_badge_counts_the_rows_shown(world, wishes):
    """Thirty wishes at random over three agendas, against the plain rule above."""
    drawn = random.Random(20261122)
    doctor, away = await world.describe(), await world.describe(commune=MONTFAUX)
    nurse = await world.describe(profession_code="60")
    await world.open(doctor, weekdays=[1, 4], modalities=["AMB", "VR"])
    await world.open(away, weekdays=[2, 4], from_time="14:00", to_time="14:30", modalities=["HH"])
    await world.open(nurse, weekdays=[3])
    who = world.who("care_coordinator")
    halves = [f"{day}-{half}" for day in range(1, 6) for half in ("morning", "afternoon")]
    for _ in range(30):
        first = drawn.randrange(6)
        await wishes.noted(
            who,
            profession_code=drawn.choice(["10", "10", "60"]),
            modality=drawn.choice([None, None, "AMB", "HH", "VR"]),
            half_days=drawn.choice([[], drawn.sample(halves, 4)]),
            near_commune=drawn.choice([None, "97001", "97002"]),
            within_km=NEAR_KM,
            professional_id=drawn.choice([None, None, None, str(doctor)]),
            from_day=f"2026-11-{24 + first}",
            until_day=f"2026-12-{1 + first + drawn.randrange(8):02d}",
        )
    slots = await world.free(who, limit=100)
    every = await wishes.list(who, limit=100)
    assert len(every) == 30
    for wish in every:
        expected = [slot["slot_id"] for slot in slots if suits(wish, slot)][:3]
        assert [slot["slot_id"] for slot in wish["slots"]] == expected, wish
    fitting = [wish["wish_id"] for wish in every if wish["slots"]]
    assert 0 < len(fitting) < 30
    assert [wish["wish_id"] for wish in await wishes.list(who, fitting=True, limit=100)] == fitting
    assert await wishes.badge(who) == len(fitting)


async def test_who_has_no_appointment_is_called_before_who_wishes_hers_earlier_then_who_waits_longest(world, wishes):
    await world.open(await world.describe())
    who, slots = world.who("care_coordinator"), await world.free()
    referral = await world.refer(by=who)
    late = (await world.book(who, slots[3]["slot_id"], referral_id=str(referral))).json()
    earlier = (await wishes.note(who, referral, appointment_id=late["appointment_id"])).json()
    world.clock.advance(timedelta(minutes=1))
    first = await wishes.noted(who)
    world.clock.advance(timedelta(minutes=1))
    second = await wishes.noted(who)
    assert [one["wish_id"] for one in await wishes.list(who)] == [one["wish_id"] for one in (first, second, earlier)]


async def test_the_list_asks_for_the_same_link_as_a_booking(world, wishes):
    """`LINKED` is `has_a_link` written for many requests at once: every role with every request."""
    own, structure = uuid4(), "960000016"
    author = world.who("referrer", structure=structure)
    callers = [
        world.who(role, professional=own if role in ("professional", "delegate") else None, structure=where)
        for role, where in product(
            sorted(BOOKERS),
            (None, structure),
        )
    ]
    boss, known = world.who("care_coordinator", "social_coordinator"), {}
    for kind, placed in product(("snp", "care", "social"), (own, uuid4())):
        state = {"kind": kind, "status": "placed", "placed": placed}
        referral = await world.refer(**state, by=author)
        answer = await wishes.note(boss, referral)
        assert answer.status_code == 201, answer.text
        known[str(referral)] = KnownState(kind, "placed", placed, author.caller.account_id, structure)
    for who in (author, *callers):
        found = {one["referral_id"] for one in await wishes.list(who)}
        assert found == {one for one, state in known.items() if has_a_link(who.caller, state)}, who.caller.roles
