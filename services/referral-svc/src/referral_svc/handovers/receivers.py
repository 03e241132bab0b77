"""To whom a need may be handed, and with whose agreement: what a hand-over is written from."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.agreements.repository import agreed_among
from referral_svc.casework import colleagues
from referral_svc.context import Context
from referral_svc.handovers.codes import REPORTS, TOLD
from referral_svc.handovers.errors import (
    AgreedInTheFuture,
    AgreementMissing,
    DoctorAgreementMissing,
    LastDayMissing,
    NothingHanded,
    NotToldToPartner,
    OneReceiver,
    PartnerRouteInactive,
    ReceiverUnknown,
)
from referral_svc.handovers.models import Handover
from referral_svc.handovers.schemas import HandOver
from referral_svc.known.repository import professional_of
from referral_svc.partners.models import PartnerRoute
from referral_svc.partners.usecases import route_of
from referral_svc.referrals import policies
from referral_svc.referrals.models import Referral

GUEST_AT_MOST = timedelta(days=180)


async def drawn_up(
    session: AsyncSession, context: Context, referral: Referral, act: HandOver, today: date
) -> Handover:
    """The hand-over to its one receiver, not written yet."""
    _require_possible(act, today)
    row = Handover(
        cpts_id=referral.cpts_id,
        referral_id=referral.id,
        told=[one for one in TOLD if one in act.told],
        reason_code=act.reason_code,
        channel=act.channel,
        agreed=act.agreed,
        agreed_on=act.agreed_on or today,
        informed=act.informed,
        until=act.until,
        handed_at=context.at,
        handed_by_account_id=context.caller.account_id,
        handed_by_name=context.caller.name,
        answer="awaited",
    )
    route = None
    if act.route_id is not None:
        route = await _to_partner(session, referral, row, act.route_id)
    elif not row.told:
        raise NothingHanded
    elif act.to_account_id is not None:
        await _to_colleague(session, context, row, act.to_account_id, today)
    elif act.to_professional_id is not None:
        await _to_professional(session, referral, row, act.to_professional_id)
    _require_agreement(act, route)
    return row


def _require_possible(act: HandOver, today: date) -> None:
    """One receiver, and days that make sense."""
    if act.agreed_on is not None and act.agreed_on > today:
        raise AgreedInTheFuture
    receivers = (act.to_account_id, act.to_professional_id, act.route_id)
    if sum(one is not None for one in receivers) != 1:
        raise OneReceiver
    if act.until is not None and act.until < today:
        raise LastDayMissing("The last day is over")


def _require_agreement(act: HandOver, route: PartnerRoute | None) -> None:
    """« danger » frees one from the agreement towards the recipients of signalements, and towards nobody else.

    A signalement goes to nobody else either: to colleagues, the need is stated and the case handed over.
    """
    reports = act.reason_code in REPORTS
    if reports and (route is None or not route.hears_reports):
        raise AgreementMissing("A signalement goes to a recipient of signalements", field="route_id")
    if act.agreed == "danger" and not reports:
        raise AgreementMissing


async def _to_partner(session: AsyncSession, referral: Referral, row: Handover, route_id: UUID) -> PartnerRoute:
    route = await route_of(session, route_id)
    if not route.is_active:
        raise PartnerRouteInactive
    if not set(row.told) <= set(route.may_tell):
        raise NotToldToPartner(may_tell=route.may_tell)
    waits_for_doctor = route.needs_doctor_agreement and row.reason_code not in REPORTS
    if waits_for_doctor and referral.id not in await agreed_among(session, [referral.id]):
        raise DoctorAgreementMissing
    row.route_id, row.to_name = route.id, route.name
    return route


async def _to_colleague(
    session: AsyncSession, context: Context, row: Handover, account_id: UUID, today: date
) -> None:
    found = await colleagues.named(session, context, account_id)
    if found is None or not found.has(*policies.RECEIVERS):
        raise ReceiverUnknown
    if not found.has(*policies.FOLLOWERS) and (row.until is None or row.until > today + GUEST_AT_MOST):
        raise LastDayMissing
    row.account_id, row.to_name = found.account_id, found.name


async def _to_professional(session: AsyncSession, referral: Referral, row: Handover, professional_id: UUID) -> None:
    known = await professional_of(session, referral.cpts_id, professional_id)
    if known is None or known.left_on is not None:
        raise ReceiverUnknown
    row.professional_id, row.to_name = professional_id, known.name
