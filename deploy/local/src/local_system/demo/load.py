"""Loads the demonstration: the territory settles in six weeks ago, then the story is told up to this very minute.

Everything enters by the doors that real files and real people use; nothing is written into a service's tables.
A load that is interrupted is begun again on empty databases (see `local_system.run`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import uvloop

from carekit.auth import Caller
from carekit.clock import PARIS, MovableClock
from gateway.accounts.creation import NewAccount, create_account
from gateway.login.passwords import Passwords
from local_system.demo import (
    duties,
    elsewhere,
    epidemic,
    home_visits,
    linked,
    neighbours,
    particular,
    partners,
    pools,
    recourses,
    rounds,
    settling,
    software,
    teams,
    trainings,
    unscheduled,
)
from local_system.demo.accounts import CPTS_NAME, PASSWORD, SECOND_CPTS_NAME, Account, accounts
from local_system.demo.accounts import account as account_of
from local_system.demo.acts import Acts
from local_system.demo.agenda import Agenda
from local_system.demo.cases import cases
from local_system.demo.haste import commits_in_haste
from local_system.demo.inprocess import warnings_logged_to
from local_system.demo.machine import Machine, Workers, machine_of
from local_system.demo.post_office import post_office
from local_system.demo.progress import Progress, Step
from local_system.demo.replay import Replay, Story
from local_system.demo.settling import Settled
from local_system.demo.stories import Storyteller
from local_system.settings import LocalSettings

SIX_WEEKS = timedelta(days=42)
#: Gateway, referral and scheduling hear what the directory says of professionals.
_SUBSCRIBERS = 3


def load(say: Callable[[str], None]) -> None:
    """The door of `make run`. Settings come from the environment, as those of the services."""
    for story in uvloop.run(_load_territory(Progress(say))):
        say(f"stopped by the rules: {story}")


async def _load_territory(step: Step) -> list[str]:
    """The story ends this minute. Returns what the rules stopped: nothing, unless story and rules disagree."""
    ends = datetime.now(UTC)
    clock = MovableClock(ends - SIX_WEEKS - timedelta(hours=2))
    local = LocalSettings()
    # A load begins on empty databases: mails of one that was interrupted would lead to nobody.
    (local.data / "mails.jsonl").unlink(missing_ok=True)
    office = post_office(local.data / "mails.jsonl", local.returns, local.smtp_port, clock)
    async with office as mailbox, machine_of(clock) as machine, commits_in_haste(machine.databases):
        # Entered last: each service sets up its own logs when it is made.
        with warnings_logged_to(local.data / "logs" / "demonstration.log"):
            callers, settled = await _settle(machine, ends, step)
            await settling.confirm_mailbox(
                machine.services, callers["pharmacist"], mailbox, machine.workers.everything
            )
            return await _tell(Acts(machine.services, callers), machine, settled, ends, step)


async def _settle(machine: Machine, ends: datetime, step: Step) -> tuple[dict[str, Caller], Settled]:
    """Files, CPTS, accounts, members, offers, shared hours: all of it six weeks ago."""
    services, workers = machine.services, machine.workers
    today = ends.astimezone(PARIS).date()
    passwords = _OnePassword()
    operator = await _account(machine, account_of("operator"), 0, {}, {}, passwords)
    await settling.import_files(services, operator, workers.everything, step)
    cpts = await settling.found_cpts(services, operator)
    secretaries = {key: _office(operator, cpts[key], "secretary", "care_coordinator") for key in cpts}
    await settling.say_whom_to_call(services, secretaries)
    known = await settling.known_professionals(services, secretaries["first"])
    callers = {"operator": operator}
    listed = accounts()
    for position, account in enumerate(listed):
        step("accounts", position, len(listed))
        if account.also:
            elsewhere = replace(account, cpts=account.also)
            await _account(machine, elsewhere, position, cpts, known, passwords)
        callers[account.key] = await _account(machine, account, position, cpts, known, passwords)
    step("accounts", len(listed), len(listed))
    secretaries["first"] = callers["secretary"]
    async with workers.telling(step, _SUBSCRIBERS * (len(known) + len(settling.edited()))):
        await settling.join_members(services, secretaries, known, today, step)
        await settling.state_offers(services, secretaries, known, today, step)
        await trainings.state_trainings(services, cpts["first"], known, today)
    settled = Settled(cpts, known, await settling.places_of_sharers(services, callers["secretary"], known))
    await settling.publish_openings(services, settled, today, step)
    await settling.share_a_centre(services, callers["director"], settled, today)
    await recourses.describe_recourses(services, callers["care_coordinator"])
    await workers.everything()
    return callers, settled


def _office(operator: Caller, cpts_id: UUID, *roles: str) -> Caller:
    """The platform's operator helping a CPTS that has nobody yet."""
    return Caller(operator.account_id, operator.name, cpts_id, frozenset(roles))


