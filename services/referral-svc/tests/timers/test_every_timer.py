"""Every timer at its instant, on ordinary days and across holidays, week-ends and both changes of hour, with the
worker started again in between: not before, once, and never twice."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

import referral_svc
from carekit.clock import MovableClock
from carekit.testing.databases import SavepointDatabase
from referral_svc.worker import jobs_on

from ..build import World
from .moments import MOMENTS
from .table import TIMERS, WITHOUT_A_CLOCK, Timer

SECOND = timedelta(seconds=1)
#: Spans that the code names → the timer that holds them, or what else shows them.
SPANS = {
    "appeals/usecases.py FARTHEST": "a bound on what is typed",
    "appeals/usecases.py OPEN_FOR": "appeals/test_appeals.py",
    "bundles/models.py FARTHEST": "a bound on what is typed",
    "calls/order.py TAKEN_BACK_WITHIN": "calls/test_taking_back.py",
    "calls/usecases.py CLAIMED_FOR": "calls/test_calls.py",
    "casework/colleagues.py SEEN_WITHIN": "casework/test_holders.py",
    "casework/leaves.py LONGEST": "a bound on what is typed",
    "disclosure/drafts/usecases.py LIFE": "old drafts",
    "disclosure/reports/scans.py AWAITED_FOR": "announced files",
    "disclosure/spreadsheets/usecases.py LIFE": "old spreadsheets",
    "followup/models.py QUIET": "followup/test_loop.py",
    "handovers/closing.py UNANSWERED_AFTER": "handovers/test_handovers.py",
    "handovers/receivers.py GUEST_AT_MOST": "handovers/test_handovers.py",
    "mailboxes/models.py BETWEEN_LINKS": "mailboxes/test_structure_mailbox.py",
    "mailboxes/models.py LINK_LIVES": "mailboxes/test_structure_mailbox.py",
    "matching/pressing.py WITHIN": "discharges",
    "monitor/usecases.py AGAIN": "monitor/test_monitor.py",
    "periods.py YEAR": "monitor/test_monitor.py",
    "plans/models.py TRY_AGAIN_AFTER": "plans",
    "plans/waiting.py DAY": "a unit",
    "referrals/consenting.py KEPT_UNASKED": "never asked",
    "referrals/worklists.py DIRECTOR_AFTER": "referrals/test_worklists.py",
    "solicitations/everybody.py WEEK": "test_caps_and_pauses.py",
    "solicitations/timers.py LINKS_KEPT": "old answer links",
}


async def worked(world: World, job: str) -> None:
    """One round of a worker that has just been started."""
    (found,) = [one for one in jobs_on(world.database, world.settings, world.clock, world.http) if one.name == job]
    await found.run()


@asynccontextmanager
async def beginning(world: World, moment: datetime) -> AsyncIterator[None]:
    """Everything inside is taken back, the clock too."""
    assert isinstance(world.database, SavepointDatabase)
    async with world.database.taken_back():
        world.clock = world.app.state.clock = MovableClock(moment)
        yield


def test_every_job_of_the_worker_is_a_timer_of_the_table_or_needs_no_clock(world: World) -> None:
    known = {one.name for one in jobs_on(world.database, world.settings, world.clock, world.http)}
    assert known == {timer.job for timer in TIMERS} | WITHOUT_A_CLOCK


def test_every_span_that_the_code_names_is_held_by_a_timer_or_a_test() -> None:
    source, tests = Path(referral_svc.__file__).parent, Path(__file__).parents[1]
    named = {
        f"{file.relative_to(source).as_posix()} {target.id}"
        for file in source.rglob("*.py")
        if file.parent.name != "simulation"
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign) and "timedelta(" in ast.unparse(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert named == SPANS.keys()
    jobs = {timer.job for timer in TIMERS}
    for span, held_by in SPANS.items():
        shown = (tests / held_by).exists() or (Path(__file__).parent / held_by).exists()
        assert held_by in jobs or shown or held_by.startswith("a "), span


@pytest.mark.parametrize(
    "timer", TIMERS, ids=lambda timer: f"{timer.job}, {timer.begin.__name__}, {TIMERS.index(timer)}"
)
async def test_a_timer_runs_at_its_instant_once_and_not_before(world: World, timer: Timer) -> None:
    doctor: UUID = await world.describe()
    wrong = []
    for name, due in zip(MOMENTS, timer.due, strict=True):
        moment = MOMENTS[name]
        async with beginning(world, moment.replace(year=moment.year - timer.years_earlier)):
            await timer.begin(world, doctor)
            world.clock.move_to(due - SECOND)
            await worked(world, timer.job)
            if await world.rows(timer.ran):
                wrong.append(f"{name}: too early")
            world.clock.move_to(due + SECOND)
            await worked(world, timer.job)
            if not await world.rows(timer.ran):
                wrong.append(f"{name}: not at {due}")
            before = await counted(world)
            await worked(world, timer.job)
            if await counted(world) != before:
                wrong.append(f"{name}: twice")
    assert not wrong, wrong


async def counted(world: World) -> list[tuple[int, ...]]:
    """Lines, mails and events: whatever a timer does twice shows in one of them."""
    tables = ("timeline_entry", "outgoing_mail", "outbox_event", "notice", "referral", "wave")
    return [tuple((await world.rows(f"select count(*) from {table}"))[0]) for table in tables]
