"""/api/referral/v1/referrals…: requests without identity. (`POST /referrals` carries identity: `disclosure/`.)"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.deps import SIGNED_IN, Acting, Asked
from referral_svc.home_returns.errors import HospitalUnknown
from referral_svc.referrals import agreeing, consenting, erasing, placing, reading, usecases, worklists
from referral_svc.referrals.acts import (
    AgreeToShare,
    Choose,
    Close,
    DecideClass,
    DeclineProposal,
    Erase,
    Hold,
    Merge,
    Qualify,
    RecordConsent,
    RecordDeclaration,
    RecordFirstAppointment,
    RecordRefusal,
    Redirect,
    StepBack,
    WaiveReport,
    Withdraw,
    WithdrawConsent,
)
from referral_svc.referrals.errors import (
    ActNotAllowedNow,
    AdviceNotAsked,
    AgreementInTheFuture,
    AppointmentToCancel,
    ClosingIncomplete,
    ErasureUnconfirmed,
    MergeImpossible,
    NothingToConfirm,
    OutcomeOfAnotherKind,
    ProfessionalNotProposed,
    ReferralNotFound,
    ReportAlreadyFiled,
    SharingAlreadyAgreed,
)
from referral_svc.referrals.schemas import (
    Board,
    ListFilters,
    QueueFilters,
    ReferralOut,
    ReferralPage,
    RefusedConsentOut,
    Timeline,
    Worklists,
)

router = APIRouter(prefix="/api/referral/v1", tags=["referrals"], dependencies=SIGNED_IN)

LISTING = responses(RoleRefused, CptsMissing, BadCursor)
READING = responses(CptsMissing, ReferralNotFound)
ACT = (RoleRefused, CptsMissing, ReferralNotFound, ActNotAllowedNow, IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.get("/referrals", responses=LISTING)
async def list_referrals(asked: Asked, filters: Annotated[ListFilters, Query()]) -> ReferralPage:
    """Requests the caller may see, in the order of the queue: stalled, class, other classes met, seniority."""
    return await reading.page(asked, filters)


@router.get("/referrals/board", responses=responses(RoleRefused, CptsMissing))
async def show_referral_board(asked: Asked, filters: Annotated[QueueFilters, Query()]) -> Board:
    """Requests under way by status: a count and the first cards of each column, of those that the filters leave."""
    return await reading.board(asked, filters)


@router.get(
    "/referrals/export",
    response_class=Response,
    responses=CSV_FILE | LISTING,
)
async def export_referrals(asked: Asked, filters: Annotated[ListFilters, Query()]) -> Response:
    """The list as CSV for coordinators and the secretary; no identity. `cursor` and `limit` are ignored."""
    return csv_file("demandes.csv", await reading.export(asked, filters))


@router.get("/worklists", responses=responses(CptsMissing))
async def list_referral_worklists(asked: Asked) -> Worklists:
    """What waits for the caller among requests, solicitations and notices."""
    return await worklists.worklists(asked)


@router.get("/referrals/{referral_id}", responses=READING)
async def show_referral(referral_id: UUID, asked: Asked, response: Response) -> ReferralOut:
    """One request without identity. Whoever has no link with it gets the same 404 as for none."""
    return tagged(response, await reading.one(asked, referral_id))


@router.get("/referrals/{referral_id}/timeline", responses=READING)
async def show_referral_timeline(referral_id: UUID, asked: Asked) -> Timeline:
    """Who did what, when and why, oldest first."""
    return await reading.timeline_of(asked, referral_id)


@router.post("/referrals/{referral_id}/qualification", responses=responses(*ACT))
async def qualify_referral(
    referral_id: UUID, act: Qualify, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """stated → qualified. Computes the class with its reasons; the promised delay starts."""
    return tagged(response, await usecases.qualify(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/class-decision", responses=responses(*ACT))
async def decide_referral_class(
    referral_id: UUID, act: DecideClass, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """The coordinator decides the class, with the reason, or takes the decision back."""
    return tagged(response, await usecases.decide_class(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/hold", responses=responses(*ACT))
async def hold_referral(referral_id: UUID, act: Hold, asked: Asked, once: Acting, response: Response) -> ReferralOut:
    """Any open state → on_hold, for 30 days unless said otherwise."""
    return tagged(response, await usecases.hold(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/resumption", responses=responses(*ACT))
async def resume_referral(referral_id: UUID, asked: Asked, once: Acting, response: Response) -> ReferralOut:
    """on_hold → where it was."""
    return tagged(response, await usecases.resume(asked, referral_id, once))


@router.post("/referrals/{referral_id}/redirection", responses=responses(*ACT, HospitalUnknown))
async def redirect_referral(
    referral_id: UUID, act: Redirect, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Any open state → redirected: out of scope, an emergency, another service, a return home."""
    return tagged(response, await usecases.redirect(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/withdrawal", responses=responses(*ACT))
async def withdraw_referral(
    referral_id: UUID, act: Withdraw, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Any open state → withdrawn. Links and bulletins close at once."""
    return tagged(response, await usecases.withdraw(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/consent-withdrawal", responses=responses(*ACT, ErasureUnconfirmed))
async def withdraw_consent(
    referral_id: UUID, act: WithdrawConsent, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """The person takes the consent back after the end: grants close and the content is erased at once."""
    return tagged(response, await erasing.withdraw_consent(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/erasure", responses=responses(*ACT, ErasureUnconfirmed))
async def erase_referral(
    referral_id: UUID, act: Erase, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Destroys the content of an ended request before the end of its retention; nothing brings it back."""
    return tagged(response, await erasing.erase(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/duplicate-merge", responses=responses(*ACT, MergeImpossible))
async def merge_referral(
    referral_id: UUID, act: Merge, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Withdraws this request as a duplicate of another open one."""
    return tagged(response, await usecases.merge(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/choice", responses=responses(*ACT, ProfessionalNotProposed))
async def record_choice(
    referral_id: UUID, act: Choose, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """proposed → placed: the bulletin opens for the chosen professional alone, the others are thanked."""
    return tagged(response, await placing.choose(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/choice/decline", responses=responses(*ACT))
async def decline_proposal(
    referral_id: UUID, act: DeclineProposal, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """The person said no: class, rank and dates stay."""
    return tagged(response, await placing.decline(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/step-back", responses=responses(*ACT, AppointmentToCancel))
async def step_back_from_placement(
    referral_id: UUID, act: StepBack, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """placed → searching: said by the professional who was chosen, or by the coordinator for him or the person."""
    return tagged(response, await placing.step_back(asked, referral_id, act, once))


@router.post(
    "/referrals/{referral_id}/sharing-consent", responses=responses(*ACT, AgreementInTheFuture, SharingAlreadyAgreed)
)
async def agree_to_share(
    referral_id: UUID, act: AgreeToShare, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """The person, who had agreed to the search alone, agrees to share: the bulletin opens for whom she chose."""
    return tagged(response, await agreeing.agree_to_share(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/consent", responses=responses(*ACT, AgreementInTheFuture))
async def record_consent(
    referral_id: UUID, act: RecordConsent, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """draft → stated: a person whose need an imported list had brought was asked, and agrees to the search."""
    return tagged(response, await consenting.record_consent(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/consent-refusal", responses=responses(*ACT))
async def record_consent_refusal(
    referral_id: UUID, act: RecordRefusal, asked: Asked, once: Acting
) -> RefusedConsentOut:
    """She said no: the need is counted without identity, and the request is destroyed."""
    return await consenting.record_refusal(asked, referral_id, act, once)


@router.post("/referrals/{referral_id}/first-appointment", responses=responses(*ACT, placing.AppointmentUnsaid))
async def record_first_appointment(
    referral_id: UUID, act: RecordFirstAppointment, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Stated by the professional or waived. One booked in the shared agenda records itself by event."""
    return tagged(response, await placing.record_first_appointment(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/declaration", responses=responses(*ACT, NothingToConfirm))
async def record_declaration(
    referral_id: UUID, act: RecordDeclaration, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """The declaration of the médecin traitant is confirmed or waived."""
    return tagged(response, await placing.record_declaration(asked, referral_id, act, once))


@router.post("/referrals/{referral_id}/report-waiver", responses=responses(*ACT, ReportAlreadyFiled))
async def waive_report(
    referral_id: UUID, act: WaiveReport, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Care was given and its report is not filed here: says why. Then the request may close as `care_given`."""
    return tagged(response, await placing.waive_report(asked, referral_id, act, once))


@router.post(
    "/referrals/{referral_id}/closing",
    responses=responses(*ACT, ClosingIncomplete, AdviceNotAsked, OutcomeOfAnotherKind),
)
async def close_referral(
    referral_id: UUID, act: Close, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """placed → closed, once nothing is missing: appointment, declaration, every participant informed."""
    return tagged(response, await placing.close(asked, referral_id, act, once))


def tagged(response: Response, referral: ReferralOut) -> ReferralOut:
    response.headers["ETag"] = referral.etag
    return referral