class _OnePassword(Passwords):
    """Everybody has the same and it is written on the login page: hashed once, not twenty-three times 0.1 s."""

    def __init__(self) -> None:
        super().__init__()
        self._hashed: str | None = None

    async def hash(self, password: str) -> str:
        self._hashed = self._hashed or await super().hash(password)
        return self._hashed


async def _account(
    machine: Machine,
    account: Account,
    position: int,
    cpts: dict[str, UUID],
    known: dict[str, UUID],
    passwords: Passwords,
) -> Caller:
    """The account, made by the gateway's own command, and the caller it will be."""
    is_delegate = "delegate" in account.roles
    professional_id = known.get(account.rpps) if account.rpps else None
    cpts_id = cpts.get(account.cpts) if account.cpts else None
    is_operator = "platform_operator" in account.roles
    new = NewAccount(
        email=account.email,
        name=account.name,
        cpts_id=cpts_id,
        cpts_name=CPTS_NAME if account.cpts == "first" else SECOND_CPTS_NAME,
        roles=frozenset() if is_operator else frozenset(account.roles),
        professional_id=professional_id,
        rpps=None if is_delegate else account.rpps,
        structure=account.structure_finess,
        password=PASSWORD,
        label=account.label,
        position=position,
        is_platform_operator=is_operator,
    )
    means = machine.gateway.state.means
    account_id = await create_account(
        means.database, means.clock, new, demonstration=machine.settings.demonstration, passwords=passwords
    )
    return Caller(
        account_id,
        account.name,
        cpts_id,
        frozenset(account.roles),
        professional_id,
        None if is_delegate else account.rpps,
        account.structure_finess,
    )


async def _tell(acts: Acts, machine: Machine, settled: Settled, ends: datetime, step: Step) -> list[str]:
    """The stories of six weeks, then the coming two weeks of the agenda."""
    workers = machine.workers
    storyteller = Storyteller(acts, ends, settled.professionals)
    agenda = Agenda(acts, ends)
    replay = Replay(machine.services.clock, _after_acts(machine))
    for case in cases(ends.astimezone(PARIS).date()):
        await replay.begin(storyteller.tell(case))
    await replay.begin(agenda.six_weeks())
    await replay.begin(_days(workers, machine.services.clock, ends))
    began = machine.services.clock.now()
    async for at in replay.until(ends):
        step("six weeks", (at - began).days, SIX_WEEKS.days + 1)
    step("six weeks", SIX_WEEKS.days, SIX_WEEKS.days)
    await agenda.fill_two_weeks(step)
    for key in ("gp", "second_gp", "third_gp"):
        await acts.welcomes_requests(key)
    await partners.hand_over(acts, ends)
    await linked.state_together(acts, ends)
    await linked.state_twice(acts, ends)
    await particular.state_particular(acts, ends)
    await neighbours.open_one(acts, ends)
    await duties.share_saturdays(acts, settled, ends)
    await elsewhere.keep_another_agenda(acts, settled, ends)
    await pools.share_covers(acts, settled, ends)
    await teams.gather(acts, settled, ends)
    await home_visits.watch_home_visits(acts, settled, ends)
    await software.book_by_software(acts, settled)
    await unscheduled.sort_requests(acts, ends, workers.deliver)
    await rounds.plan_rounds(acts, settled, ends, workers.deliver)
    await epidemic.prepare_plan(acts, settled)
    await workers.everything()
    return [*storyteller.stopped, *agenda.stopped]


def _after_acts(machine: Machine) -> Callable[[], Awaitable[None]]:
    """The workers' turn, unless nothing was done: a story that only waited wakes nobody."""
    seen = machine.services.acts

    async def deliver() -> None:
        nonlocal seen
        if machine.services.acts != seen:
            await machine.workers.deliver()
            seen = machine.services.acts

    return deliver


async def _days(workers: Workers, clock: MovableClock, ends: datetime) -> Story:
    """Three times a day what nobody waits for: late requests rise, holds end; once a week the agendas move on."""
    day = clock.now().astimezone(PARIS).date()
    while True:
        for hour in (8, 12, 19):
            at = datetime.combine(day, time(hour, 5), PARIS)
            if at > ends:
                return
            if at > clock.now():
                yield at
                await workers.timers(is_weekly=day.isoweekday() == 1 and hour == 8)
        day += timedelta(days=1)
