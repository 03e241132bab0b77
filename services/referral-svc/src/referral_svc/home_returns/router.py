"""/api/referral/v1/home-returns: refused politely, with the address of the hospital's social service."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked, Creating
from referral_svc.home_returns import usecases
from referral_svc.home_returns.errors import HospitalUnknown
from referral_svc.home_returns.schemas import (
    AskHomeReturn,
    HomeReturnCounts,
    HomeReturnRefused,
    Hospitals,
)
from referral_svc.periods import Period

router = APIRouter(prefix="/api/referral/v1/home-returns", tags=["home returns"], dependencies=SIGNED_IN)

COUNTING = responses(RoleRefused, CptsMissing)


@router.get("/hospitals", responses=responses(RoleRefused, CptsMissing))
async def list_hospitals(asked: Asked) -> Hospitals:
    """Hospitals that the directory knows here, and whether the address of their social service is kept."""
    return await usecases.hospitals(asked)


@router.post(
    "",
    status_code=201,
    responses=responses(RoleRefused, CptsMissing, HospitalUnknown, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def ask_home_return(act: AskHomeReturn, asked: Asked, once: Creating) -> HomeReturnRefused:
    """Counts one more return home asked of the CPTS, without identity, and answers with the address of the hospital's
    social service, which organises it. Nurses and other carers from the hour of discharge are `POST /discharges`."""
    return await usecases.ask(asked, act, once)


@router.get("", responses=COUNTING)
async def count_home_returns(filters: Annotated[Period, Query()], asked: Asked) -> HomeReturnCounts:
    """How many were refused, by month and hospital."""
    return await usecases.counted(asked, filters)


@router.get(
    "/export",
    response_class=Response,
    responses=CSV_FILE | COUNTING,
)
async def export_home_returns(filters: Annotated[Period, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8)."""
    return csv_file("retours-a-domicile.csv", await usecases.export(asked, filters))
