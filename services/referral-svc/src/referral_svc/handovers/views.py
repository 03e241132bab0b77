"""A hand-over as it goes over the wire."""

from __future__ import annotations

from referral_svc.handovers.codes import takes_charge
from referral_svc.handovers.models import Handover
from referral_svc.handovers.schemas import HandedToMe, HandoverOut
from referral_svc.referrals.models import Referral


def out(row: Handover, referral: Referral) -> HandoverOut:
    return HandoverOut(
        handover_id=row.id,
        to_kind=row.to_kind,
        to_name=row.to_name,
        route_id=row.route_id,
        told=row.told,
        reason_code=row.reason_code,
        channel=row.channel,
        agreed=row.agreed,
        agreed_on=row.agreed_on,
        informed=row.informed,
        handed_at=row.handed_at,
        handed_by_name=row.handed_by_name,
        until=row.until,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by_name=row.answered_by_name,
        outcome_code=row.outcome_code,
        outcome_at=row.outcome_at,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
        takes_charge=takes_charge(referral.kind, referral.need_codes, row.reason_code),
        stands=row.stands,
    )


def handed_to_me(row: Handover, referral: Referral, *, follows: bool) -> HandedToMe:
    """`follows`: the caller's role opens case pages; whom a route names never has one here."""
    return HandedToMe(
        **out(row, referral).model_dump(),
        referral_id=referral.id,
        case_number=referral.case_number,
        kind=referral.kind,
        need_codes=referral.need_codes,
        follows=follows and row.route_id is None,
    )
