"""The application of this service."""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI

from carekit import service
from carekit.clock import Clock
from scheduling_svc import handlers, worklists
from scheduling_svc.agendas import router as agendas
from scheduling_svc.appointments import router as appointments
from scheduling_svc.calendars import router as calendars
from scheduling_svc.calendars.addresses import Addresses
from scheduling_svc.coverage import router as coverage
from scheduling_svc.declarations import router as declarations
from scheduling_svc.delays import router as delays
from scheduling_svc.epidemic import router as epidemic
from scheduling_svc.fhir.gap import router as fhir_gap
from scheduling_svc.fhir.gap.appointments import router as fhir_gap_appointments
from scheduling_svc.fhir.sas import router as fhir_sas
from scheduling_svc.fhir.sas.accounts_client import Accounts
from scheduling_svc.home_visits import router as home_visits
from scheduling_svc.information import router as information
from scheduling_svc.openings import router as openings
from scheduling_svc.participation import router as participation
from scheduling_svc.participation.signing import keys_in
from scheduling_svc.pools import router as pools
from scheduling_svc.recourses import router as recourses
from scheduling_svc.rota import router as rota
from scheduling_svc.rounds import router as rounds
from scheduling_svc.rules import router as rules
from scheduling_svc.settings import Settings
from scheduling_svc.slots import router as slots
from scheduling_svc.teams import router as teams
from scheduling_svc.triage import router as triage
from scheduling_svc.wishes import router as wishes

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def create_app(
    settings: Settings | None = None, clock: Clock | None = None, *, http: httpx.AsyncClient | None = None
) -> FastAPI:
    """`http` speaks to the gateway's accounts, and to nobody else while this service answers."""
    settings = settings or Settings()
    # Made only if somebody is spoken to: reading the machine's authorities takes 50 ms of every start.
    spoken = http or (httpx.AsyncClient(trust_env=False) if settings.accounts_url else None)

    async def stop(_: FastAPI) -> None:
        if spoken is not None and spoken is not http:
            await spoken.aclose()

    app = service.build(
        name="scheduling-svc",
        title="Maillage: agendas",
        description="Openings, slots, holds and appointments; no identity: an appointment carries a referral's id.",
        settings=settings,
        clock=clock,
        routers=[
            agendas.router,
            openings.router,
            slots.router,
            appointments.router,
            calendars.router,
            calendars.public,
            triage.router,
            recourses.router,
            wishes.router,
            delays.router,
            coverage.router,
            home_visits.router,
            declarations.router,
            participation.router,
            participation.public,
            pools.router,
            teams.router,
            epidemic.router,
            rota.router,
            rota.public,
            rounds.router,
            information.router,
            information.public,
            rules.router,
            fhir_sas.router,
            fhir_gap.router,
            fhir_gap_appointments.router,
            worklists.router,
            handlers.router,
        ],
        migrations=MIGRATIONS,
        unlimited_bodies=frozenset({calendars.FILES}),
        on_stop=stop,
    )
    app.state.retired_keys = keys_in(settings.retired_keys) if settings.retired_keys else []
    app.state.addresses = Addresses.of(settings)
    app.state.accounts = (
        Accounts(settings.accounts_url, app.state.identity, spoken) if settings.accounts_url and spoken else None
    )
    return app
