"""Every timer of the worker: what begins it, when it is due, and how one sees that it ran. Due instants by hand.

`elapsed` is so much time, whatever the clocks on the wall do; `by_hand` are instants in Paris time, one for each of
`MOMENTS`, where holidays, Sundays, midnights and the two changes of hour decide.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from carekit.auth import Caller
from referral_svc.disclosure import reading_log

from ..build import OURS, World, person
from ..bundles.linked import discharged
from ..disclosure import reporting
from ..disclosure.spreadsheets.importing import given
from ..disclosure.spreadsheets.lists import as_csv, line
from ..neighbours.crossing import agreed, open_there
from ..plans.planning import made, start, waits
from ..solicitations.asking import send
from .moments import MOMENTS, PARIS, paris

Begin = Callable[[World, UUID], Awaitable[object]]
"""What begins it, in a world where one doctor is known."""


@dataclass(frozen=True)
class Timer:
    job: str
    begin: Begin
    due: Sequence[datetime]
    ran: str
    """A query that has a row once it ran."""
    years_earlier: int = 0
    """PostgreSQL itself refuses to forget what is young by its own clock."""


def elapsed(**span: float) -> list[datetime]:
    """Over absolute time: adding to a Paris time would move the clock on the wall."""
    return [at.astimezone(UTC) + timedelta(**span) for at in MOMENTS.values()]


def by_hand(*instants: str) -> list[datetime]:
    assert len(instants) == len(MOMENTS)
    return [paris(instant) for instant in instants]


async def qualified(world: World, _: UUID) -> Any:
    return await world.qualified(criteria={"ald": "yes"})


async def stated(world: World, _: UUID) -> Any:
    return await world.state()


async def placed(world: World, doctor: UUID) -> None:
    await world.placed(doctor)


async def held(world: World, _: UUID) -> None:
    referral = await world.state()
    await world.act(world.coordinator, referral["referral_id"], "hold", {"reason_code": "unreachable"})


async def discharge_in_ten_days(world: World, _: UUID) -> None:
    await discharged(world, "nurse", hours=240)


async def coordinator_away(world: World, _: UUID) -> None:
    """From the third day on."""
    await world.rows(
        "insert into holder_leave (id, cpts_id, account_id, name, replacement_account_id, replacement_name, "
        "starts_on, ends_on, announced_at, announced_by_name) select :id, :ours, :away, 'A', :there, 'B', "
        "cast(:day as date), cast(:day as date) + 9, now(), 'A' returning 1",
        id=uuid4(),
        ours=OURS,
        away=uuid4(),
        there=uuid4(),
        day=_local_day(world, 3),
    )


async def appealed(world: World, _: UUID) -> None:
    """Three days from now is its last day."""
    said = {"subject": "Prêt d’un lit", "open_until": _local_day(world, 3).isoformat()}
    assert (await world.ask(world.who("referrer"), "POST", "/appeals", said)).status_code == 201


async def came_once(world: World, _: UUID) -> None:
    await world.get(world.who("secretary"), "/worklists")


async def appeal_met(world: World, _: UUID) -> None:
    author = world.who("referrer")
    posted = await world.ask(author, "POST", "/appeals", {"subject": "Prêt d’un lit"})
    path = f"/appeals/{posted.json()['appeal_id']}/closing"
    assert (await world.ask(author, "POST", path, {"outcome": "met"})).status_code == 200


async def rules_adopted(world: World, _: UUID) -> None:
    await world.rows(
        "insert into cpts_rule_set (cpts_id, version, data, note, drafted_by_name, author_name, adopted_at, "
        "in_force_from) select :ours, 'ours', data || '{\"version\": \"ours\"}', '', 'D', 'D', "
        "now(), cast(:day as date) from default_rule_set order by adopted_at desc limit 1 returning 1",
        ours=OURS,
        day=_local_day(world, 3),
    )


async def ended(world: World, _: UUID) -> None:
    referral = await world.state()
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "no_longer_needed"})


async def read(world: World, _: UUID) -> None:
    reader = Caller(uuid4(), "Dr Jeanne Exemple", OURS, frozenset({"professional"}), professional_id=uuid4())
    async with world.database.begin(OURS) as session:
        await reading_log.note(session, OURS, {uuid4(): "coordination"}, "name", reader, world.clock.now())


async def unasked(world: World, _: UUID) -> None:
    await world.state()
    for table in ("consent", "notice", "participant"):
        await world.rows(f"delete from {table} returning 1")
    await world.rows("update referral set status = 'draft' returning 1")


async def typed(world: World, _: UUID) -> None:
    draft = {"kind": "care", "label": "Zyborowska", "content": "{}"}
    assert (await world.ask(world.who("referrer"), "POST", "/drafts", draft)).status_code == 201


async def file_announced(world: World, doctor: UUID) -> None:
    referral = await world.placed(doctor)
    await reporting.announced(world, world.professional(professional=doctor), referral)


async def list_brought(world: World, _: UUID) -> None:
    await given(world, world.coordinator, as_csv(line()))


async def asked(world: World, doctor: UUID) -> None:
    await send(world, await world.qualified(), doctor)


async def planned(world: World, _: UUID) -> None:
    """Started, and put off as a weekly cap puts it off: tried again 12 hours later."""
    await waits(world)
    assert (await start(world, await made(world))).status_code == 200
    again = world.clock.now() + timedelta(hours=12)
    await world.rows("update plan_row set next_try_at = :again returning 1", again=again)


async def leaving(world: World, doctor: UUID) -> None:
    """Three days from now is his last day."""
    body = {"professional_id": str(doctor), "leaves_on": _local_day(world, 3).isoformat()}
    assert (await world.ask(world.coordinator, "POST", "/departures", body)).status_code == 201


async def opened_next_door(world: World, _: UUID) -> None:
    """Under an agreement whose last day is three days from now."""
    agreement_id = await agreed(world, ends_on=_local_day(world, 3).isoformat())
    await open_there(world, await world.qualified(), agreement_id)


async def keyed(world: World, _: UUID) -> None:
    body = {"kind": "care"}
    answer = await world.ask(
        world.who("referrer"), "POST", "/refused-consents", body, Idempotency_Key="0123456789abcdef"
    )
    assert answer.status_code == 201, answer.text


async def told_by_digest(world: World, doctor: UUID) -> None:
    """A message about a request that this doctor took, who wished for one mail a day."""
    him = world.professional(professional=doctor)
    wish = {"items": [{"kind": "message", "rhythm": "daily"}]}
    assert (await world.ask(him, "PUT", "/notifications", wish)).status_code == 200
    referral = await world.placed(doctor, patient=person(family_name="Zyb"))
    path = f"/referrals/{referral['referral_id']}/messages"
    assert (await world.ask(world.coordinator, "POST", path, {"words": "Bonjour"})).status_code == 201


def _local_day(world: World, later: int) -> date:
    return (world.clock.now().astimezone(PARIS) + timedelta(days=later)).date()


MIDNIGHTS = by_hand("2026-12-04", "2026-12-08", "2026-12-27", "2027-03-30", "2027-11-02")
#: The ninety-first day after the last on which the account was seen.
UNSEEN = by_hand("2027-03-02", "2027-03-06", "2027-03-25", "2027-06-26", "2028-01-29")
AFTER_THE_LAST_DAY = by_hand("2026-12-05", "2026-12-09", "2026-12-28", "2027-03-31", "2027-11-03")
#: « Deadline outside Mon-Fri 8-20 and Sat 8-12, or on a holiday, moves to the next opening »: 48 clock hours.
ANSWER_BY = by_hand(
    "2026-12-03 10:00", "2026-12-07 11:00", "2026-12-26 10:00", "2027-03-30 08:00", "2027-11-02 08:00"
)
#: « Once, at half delay », in opening hours when some are left before the deadline.
REMINDED = by_hand("2026-12-02 10:00", "2026-12-07 08:00", "2026-12-26 08:00", "2027-03-28 22:00", "2027-10-31 21:00")
#: Five whole working days: neither Saturdays, Sundays nor holidays; from a Saturday, five days that are over.
SILENT = by_hand("2026-12-08 10:00", "2026-12-12 00:00", "2027-01-04 10:00", "2027-04-06 00:00", "2027-11-09 00:00")
#: The next morning on which practices open.
DIGEST = by_hand("2026-12-02 08:00", "2026-12-07 08:00", "2026-12-26 08:00", "2027-03-30 08:00", "2027-11-02 08:00")
#: Three months of the calendar, at the same instant of the universal day.
THREE_MONTHS = by_hand(
    "2027-03-01 10:00", "2027-03-05 11:00", "2027-03-24 10:00", "2027-06-27 12:00", "2028-01-30 10:00"
)
#: Of 2021, 2021, 2021, 2022 and 2022: their changes of hour fall on other days, the instant stays.
THREE_YEARS = by_hand(
    "2024-12-01 10:00", "2024-12-05 11:00", "2024-12-24 10:00", "2025-03-27 10:00", "2025-10-30 11:00"
)

TIMERS = [
    Timer("late requests", qualified, elapsed(days=7), "select 1 from timeline_entry where code = 'class_raised'"),
    Timer("stalled requests", stated, SILENT, "select 1 from referral where is_stalled"),
    Timer(
        "declarations awaited", placed, elapsed(days=15),
        "select 1 from notice where subject = 'declaration_awaited'",
    ),
    Timer("ended holds", held, elapsed(days=30), "select 1 from timeline_entry where code = 'resumed'"),
    Timer(
        "discharges", discharge_in_ten_days, elapsed(days=3),
        "select 1 from timeline_entry where code = 'discharge_near'",
    ),
    Timer(
        "leaves of coordinators", coordinator_away, MIDNIGHTS,
        "select 1 from holder_leave where started_at is not null",
    ),
    Timer("unseen accounts", came_once, UNSEEN, "select 1 where not exists (select 1 from known_account)"),
    Timer("appeals", appealed, AFTER_THE_LAST_DAY, "select 1 from appeal where state = 'expired'"),
    Timer("old appeals", appeal_met, THREE_MONTHS, "select 1 where not exists (select 1 from appeal)"),
    Timer("rules in force", rules_adopted, MIDNIGHTS, "select 1 from cpts_rule_set where in_force_since is not null"),
    Timer("retention", ended, THREE_MONTHS, "select 1 from referral where erased_at is not null"),
    Timer("old readings", read, THREE_YEARS, "select 1 where not exists (select 1 from reading)", years_earlier=5),
    Timer("never asked", unasked, elapsed(days=90), "select 1 where not exists (select 1 from referral)"),
    Timer("old drafts", typed, elapsed(days=7), "select 1 where not exists (select 1 from sealed_draft)"),
    Timer("announced files", file_announced, elapsed(days=1), "select 1 where not exists (select 1 from report)"),
    Timer("old spreadsheets", list_brought, elapsed(days=1), "select 1 from spreadsheet where state = 'discarded'"),
    Timer("solicitations", asked, REMINDED, "select 1 from solicitation where reminded_at is not null"),
    Timer("solicitations", asked, ANSWER_BY, "select 1 from solicitation where state = 'silent'"),
    # The link lives for 8 days, and is told apart from one that never was for 92 more.
    Timer("old answer links", asked, elapsed(days=100), "select 1 where not exists (select 1 from answer_link)"),
    Timer("plans", planned, elapsed(hours=12), "select 1 from plan_row where state = 'sent'"),
    Timer("departures", leaving, AFTER_THE_LAST_DAY, "select 1 from departure where ended_at is not null"),
    Timer(
        "agreements between CPTS that ended", opened_next_door, AFTER_THE_LAST_DAY,
        "select 1 from crossing where ended_at is not null",
    ),
    Timer("digests", told_by_digest, DIGEST, "select 1 where not exists (select 1 from digest_entry)"),
    Timer(
        "old idempotency keys", keyed, elapsed(hours=48), "select 1 where not exists (select 1 from idempotency_key)"
    ),
]  # fmt: skip
#: They wait for nothing but a turn: what was queued leaves at once, and its retries are the proof of `carekit`.
WITHOUT_A_CLOCK = {
    "handed over",
    "relay",
    "mail",
    "sms",
    "confirmations",
    "notices",
    "changed rules",
    "report scans",
    "spreadsheets",
    "answers from neighbours",
    "gaps beyond chance",
}
