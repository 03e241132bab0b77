"""Work that waits for the caller, over all folders: a count and its oldest by key. Each folder knows its own rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter, Depends
from pydantic import Field

from carekit.auth import CptsMissing, bearer_scheme
from carekit.problems import responses
from carekit.wire import Output
from scheduling_svc.appointments import worklists as appointments
from scheduling_svc.appointments.models import WorklistKey
from scheduling_svc.deps import CallerDep, ClockDep, UnitDep
from scheduling_svc.home_visits import usecases as home_visits
from scheduling_svc.pools import worklists as covers
from scheduling_svc.pools.models import CoverWorklist
from scheduling_svc.pools.views import reader_of
from scheduling_svc.rota import market
from scheduling_svc.rounds import planning as rounds
from scheduling_svc.triage import queue
from scheduling_svc.wire import InstantOut
from scheduling_svc.wishes import listing as wishes

router = APIRouter(
    prefix="/api/scheduling/v1",
    tags=["worklists"],
    dependencies=[Depends(bearer_scheme)],
    responses=responses(CptsMissing),
)

Key = Literal[
    "outcome_missing", "to_rebook", "snp_waiting", "swaps_open", "home_visits_short", "visits_to_place",
    "wishes_fitting", "covers_to_confirm", "covers_to_take",
]  # fmt: skip
Counted = tuple[int, datetime | None]

#: Where the application shows the list of each key.
HREFS: dict[str, Any] = {
    "outcome_missing": "/snp/rendez-vous?liste=a-renseigner",
    "to_rebook": "/snp/rendez-vous?liste=a-reprendre",
    "snp_waiting": "/snp/triage",
    "swaps_open": "/gardes/echanges",
    "home_visits_short": "/pilotage",
    "visits_to_place": "/tournees",
    "wishes_fitting": "/snp/a-rappeler",
    "covers_to_confirm": "/remplacements?liste=a-confirmer",
    "covers_to_take": "/remplacements?liste=a-pourvoir",
}


class Worklist(Output):
    """Work that waits for the caller. The application knows the words of each `key`."""

    key: Key
    count: int
    href: str = Field(
        description="Page of the application that shows the rows counted", json_schema_extra={"x-by-key": HREFS}
    )
    oldest_at: InstantOut | None


class Worklists(Output):
    items: list[Worklist]


@router.get("/worklists")
async def list_scheduling_worklists(unit: UnitDep, caller: CallerDep, clock: ClockDep) -> Worklists:
    """What waits for the caller in the agendas, by key, without the empty ones."""
    now = clock.now()
    async with unit.begin() as session:
        reader = await reader_of(session, caller, now)
        counted: Mapping[Key, Counted] = {
            "outcome_missing": await appointments.counted(session, WorklistKey.OUTCOME_MISSING, caller, now),
            "to_rebook": await appointments.counted(session, WorklistKey.TO_REBOOK, caller, now),
            "snp_waiting": await queue.counted(session, caller),
            "swaps_open": await market.counted(session, caller, now),
            "home_visits_short": await home_visits.counted(session, caller, now),
            "visits_to_place": await rounds.counted(session, caller, now),
            "wishes_fitting": await wishes.counted(session, caller, now),
            "covers_to_confirm": await covers.counted(session, CoverWorklist.TO_CONFIRM, reader),
            "covers_to_take": await covers.counted(session, CoverWorklist.TO_TAKE, reader),
        }
    return Worklists(
        items=[
            Worklist(key=key, count=count, href=HREFS[key], oldest_at=oldest)
            for key, (count, oldest) in counted.items()
            if count
        ]
    )
