"""The routes that state several requests at once, and so carry identity."""

from __future__ import annotations

from fastapi import APIRouter, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.bundles.errors import DischargeInThePast, DischargeTooFar
from referral_svc.deps import SIGNED_IN, Asked, Creating, OpenVault
from referral_svc.disclosure.errors import BirthInTheFuture, ConsentInTheFuture, RepresentativeMissing
from referral_svc.disclosure.identity.errors import UNPROVED
from referral_svc.disclosure.linking import usecases as bundling
from referral_svc.disclosure.linking.schemas import BundleStated, StateDischarge, StateTogether
from referral_svc.kinds.errors import AnswerNotAnOption, OnBehalfByCoordination, QuestionNotAsked
from referral_svc.referrals.errors import CommuneNotServed, ConsentMissing, UsualDoctorUnknown

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)

STATING = (
    RoleRefused, CptsMissing, ConsentMissing, ConsentInTheFuture, BirthInTheFuture, CommuneNotServed,
    UsualDoctorUnknown, RepresentativeMissing, QuestionNotAsked, AnswerNotAnOption, OnBehalfByCoordination,
    *UNPROVED, IdempotencyKeyInvalid, IdempotencyKeyReused,
)  # fmt: skip


@router.post("/discharges", status_code=201, responses=responses(*STATING, DischargeInThePast, DischargeTooFar))
async def state_discharge(
    act: StateDischarge, asked: Asked, vault: OpenVault, once: Creating, response: Response
) -> BundleStated:
    """A person leaves the hospital: one request per carer wanted, linked. Urgency follows from the hours left."""
    stated = await bundling.state_discharge(asked, vault, act, once)
    response.headers["Location"] = f"/api/referral/v1/bundles/{stated.bundle_id}"
    return stated


@router.post("/households", status_code=201, responses=responses(*STATING))
async def state_together(
    act: StateTogether, asked: Asked, vault: OpenVault, once: Creating, response: Response
) -> BundleStated:
    """A médecin traitant for a couple, a family, or residents of an EHPAD: one request per person."""
    stated = await bundling.state_together(asked, vault, act, once)
    response.headers["Location"] = f"/api/referral/v1/bundles/{stated.bundle_id}"
    return stated
