"""What a coordinator sees of calls."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.calls import repository
from referral_svc.calls.schemas import ToCall
from referral_svc.context import Context
from referral_svc.known.repository import commune_names
from referral_svc.referrals.models import Referral
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import Place as Commune
from referral_svc.referrals.views import is_overdue, tie_shown


async def to_call(session: AsyncSession, context: Context, rows: Sequence[Referral]) -> list[ToCall]:
    made = await repository.calls_made(session, [referral.id for referral in rows])
    others = [c for c in await repository.claims(session, context.at) if c.account_id != context.caller.account_id]
    places = await commune_names(session, {r.commune_code for r in rows if r.commune_code})
    ties = await context.ports.bundles.ties(session, rows)
    return [
        ToCall(
            referral_id=one.id,
            case_number=one.case_number,
            kind=one.kind,
            priority_class=one.priority_class,
            need_codes=[Need(code) for code in one.need_codes],
            place=_commune(one, places),
            target_at=one.target_at,
            overdue=is_overdue(one, context.at),
            why="by_phone" if one.by_phone_since else "nobody_left_to_answer",
            calls=made.get(one.id, (0, None))[0],
            call_again_at=made.get(one.id, (0, None))[1],
            bundle=tie_shown(ties.get(one.id)),
            called_by=[claim.by_name for claim in others if claim.referral_id == one.id],
        )
        for one in rows
    ]


async def place_of(session: AsyncSession, referral: Referral) -> Commune | None:
    code = referral.commune_code
    return _commune(referral, await commune_names(session, {code} if code else set()))


def _commune(referral: Referral, names: dict[str, str]) -> Commune | None:
    code = referral.commune_code
    return Commune(commune_code=code, name=names.get(code, code)) if code else None
