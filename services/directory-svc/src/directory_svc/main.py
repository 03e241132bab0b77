"""directory-svc: who does what, where, for whom, and can they take someone now."""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI

from carekit import service
from carekit.clock import Clock
from directory_svc import worklists
from directory_svc.descriptions import router as descriptions
from directory_svc.imports import router as imports
from directory_svc.members import router as members
from directory_svc.offers import router as offers
from directory_svc.professionals import router as professionals
from directory_svc.recourses import router as recourses
from directory_svc.reference import router as reference
from directory_svc.search import router as search
from directory_svc.search.reader import SearchReader
from directory_svc.settings import Settings
from directory_svc.structures import router as structures
from directory_svc.territory import router as territory
from directory_svc.trainings import router as trainings

MIGRATIONS = Path(__file__).parents[2] / "migrations"
SEARCH_CONNECTIONS = 4


def create_app(
    settings: Settings | None = None, clock: Clock | None = None, *, http: httpx.AsyncClient | None = None
) -> FastAPI:
    """`http` is accepted as by every service; this one calls nobody."""
    settings = settings or Settings()
    app = service.build(
        name="directory-svc",
        title="Maillage: directory",
        description="Professionals, structures, offers, members and territory of a CPTS.",
        settings=settings,
        routers=[
            search.router,
            territory.router,
            professionals.router,
            offers.router,
            trainings.router,
            structures.router,
            members.router,
            recourses.router,
            imports.router,
            reference.router,
            worklists.router,
            descriptions.router,
        ],
        clock=clock,
        migrations=MIGRATIONS,
        unlimited_bodies=frozenset({imports.PATH}),
        on_stop=_close_reader,
    )
    app.state.search_reader = SearchReader(settings.database_url.get_secret_value(), SEARCH_CONNECTIONS)
    return app


async def _close_reader(app: FastAPI) -> None:
    await app.state.search_reader.close()
