"""/api/referral/v1/monitor: whether some groups are served worse than others, with small numbers kept back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked
from referral_svc.monitor import usecases
from referral_svc.monitor.schemas import GapAlerts, MonitorFilters, MonitorReport

router = APIRouter(prefix="/api/referral/v1/monitor", tags=["monitor"], dependencies=SIGNED_IN)

READING = responses(RoleRefused, CptsMissing)


@router.get("", responses=READING)
async def show_monitor(filters: Annotated[MonitorFilters, Query()], asked: Asked) -> MonitorReport:
    """Delay to a yes, professionals asked, no, silence, not placed and left once disclosed, by cover, language, age,
    sex and commune. Each figure says what it rests on; numbers under `fewest_shown` are kept back with enough beside
    them. Nationality is kept nowhere and compared by nobody."""
    return await usecases.report(asked, filters)


@router.get(
    "/export",
    response_class=Response,
    responses=CSV_FILE | READING,
)
async def export_monitor(filters: Annotated[MonitorFilters, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8), with the same cells kept back."""
    return csv_file("ecarts.csv", await usecases.export(asked, filters))


@router.get("/alerts", responses=READING)
async def list_gap_alerts(asked: Asked) -> GapAlerts:
    """Gaps that the daily look found beyond chance, over the last twelve months."""
    return await usecases.alerts(asked)


@router.post("/alerts/look", responses=READING)
async def look_at_gap_alerts(asked: Asked) -> GapAlerts:
    """The coordination or the director takes note of them: they wait for nobody any longer."""
    return await usecases.look(asked)
