"""/api/referral/v1/fair-shares: how the load is spread, for whom it concerns. Never a public ranking."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked
from referral_svc.solicitations.errors import CptsNotDescribed
from referral_svc.spread import rows, usecases
from referral_svc.spread.errors import ShareOfAnother
from referral_svc.spread.schemas import (
    FindSpreadRows,
    OwnShare,
    Shares,
    SpreadFigures,
    SpreadQuery,
    SpreadRowFilters,
    SpreadRows,
)

router = APIRouter(prefix="/api/referral/v1", tags=["fair shares"], dependencies=SIGNED_IN)

READING = responses(RoleRefused, CptsMissing, CptsNotDescribed)


@router.get("/fair-shares", responses=READING)
async def list_fair_shares(query: Annotated[SpreadQuery, Query()], asked: Asked) -> Shares:
    """Share, target, shortfall, load and solicitations of each, by month, for the coordination alone."""
    return await usecases.shares(asked, query.profession)


@router.get("/fair-shares/figures", responses=READING)
async def show_spread_figures(query: Annotated[SpreadQuery, Query()], asked: Asked) -> SpreadFigures:
    """How even the spread is, without a name: for those who answer for the CPTS too."""
    return await usecases.figures(asked, query.profession)


@router.get(
    "/fair-shares/export",
    response_class=Response,
    responses=CSV_FILE | READING,
)
async def export_fair_shares(query: Annotated[SpreadQuery, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8), one line per professional, months in columns."""
    return csv_file("equite.csv", await usecases.export(asked, query.profession))


@router.get("/fair-shares/rows", responses=READING | responses(ShareOfAnother, BadCursor))
async def list_spread_rows(find: Annotated[FindSpreadRows, Query()], asked: Asked) -> SpreadRows:
    """What one figure counts: everybody's for the coordination, a professional's own for himself."""
    return await rows.page(asked, find)


@router.get(
    "/fair-shares/rows/export",
    response_class=Response,
    responses=CSV_FILE | READING | responses(ShareOfAnother),
)
async def export_spread_rows(find: Annotated[SpreadRowFilters, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8), all of them."""
    return csv_file("equite-lignes.csv", await rows.export(asked, find))


@router.get(
    "/professionals/{professional_id}/fair-share",
    responses=responses(RoleRefused, CptsMissing, CptsNotDescribed, ShareOfAnother),
)
async def show_fair_share(professional_id: UUID, asked: Asked) -> OwnShare:
    """A professional's own account, for himself and the coordination."""
    return await usecases.own_share(asked, professional_id)
