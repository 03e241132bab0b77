"""/api/referral/v1/unpaid-acts/cpam-list: unpaid acts with the names of the persons, for the CPAM alone."""

from __future__ import annotations

from fastapi import APIRouter, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.unpaid_acts import usecases
from referral_svc.disclosure.unpaid_acts.schemas import ClaimUnpaidActs
from referral_svc.unpaid_acts.errors import ConventionMissing, UnpaidActNotFound, UnpaidActStepRefused

router = APIRouter(prefix="/api/referral/v1/unpaid-acts", tags=["disclosure"], dependencies=SIGNED_IN)


@router.post(
    "/cpam-list",
    response_class=Response,
    responses=CSV_FILE
    | responses(RoleRefused, CptsMissing, UnpaidActNotFound, UnpaidActStepRefused, ConventionMissing, BulletinErased),
)
async def claim_unpaid_acts(act: ClaimUnpaidActs, asked: Asked, vault: OpenVault) -> Response:
    """Hands over the list for the CPAM (CSV, `;`, UTF-8) with identities, and marks its acts as claimed. Needs the
    agreement with the CPAM among the partners, covering the names. Every person on it is logged as read."""
    return csv_file("actes-a-regler.csv", await usecases.claim(asked, vault, act))
