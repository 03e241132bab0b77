"""/api/referral/v1/refused-consents: the person said no; the need is counted, nobody is named."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked, Creating
from referral_svc.periods import Period
from referral_svc.referrals import refusing
from referral_svc.referrals.acts import RecordRecontact, RefuseConsent
from referral_svc.referrals.errors import CommuneNotServed, RefusedConsentNotFound
from referral_svc.referrals.schemas import RefusedConsentCounts, RefusedConsentOut

router = APIRouter(prefix="/api/referral/v1/refused-consents", tags=["referrals"], dependencies=SIGNED_IN)

COUNTING = responses(RoleRefused, CptsMissing)


@router.post(
    "",
    status_code=201,
    responses=responses(RoleRefused, CptsMissing, CommuneNotServed, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def refuse_consent(refusal: RefuseConsent, asked: Asked, once: Creating) -> RefusedConsentOut:
    """Counts a need whose person refused, without identity."""
    return await refusing.refuse_consent(asked, refusal, once)


@router.get("", responses=responses(RoleRefused, CptsMissing))
async def list_refused_consents(asked: Asked) -> list[RefusedConsentOut]:
    """The caller's own list, with the day on which to ask again."""
    return await refusing.list_refused(asked)


@router.put("/{refusal_id}/recontact", responses=responses(RoleRefused, CptsMissing, RefusedConsentNotFound))
async def record_recontact(refusal_id: UUID, act: RecordRecontact, asked: Asked) -> RefusedConsentOut:
    """The person was asked again, or will be on another day; only in the caller's own list."""
    return await refusing.record_recontact(asked, refusal_id, act)


@router.get("/counts", responses=COUNTING)
async def count_refused_consents(period: Annotated[Period, Query()], asked: Asked) -> RefusedConsentCounts:
    """How many persons refused, by month, kind of need and commune, whoever recorded it."""
    return await refusing.counted(asked, period)


@router.get(
    "/counts/export",
    response_class=Response,
    responses=CSV_FILE | COUNTING,
)
async def export_refused_consent_counts(period: Annotated[Period, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8)."""
    return csv_file("refus.csv", await refusing.export_counts(asked, period))
