"""R1, R3, R4: parts are killed while people write; nothing promised is lost, every event arrives, nobody waits."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field

from local_system.running import RunningSystem
from tests.drill.books import Books
from tests.drill.main_job import MainJobs
from tests.drill.writers import Writer, absences, bookings, refused_consents

PARTS = (
    "postgres", "referral-svc", "postgres", "scheduling-svc", "postgres", "directory-svc", "postgres", "gateway",
    "postgres", "directory-worker", "postgres", "referral-worker", "postgres", "scheduling-worker",
    "postgres", "gateway-worker",
)  # fmt: skip
BETWEEN_KILLS = 2.2  # seconds: long enough that the supervisor takes the part for a healthy one


@dataclass
class Outcome:
    """Counts that must be zero, beside what was done."""

    kills: dict[str, list[float]] = field(default_factory=dict)
    promised: int = 0
    repeated: int = 0
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)
    lost: int = 0
    double_bookings: int = 0
    untold: int = 0
    strayed: int = 0
    told_after: float = 0.0
    placed: int = 0
    seen: int = 0
    cut_short: dict[str, int] = field(default_factory=dict)
    untrue: list[str] = field(default_factory=list)


async def drill(system: RunningSystem, kills: int, between: float = BETWEEN_KILLS) -> Outcome:
    """`kills` times `kill -9`, PostgreSQL every other time, while four people work through the gateway."""
    books = Books(system)
    booking, absence, refusal = bookings(system), absences(system), refused_consents(system)
    placing = MainJobs(system)
    writers: list[Writer | MainJobs] = [booking, absence, refusal, placing]
    outcome = Outcome()
    outcome.kills = await asyncio.to_thread(_kill_while_they_write, system, writers, kills, between)
    plain = [booking, absence, refusal]
    outcome.promised = sum(len(writer.promised) for writer in plain)
    outcome.repeated = sum(writer.repeated for writer in writers)
    outcome.unanswered = sum(writer.unanswered for writer in plain)
    outcome.refused = [refused for writer in plain for refused in writer.refused]
    outcome.told_after = await books.wait_until_told()
    outcome.lost = (
        len(await books.lost_bookings(booking.promised))
        + len(await books.lost_absences(absence.promised))
        + len(await books.lost_refusals(refusal.promised))
    )
    outcome.double_bookings = await books.double_bookings()
    for service in ("referral", "scheduling"):
        outcome.untold += await books.untold_absences(absence.promised, service)
    outcome.placed = sum(bool(job.placed_with) for job in placing.jobs)
    outcome.seen = sum(bool(job.appointment_id) for job in placing.jobs)
    outcome.cut_short = dict(placing.stopped_by)
    outcome.untrue = await books.untrue(placing.jobs)
    outcome.strayed = await books.deliveries_without_inbox()
    return outcome


def _kill_while_they_write(
    system: RunningSystem, writers: list[Writer | MainJobs], kills: int, between: float
) -> dict[str, list[float]]:
    """Seconds until each killed part was back, by part."""
    back: dict[str, list[float]] = {}
    for writer in writers:
        writer.start()
    for part in itertools.islice(itertools.cycle(PARTS), kills):
        time.sleep(between)
        back.setdefault(part, []).append(system.kill_and_wait(part))
    time.sleep(1)
    for writer in writers:
        writer.finish()
    return back
