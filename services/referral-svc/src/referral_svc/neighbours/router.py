"""/api/referral/v1: agreements with other CPTS, requests opened to them, and requests received from them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, Creating, settings_of
from referral_svc.neighbours import agreements, crossings, received
from referral_svc.neighbours.errors import (
    AgreementActNotAllowed,
    AgreementDatesInvalid,
    AgreementExists,
    AgreementNotFound,
    AgreementNotInForce,
    AlreadyOpenedThere,
    CrossingNotFound,
    NeighbourUnknown,
)
from referral_svc.neighbours.schemas import (
    AnswerAgreement,
    CrossingOut,
    Crossings,
    HeardFromMember,
    NeighbourAgreementOut,
    NeighbourAgreements,
    NeighbourCptsList,
    OfferAgreement,
    OpenToNeighbour,
    PastReceivedFilters,
    PastReceivedRequests,
    ReceivedRequest,
    ReceivedRequests,
    RefuseReceived,
    RevokeCrossing,
    SolicitMembers,
)
from referral_svc.referrals.errors import ActNotAllowedNow, AgreementInTheFuture, NobodyIsSolicited, ReferralNotFound
from referral_svc.settings import Settings
from referral_svc.solicitations.errors import (
    AskedTwice,
    CptsNotDescribed,
    NoPlaceLeft,
    ProfessionalNotEligible,
    RequestPlaced,
    RequestWithdrawn,
    SolicitationNotFound,
    WavesPaused,
)
from referral_svc.solicitations.schemas import Candidates

router = APIRouter(prefix="/api/referral/v1", tags=["neighbours"], dependencies=SIGNED_IN)

HERE = (RoleRefused, CptsMissing)
OF_AGREEMENT = (*HERE, AgreementNotFound, AgreementActNotAllowed)
OF_REFERRAL = (*HERE, ReferralNotFound)
OF_CROSSING = (*HERE, CrossingNotFound)
ONCE = (IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.get("/neighbour-cpts", responses=responses(*HERE))
async def list_neighbour_cpts(asked: Asked) -> NeighbourCptsList:
    """With whom an agreement may be made."""
    return await agreements.neighbours(asked)


@router.get("/neighbour-agreements", responses=responses(*HERE))
async def list_neighbour_agreements(asked: Asked) -> NeighbourAgreements:
    """Those of this CPTS, whichever side offered them."""
    return await agreements.listed(asked)


@router.post(
    "/neighbour-agreements",
    status_code=201,
    responses=responses(*HERE, NeighbourUnknown, AgreementDatesInvalid, AgreementExists, *ONCE),
)
async def offer_neighbour_agreement(act: OfferAgreement, asked: Asked, once: Creating) -> NeighbourAgreementOut:
    """Nothing may be opened under it before the other director accepts."""
    return await agreements.offer(asked, act, once)


@router.post("/neighbour-agreements/{agreement_id}/answer", responses=responses(*OF_AGREEMENT))
async def answer_neighbour_agreement(agreement_id: UUID, act: AnswerAgreement, asked: Asked) -> NeighbourAgreementOut:
    """By the director of the CPTS to which it was offered."""
    return await agreements.answer(asked, agreement_id, act)


@router.post("/neighbour-agreements/{agreement_id}/revocation", responses=responses(*OF_AGREEMENT))
async def revoke_neighbour_agreement(agreement_id: UUID, asked: Asked) -> NeighbourAgreementOut:
    """By either director, at once: everything opened under it closes in the same transaction."""
    return await agreements.revoke(asked, agreement_id)


@router.get("/referrals/{referral_id}/crossings", responses=responses(*OF_REFERRAL))
async def list_crossings(referral_id: UUID, asked: Asked) -> Crossings:
    """To which neighbours it is or was open. Whom they asked is theirs to know."""
    return await crossings.of_referral(asked, referral_id)


@router.post(
    "/referrals/{referral_id}/crossings",
    status_code=201,
    responses=responses(
        *OF_REFERRAL, ActNotAllowedNow, AgreementNotFound, AgreementNotInForce, AlreadyOpenedThere,
        AgreementInTheFuture, CptsNotDescribed, *ONCE,
    ),
)  # fmt: skip
async def open_crossing(referral_id: UUID, act: OpenToNeighbour, asked: Asked, once: Creating) -> CrossingOut:
    """Opens this one request to the other CPTS of the agreement: its coordinators see the stage-1 card."""
    return await crossings.open_to_neighbour(asked, referral_id, act, once)


@router.post("/crossings/{crossing_id}/revocation", responses=responses(*OF_CROSSING, ReferralNotFound))
async def revoke_crossing(crossing_id: UUID, act: RevokeCrossing, asked: Asked) -> CrossingOut:
    """By the coordinator of the request, at once. May be repeated."""
    return await crossings.revoke(asked, crossing_id, act)


@router.get("/received-requests", responses=responses(*HERE))
async def list_received_requests(asked: Asked) -> ReceivedRequests:
    """What neighbours have open here under agreements in force."""
    return await received.listed(asked)


@router.get("/received-requests/past", responses=responses(*HERE, BadCursor))
async def list_past_received_requests(
    filters: Annotated[PastReceivedFilters, Query()], asked: Asked
) -> PastReceivedRequests:
    """What neighbours had open here and is over, as long as it is kept."""
    return await received.past(asked, filters)


@router.get("/received-requests/{crossing_id}/candidates", responses=responses(*OF_CROSSING, CptsNotDescribed))
async def list_received_candidates(crossing_id: UUID, asked: Asked) -> Candidates:
    """Members of this CPTS who could be asked, by its own rules."""
    return await received.candidates(asked, crossing_id)


@router.post(
    "/received-requests/{crossing_id}/solicitations",
    status_code=201,
    responses=responses(
        *OF_CROSSING, ActNotAllowedNow, NobodyIsSolicited, WavesPaused, AskedTwice, ProfessionalNotEligible,
        CptsNotDescribed, *ONCE,
    ),
)  # fmt: skip
async def solicit_for_neighbour(
    crossing_id: UUID,
    act: SolicitMembers,
    asked: Asked,
    once: Creating,
    settings: Annotated[Settings, Depends(settings_of)],
) -> ReceivedRequest:
    """Asks members, who answer here. The first yes goes back to the neighbour within seconds, with its name alone."""
    return await received.solicit(asked, crossing_id, act, once, settings.public_url)


@router.post(
    "/received-requests/{crossing_id}/solicitations/{solicitation_id}/answer",
    responses=responses(*OF_CROSSING, SolicitationNotFound, RequestWithdrawn, RequestPlaced, NoPlaceLeft),
)
async def hear_for_neighbour(
    crossing_id: UUID, solicitation_id: UUID, act: HeardFromMember, asked: Asked
) -> ReceivedRequest:
    """What a member said on the telephone, before or after the deadline of his link. May be said again."""
    return await received.hear(asked, crossing_id, solicitation_id, act)


@router.post("/received-requests/{crossing_id}/refusal", status_code=204, responses=responses(*OF_CROSSING))
async def refuse_received_request(crossing_id: UUID, act: RefuseReceived, asked: Asked) -> None:
    """It leaves this CPTS at once, with words for the coordinator who opened it."""
    await received.refuse(asked, crossing_id, act)
