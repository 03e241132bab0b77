"""The four services and their workers in this one process, on the settings of the environment."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
from referral_svc import main as referral_main
from referral_svc import worker as referral_worker
from referral_svc.settings import Settings as ReferralSettings
from scheduling_svc import main as scheduling_main
from scheduling_svc import worker as scheduling_worker
from scheduling_svc.settings import Settings as SchedulingSettings

#: Jobs that people wait for run after each act; the others (horizons, late requests) three times a day.
_PROMPT = 10.0


@dataclass
class Workers:
    """The workers of the four services, run in this process under its clock."""

    jobs: list[Job]

    async def prompt(self) -> None:
        """Until nothing is left to deliver: what one service tells may make another one speak."""
        while sum([await job.run() for job in self.jobs if job.every <= _PROMPT]):
            pass

    async def all_of_them(self) -> None:
        for job in self.jobs:
            await job.run()
        await self.prompt()


@dataclass(frozen=True)
class Machine:
    services: Services
    workers: Workers
    gateway: FastAPI
    settings: GatewaySettings


@asynccontextmanager
async def machine_of(clock: MovableClock) -> AsyncIterator[Machine]:
    gateway_settings, directory, referral, scheduling = (
        GatewaySettings(), DirectorySettings(), ReferralSettings(), SchedulingSettings(),
    )  # fmt: skip
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
    async with between_services({url: apps[names[peer]] for peer, url in peers.items()}) as http, running(apps):
        workers = Workers(
            [
                *directory_worker.jobs(directory, clock, http),
                *referral_worker.jobs(referral, clock, http),
                *scheduling_worker.jobs(scheduling, clock, http),
                *gateway_worker.jobs(gateway_settings, clock, http),
            ]
        )
        signer = TokenSigner.from_file("gateway", gateway_settings.signing_key)
        services = Services({name: app for name, app in apps.items() if name != "gateway"}, signer, clock)
        try:
            yield Machine(services, workers, apps["gateway"], gateway_settings)
        finally:
            await services.close()
