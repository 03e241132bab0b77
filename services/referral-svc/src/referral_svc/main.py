"""referral-svc: a person who needs care is placed with the right professional, and everyone learns the outcome."""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI

from carekit import service
from carekit.clock import Clock
from referral_svc import deps, handlers
from referral_svc.agreements import router as agreements
from referral_svc.appeals import router as appeals
from referral_svc.bundles import router as bundles
from referral_svc.calls import router as calls
from referral_svc.casework import router as casework
from referral_svc.complexity import router as complexity
from referral_svc.disclosure import router as disclosure
from referral_svc.disclosure.advice import router as advice
from referral_svc.disclosure.confirmations import router as confirmations
from referral_svc.disclosure.downtime import router as downtime
from referral_svc.disclosure.drafts import router as drafts
from referral_svc.disclosure.identity import router as identity
from referral_svc.disclosure.intake import router as intake
from referral_svc.disclosure.linking import router as bundling
from referral_svc.disclosure.own_file import router as own_file
from referral_svc.disclosure.reports import router as reports
from referral_svc.disclosure.spreadsheets import router as spreadsheets
from referral_svc.disclosure.threads import router as thread
from referral_svc.disclosure.unpaid_acts import router as cpam_list
from referral_svc.disclosure.wishes import router as wishes
from referral_svc.followup import router as followup
from referral_svc.handovers import router as handovers
from referral_svc.home_returns import router as home_returns
from referral_svc.kinds import router as kinds
from referral_svc.known.accounts import Arrivals
from referral_svc.live import router as live
from referral_svc.mailboxes import router as mailboxes
from referral_svc.monitor import router as monitor
from referral_svc.neighbours import router as neighbours
from referral_svc.partners import router as partners
from referral_svc.plans import router as plans
from referral_svc.referrals import refusals_router as refused_consents
from referral_svc.referrals import router as referrals
from referral_svc.rulebook import router as rulebook
from referral_svc.saved_filters import router as saved_filters
from referral_svc.settings import Settings
from referral_svc.solicitations import router as solicitations
from referral_svc.spread import router as spread
from referral_svc.unpaid_acts import router as unpaid_acts

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def create_app(
    settings: Settings | None = None, clock: Clock | None = None, *, http: httpx.AsyncClient | None = None
) -> FastAPI:
    """`http` is part of the shape all services share; this one calls nobody while it answers."""
    settings = settings or Settings()
    app = service.build(
        name="referral-svc",
        title="Maillage: requests",
        description="Requests of persons who need care, without identity until a yes and the person's choice.",
        settings=settings,
        clock=clock,
        routers=[
            intake.router,
            drafts.router,
            disclosure.router,
            identity.router,
            own_file.router,
            downtime.router,
            bundling.router,
            thread.router,
            wishes.router,
            reports.router,
            advice.router,
            confirmations.router,
            spreadsheets.router,
            cpam_list.router,
            referrals.router,
            refused_consents.router,
            kinds.router,
            saved_filters.router,
            agreements.router,
            complexity.router,
            rulebook.router,
            solicitations.router,
            solicitations.links,
            calls.router,
            bundles.router,
            plans.router,
            spread.router,
            monitor.router,
            followup.router,
            followup.own,
            mailboxes.router,
            casework.router,
            partners.router,
            handovers.router,
            neighbours.router,
            home_returns.router,
            unpaid_acts.router,
            appeals.router,
            live.router,
            handlers.router,
        ],
        migrations=MIGRATIONS,
        unlimited_bodies=frozenset({reports.FILES, spreadsheets.PATH}),
    )
    app.state.vault = deps.vault_of(settings)
    app.state.ports = deps.ports_of(settings)
    app.state.arrivals = Arrivals()
    return app
