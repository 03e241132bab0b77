"""What a route may ask for. With `main`, the only module that knows `disclosure`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import httpx
from fastapi import Depends, Request

from carekit import idempotency
from carekit.auth import Caller, bearer_scheme, caller_of
from carekit.clock import Clock
from carekit.db import Database, Unit
from carekit.idempotency import Once
from carekit.worker import Job
from referral_svc.bundles.knots import Knots
from referral_svc.context import Context
from referral_svc.disclosure.blind import SealedBlindView
from referral_svc.disclosure.confirmations import sending as confirming
from referral_svc.disclosure.confirmations.coming_back import ReturnedConfirmations
from referral_svc.disclosure.grants import SealedGrants
from referral_svc.disclosure.keyring import KeyRing
from referral_svc.disclosure.reports import delivering
from referral_svc.disclosure.reports import scans as report_scans
from referral_svc.disclosure.sealed import SealedDisclosure
from referral_svc.disclosure.spreadsheets.running import Importer
from referral_svc.disclosure.vault import Vault
from referral_svc.followup.loop import ClosedLoop
from referral_svc.handovers.closing import Relays
from referral_svc.known.accounts import Arrivals
from referral_svc.neighbours.both_sides import DeskOnBothSides, Neighbourhood
from referral_svc.neighbours.guests import as_guest
from referral_svc.referrals.ports import Ports
from referral_svc.settings import Settings


def vault_of(settings: Settings) -> Vault:
    return Vault(KeyRing.of(settings))


def ports_of(settings: Settings) -> Ports:
    """The whole wiring of the service, for routes, event handlers and timers alike."""
    vault = vault_of(settings)
    return Ports(
        blind=SealedBlindView(vault),
        grants=SealedGrants(),
        disclosure=SealedDisclosure(vault),
        solicitations=DeskOnBothSides(),
        loop=ClosedLoop(
            settings.public_url,
            sends_sms=settings.sms_url is not None,
            mssante_domains=tuple(settings.mssante_domains) if settings.mssante else (),
        ),
        bundles=Knots(),
        handovers=Relays(),
        neighbours=Neighbourhood(),
    )


def report_jobs(database: Database, clock: Clock, settings: Settings, ports: Ports) -> list[Job]:
    """Here because the worker may not know `disclosure`."""
    scanner = report_scans.scanner_of(settings.scanner)
    vault = vault_of(settings)
    return [
        *report_scans.jobs(database, clock, vault, ports.loop, scanner),
        *delivering.jobs(database, clock, vault, settings.mssante, tuple(settings.mssante_domains)),
    ]


def confirmation_jobs(database: Database, clock: Clock, settings: Settings, http: httpx.AsyncClient) -> list[Job]:
    return confirming.jobs(database, clock, vault_of(settings), settings, http)


def confirmations_returned(database: Database, clock: Clock) -> ReturnedConfirmations:
    return ReturnedConfirmations(database, clock)


def importer_of(settings: Settings, database: Database, clock: Clock, ports: Ports) -> Importer:
    """For the worker: what states the lines of spreadsheets."""
    return Importer(database, clock, ports, vault_of(settings))


def clock_of(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


def now(request: Request) -> datetime:
    return clock_of(request).now()


def settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def ports(request: Request) -> Ports:
    built: Ports = request.app.state.ports
    return built


def vault(request: Request) -> Vault:
    built: Vault = request.app.state.vault
    return built


def unit(request: Request, caller: Annotated[Caller, Depends(caller_of)]) -> Unit:
    """Refuses a caller without a CPTS."""
    return Unit(request.app.state.database, caller.cpts)


async def context(
    request: Request,
    caller: Annotated[Caller, Depends(caller_of)],
    unit: Annotated[Unit, Depends(unit)],
    ports: Annotated[Ports, Depends(ports)],
) -> Context:
    """Walled into the caller's CPTS; into a neighbour's for the one request whose person chose him there.

    Whoever comes by here is known from then on.
    """
    arrivals: Arrivals = request.app.state.arrivals
    at = now(request)
    await arrivals.note(unit, caller, at)
    guest = await as_guest(unit, caller, request.path_params.get("referral_id"), at)
    if guest is not None:
        caller, unit = guest, Unit(unit.database, guest.cpts)
    return Context(unit=unit, caller=caller, at=at, ports=ports)


def sends_sms(request: Request) -> bool:
    return settings_of(request).sms_url is not None


async def once_for_act(request: Annotated[Once, Depends(idempotency.once)]) -> Once:
    """An act answers 200, and its repeat too."""
    return Once(request.key, request.caller, request.fingerprint, status=200)


Asked = Annotated[Context, Depends(context)]
Creating = Annotated[Once, Depends(idempotency.once)]
Acting = Annotated[Once, Depends(once_for_act)]
Now = Annotated[datetime, Depends(now)]
SendsSms = Annotated[bool, Depends(sends_sms)]
OpenVault = Annotated[Vault, Depends(vault)]

#: For `dependencies=` of every router: shows the token in the OpenAPI.
SIGNED_IN = [Depends(bearer_scheme)]
