"""The four services and their workers in this one process, on the settings of the environment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from carekit.auth import TokenSigner
from carekit.clock import MovableClock
from carekit.worker import Job
from directory_svc import main as directory_main
from directory_svc import worker as directory_worker
from directory_svc.settings import Settings as DirectorySettings
from gateway import main as gateway_main
from gateway import worker as gateway_worker
from gateway.settings import Settings as GatewaySettings
from local_system.demo.inprocess import Services, between_services, running
from local_system.demo.progress import Step
from referral_svc import main as referral_main
from referral_svc import worker as referral_worker
from referral_svc.settings import Settings as ReferralSettings
from scheduling_svc import main as scheduling_main
from scheduling_svc import worker as scheduling_worker
from scheduling_svc.settings import Settings as SchedulingSettings


@dataclass(frozen=True)
class Workers:
    """The workers of the four services, run in this process under its clock. Jobs by service and name."""

    jobs: Mapping[tuple[str, str], Job]
    facts_told: Callable[[], int]
    """How many facts one service has told another so far."""

    async def deliver(self) -> None:
        """What follows an act at once: facts reach their subscribers, mails leave.

        A fact may make its receiver speak, hence the repetition; an idle pass costs three short queries.
        """
        while sum([await self.jobs[name].run() for name in _AT_ONCE]):
            await self.jobs[_AFTER_MAIL].run()

    async def timers(self, *, is_weekly: bool) -> None:
        """What time does by itself to requests, solicitations and holds; once a week also to whole agendas."""
        for name in (*_TIMERS, *_WEEKLY) if is_weekly else _TIMERS:
            await self.jobs[name].run()
        await self.deliver()

    async def everything(self) -> None:
        """All jobs of all workers, until there is nothing left to tell."""
        for job in self.jobs.values():
            await job.run()
        await self.deliver()

    @asynccontextmanager
    async def telling(self, step: Step, expected: int) -> AsyncIterator[None]:
        """The directory tells the others while it is being filled; at the end it has told everything, some
        `expected` facts, and shows how far it is."""
        relay, filled, told = self.jobs["directory", "relay"], asyncio.Event(), asyncio.Event()

        async def tell() -> None:
            while not filled.is_set():
                # Two at a time, as two workers would: one waits for PostgreSQL while the other computes.
                if not sum(await asyncio.gather(relay.run(), relay.run())):
                    await asyncio.sleep(0.05)
            while sum(await asyncio.gather(relay.run(), relay.run())):
                pass
            await self.everything()
            told.set()

        async def show() -> None:
            await filled.wait()
            while not told.is_set():
                step("facts told", min(self.facts_told(), expected - 1), expected)
                await asyncio.sleep(0.1)
            step("facts told", self.facts_told(), self.facts_told())

        async with asyncio.TaskGroup() as group:
            group.create_task(tell())
            group.create_task(show())
            yield
            filled.set()


_AT_ONCE = (("referral", "relay"), ("scheduling", "relay"), ("referral", "mail"), ("referral", "returns"))
_TIMERS = (
    ("referral", "solicitations"),
    ("referral", "late requests"),
    ("referral", "stalled requests"),
    ("referral", "ended holds"),
    ("scheduling", "expired holds"),
)
_WEEKLY = (("scheduling", "slot horizon"), ("scheduling", "delay samples"))
_AFTER_MAIL = ("referral", "notices")


@dataclass(frozen=True)
class Machine:
    services: Services
    workers: Workers
    gateway: FastAPI
    settings: GatewaySettings
    databases: list[str]
    """URL of each service's database."""


@asynccontextmanager
async def machine_of(clock: MovableClock) -> AsyncIterator[Machine]:
    gateway_settings, directory, referral, scheduling = (
        GatewaySettings(),
        DirectorySettings(),
        ReferralSettings(),
        SchedulingSettings(),
    )
    databases = [s.database_url.get_secret_value() for s in (gateway_settings, directory, referral, scheduling)]
    front = gateway_main.create_app(gateway_settings, clock)
    apps = {
        "gateway": front.accounts,
        "directory": directory_main.create_app(directory, clock),
        "referral": referral_main.create_app(referral, clock),
        "scheduling": scheduling_main.create_app(scheduling, clock),
    }
    names = {
        "gateway": "gateway",
        "directory-svc": "directory",
        "referral-svc": "referral",
        "scheduling-svc": "scheduling",
    }
    peers = {**directory.peers, **referral.peers, **scheduling.peers}
    told = 0

    def heard() -> None:
        nonlocal told
        told += 1

    by_url = {url: apps[names[peer]] for peer, url in peers.items()}
    async with between_services(by_url, heard) as http, running(apps):
        made = {
            "directory": directory_worker.jobs(directory, clock, http),
            "referral": referral_worker.jobs(referral, clock, http),
            "scheduling": scheduling_worker.jobs(scheduling, clock, http),
            "gateway": gateway_worker.jobs(gateway_settings, clock, http),
        }
        workers = Workers({(service, job.name): job for service, jobs in made.items() for job in jobs}, lambda: told)
        signer = TokenSigner.from_file("gateway", gateway_settings.signing_key)
        services = Services(apps, signer, clock)
        try:
            yield Machine(services, workers, apps["gateway"], gateway_settings, databases)
        finally:
            await services.close()
