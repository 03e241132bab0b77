"""/api/referral/v1/unpaid-acts and /referrals/{id}/unpaid-acts: no identity. (The CPAM's list: `disclosure/`.)"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked, Creating
from referral_svc.referrals.errors import ActNotAllowedNow, ReferralNotFound
from referral_svc.unpaid_acts import usecases
from referral_svc.unpaid_acts.errors import (
    CarerUnknown,
    DoneInTheFuture,
    StepReasonMissing,
    UnpaidActListedAlready,
    UnpaidActNotFound,
    UnpaidActStepRefused,
)
from referral_svc.unpaid_acts.schemas import (
    FlagUnpaidAct,
    TakeStep,
    UnpaidActFilters,
    UnpaidActOut,
    UnpaidActPage,
    UnpaidActs,
)

router = APIRouter(prefix="/api/referral/v1", tags=["unpaid acts"], dependencies=SIGNED_IN)

LISTING = responses(RoleRefused, CptsMissing, BadCursor)


@router.get("/unpaid-acts", responses=LISTING)
async def list_unpaid_acts(filters: Annotated[UnpaidActFilters, Query()], asked: Asked) -> UnpaidActPage:
    """Acts done before the person's rights were up to date, the oldest first: those of the requests that the caller
    coordinates, or a professional's own."""
    return await usecases.page(asked, filters)


@router.get(
    "/unpaid-acts/export",
    response_class=Response,
    responses=CSV_FILE | LISTING,
)
async def export_unpaid_acts(filters: Annotated[UnpaidActFilters, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8) without identity, for coordinators. `cursor` and `limit` are ignored."""
    return csv_file("actes-avant-droits.csv", await usecases.export(asked, filters))


@router.post(
    "/unpaid-acts/{unpaid_act_id}/step",
    responses=responses(RoleRefused, CptsMissing, UnpaidActNotFound, UnpaidActStepRefused, StepReasonMissing),
)
async def take_unpaid_act_step(unpaid_act_id: UUID, act: TakeStep, asked: Asked) -> UnpaidActOut:
    """claimed → paid or refused, refused → to_claim, to_claim → dropped; by the coordinator."""
    return await usecases.take_step(asked, unpaid_act_id, act)


@router.get("/referrals/{referral_id}/unpaid-acts", responses=responses(CptsMissing, ReferralNotFound))
async def list_referral_unpaid_acts(referral_id: UUID, asked: Asked) -> UnpaidActs:
    """Those of one request; a professional sees his own."""
    return await usecases.of_referral(asked, referral_id)


@router.post(
    "/referrals/{referral_id}/unpaid-acts",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, ReferralNotFound, ActNotAllowedNow, UnpaidActListedAlready, DoneInTheFuture,
        CarerUnknown, IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def flag_unpaid_act(referral_id: UUID, act: FlagUnpaidAct, asked: Asked, once: Creating) -> UnpaidActOut:
    """An act was done before the rights were up to date: listed by the professional who did it, or by the
    coordinator for him, with the person's agreement that the CPAM is told."""
    return await usecases.flag(asked, referral_id, act, once)
