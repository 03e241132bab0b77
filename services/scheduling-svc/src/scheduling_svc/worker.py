"""Relay of our events, the rolling horizon of slots, holds whose time is over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import httpx
from sqlalchemy import select

from carekit import idempotency, logs
from carekit.auth import ServiceIdentity
from carekit.clock import Clock, SystemClock, local_date
from carekit.db import Database
from carekit.outbox import CHANNEL
from carekit.outside import Outside
from carekit.relay import Relay
from carekit.worker import Job, Worker
from scheduling_svc.appointments.holds import take_back_expired
from scheduling_svc.calendars.addresses import Addresses
from scheduling_svc.calendars.following import Reader, read_due
from scheduling_svc.calendars.repository import CHANNEL as CALENDARS
from scheduling_svc.declarations.sending import Receiver, declare_due
from scheduling_svc.delays.sampling import sample_delays
from scheduling_svc.home_visits.warning import warn_of_short
from scheduling_svc.known.models import KnownCpts
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.settings import Settings
from scheduling_svc.slots import repository
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.wishes.usecases import expire_due

NAME = "scheduling-svc"


def jobs(settings: Settings, clock: Clock, http: httpx.AsyncClient) -> list[Job]:
    """`http` carries the events to their subscribers."""
    database = Database(settings.database_url.get_secret_value(), pool_size=3, application=f"{NAME}-worker")
    identity = ServiceIdentity.from_file(NAME, settings.signing_key)
    relay = Relay(database, clock, identity, settings.peers, http)
    addresses = Addresses.of(settings)
    reader = Reader(addresses, Outside.of(settings.outside, frozenset({addresses.own_host})))
    read = partial(read_due, reader=reader)
    made = [
        Job("relay", relay.run_once, every=5, channels=(CHANNEL,)),
        Job("expired holds", lambda: _in_each_cpts(database, clock, take_back_expired), every=5),
        Job("slot horizon", lambda: _in_each_cpts(database, clock, roll_horizon), every=60),
        Job("delay samples", lambda: _in_each_cpts(database, clock, sample_delays), every=60),
        Job("missing home visits", lambda: _in_each_cpts(database, clock, warn_of_short), every=600),
        Job("outside calendars", lambda: _in_each_cpts(database, clock, read), every=30, channels=(CALENDARS,)),
        Job("wishes whose days are over", lambda: _in_each_cpts(database, clock, expire_due), every=300),
        Job("old idempotency keys", lambda: _forget_keys(database, clock), every=3600),
    ]
    if settings.sas_declarations is not None:
        receiver = Receiver.of(settings.sas_declarations)
        declare = partial(declare_due, receiver=receiver)
        made.append(Job("declarations to the SAS", lambda: _in_each_cpts(database, clock, declare), every=30))
    return made


async def roll_horizon(database: Database, cpts_id: UUID, clock: Clock) -> int:
    """Derives the agendas whose slots do not reach the horizon of today, one transaction each; returns how many."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        rules = await rules_in_force(session)
        zone = await repository.zone_of(session, cpts_id)
        last_day = local_date(now, zone) + timedelta(weeks=rules.horizon_weeks)
        behind = await repository.agendas_behind(session, last_day)
    for professional_id in behind:
        async with database.begin(cpts_id) as session:
            await bring_in_line(session, cpts_id, professional_id, now)
    return len(behind)


async def _in_each_cpts(
    database: Database, clock: Clock, act: Callable[[Database, UUID, Clock], Awaitable[int]]
) -> int:
    async with database.begin() as session:
        everyone = list(await session.scalars(select(KnownCpts.cpts_id)))
    return sum([await act(database, cpts_id, clock) for cpts_id in everyone])


async def _forget_keys(database: Database, clock: Clock) -> int:
    async with database.begin() as session:
        return await idempotency.forget_old(session, clock.now())


async def main() -> None:
    logs.configure(f"{NAME}-worker")
    settings = Settings()
    async with httpx.AsyncClient(trust_env=False) as http:
        worker = Worker(settings.database_url.get_secret_value(), jobs(settings, SystemClock(), http))
        await worker.run_forever()


if __name__ == "__main__":
    asyncio.run(main())
