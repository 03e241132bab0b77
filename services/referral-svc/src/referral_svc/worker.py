"""Relay of our events, mail, and the timers of requests (rules of the profession, section 5)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, logs
from carekit.auth import ServiceIdentity
from carekit.clock import Clock, SystemClock
from carekit.db import Database
from carekit.mail import MailSender
from carekit.outbox import CHANNEL
from carekit.relay import Relay
from carekit.returns import ReturnReader
from carekit.sms import SmsSender
from carekit.worker import Job, Worker
from referral_svc import deps
from referral_svc.appeals import timers as appeals
from referral_svc.bundles import timers as bundles
from referral_svc.casework import forgotten, leaves
from referral_svc.followup.digests import send_due
from referral_svc.followup.loop import follow_mail
from referral_svc.handovers.closing import close_answered
from referral_svc.known.rounds import in_every_cpts
from referral_svc.monitor.usecases import find_gaps
from referral_svc.neighbours import timers as neighbours
from referral_svc.plans import sending as plans
from referral_svc.referrals import consenting, erasing, timers
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reweighing import reweigh
from referral_svc.rulebook import timers as rulebook
from referral_svc.rulebook.usecases import CHANNEL as RULES
from referral_svc.settings import Settings
from referral_svc.solicitations import timers as solicitations

NAME = "referral-svc"
Act = Callable[[AsyncSession, datetime], Awaitable[int]]


def jobs(settings: Settings, clock: Clock, http: httpx.AsyncClient) -> list[Job]:
    """`http` carries the events to their subscribers."""
    database = Database(settings.database_url.get_secret_value(), pool_size=3, application=f"{NAME}-worker")
    return jobs_on(database, settings, clock, http)


@dataclass(frozen=True)
class Rounds:
    """Jobs that pass through every CPTS, each in its own transaction."""

    database: Database
    clock: Clock

    def job(self, name: str, act: Act, *, every: float = 60, channels: tuple[str, ...] = ()) -> Job:
        return Job(name, lambda: self.once(act), every, channels)

    async def once(self, act: Act) -> int:
        return await in_every_cpts(self.database, lambda session: act(session, self.clock.now()))

    async def until_nothing_is_left(self, act: Act) -> int:
        """Batch by batch: nobody who acts on a request waits for the whole queue."""
        done = 0
        while batch := await self.once(act):
            done += batch
        return done


def jobs_on(database: Database, settings: Settings, clock: Clock, http: httpx.AsyncClient) -> list[Job]:
    ports = deps.ports_of(settings)
    rounds = Rounds(database, clock)
    return [
        *_carrying(rounds, settings, http),
        *_following_requests(rounds, ports),
        *_following_the_cpts(rounds, ports),
        *_forgetting(rounds, ports),
        *deps.report_jobs(database, clock, settings, ports),
        *deps.confirmation_jobs(database, clock, settings, http),
        *deps.importer_of(settings, database, clock, ports).jobs(),
        *solicitations.jobs(database, clock, settings.public_url),
        *plans.jobs(database, clock, ports, settings.public_url),
        *neighbours.jobs(database, clock, ports),
    ]


def _carrying(rounds: Rounds, settings: Settings, http: httpx.AsyncClient) -> list[Job]:
    """Events, mails and messages go out; what comes back is read."""
    database, clock = rounds.database, rounds.clock
    relay = Relay(database, clock, ServiceIdentity.from_file(NAME, settings.signing_key), settings.peers, http)
    folder = settings.mail_returns_folder
    unqueued = deps.confirmations_returned(database, clock).believe
    returns = [Job("returns", ReturnReader(database, clock, folder, unqueued).run_once, every=2)] if folder else []
    return [
        Job("relay", relay.run_once, every=5, channels=(CHANNEL,)),
        Job("mail", MailSender(database, clock, settings).run_once, every=5, channels=("mail",)),
        Job("sms", SmsSender(database, clock, settings, http).run_once, every=5, channels=("sms",)),
        *returns,
        rounds.job(
            "notices",
            lambda s, at: follow_mail(s, at, comes_back=bool(returns)),
            every=5,
            channels=("mail", "sms"),
        ),
        rounds.job("digests", lambda s, at: send_due(s, settings.public_url, at)),
    ]


def _following_requests(rounds: Rounds, ports: Ports) -> list[Job]:
    return [
        rounds.job("late requests", lambda s, at: timers.raise_late(s, ports.blind, at)),
        rounds.job("stalled requests", lambda s, at: timers.mark_stalled(s, ports, at)),
        rounds.job("declarations awaited", lambda s, at: timers.remind_declarations(s, ports, at)),
        rounds.job("ended holds", lambda s, at: timers.end_holds(s, ports, at)),
        rounds.job("handed over", lambda s, at: close_answered(s, ports, at)),
        rounds.job("discharges", lambda s, at: bundles.come_nearer(s, ports, at)),
    ]


def _following_the_cpts(rounds: Rounds, ports: Ports) -> list[Job]:
    async def weigh_all_again() -> int:
        return await rounds.until_nothing_is_left(lambda s, at: reweigh(s, ports.blind, at))

    return [
        rounds.job("leaves of coordinators", leaves.follow_calendar),
        rounds.job("appeals", appeals.expire),
        rounds.job("rules in force", rulebook.put_in_force),
        Job("changed rules", weigh_all_again, every=60, channels=(RULES,)),
        rounds.job("gaps beyond chance", lambda s, at: find_gaps(s, ports, at), every=3600),
    ]


def _forgetting(rounds: Rounds, ports: Ports) -> list[Job]:
    """What is kept no longer than it serves."""

    async def forget_keys() -> int:
        async with rounds.database.begin() as session:
            return await idempotency.forget_old(session, rounds.clock.now())

    return [
        rounds.job("retention", lambda s, at: erasing.erase_ended(s, ports, at), every=600),
        rounds.job("old readings", lambda s, at: erasing.forget_readings(s, ports.disclosure, at), every=3600),
        rounds.job("never asked", lambda s, at: consenting.forget_unasked(s, ports, at), every=3600),
        rounds.job("old drafts", ports.disclosure.erase_old_drafts, every=3600),
        rounds.job("old appeals", appeals.forget, every=3600),
        rounds.job("unseen accounts", forgotten.forget_unseen, every=3600),
        Job("old idempotency keys", forget_keys, every=3600),
    ]


async def main() -> None:
    logs.configure(f"{NAME}-worker")
    settings = Settings()
    async with httpx.AsyncClient(trust_env=False) as http:
        worker = Worker(settings.database_url.get_secret_value(), jobs(settings, SystemClock(), http))
        await worker.run_forever()


if __name__ == "__main__":
    asyncio.run(main())
