"""Everybody's own word on how he is told. On by default; what the rules owe to participants is not turned off."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller, RoleRefused
from referral_svc.context import Context
from referral_svc.followup import channels
from referral_svc.followup.errors import MustBeTold, RhythmUnknown
from referral_svc.followup.models import NotificationSetting
from referral_svc.followup.rhythm import MUST_BE_TOLD, OF_DUTIES, NoticeKind, Rhythm, next_digest, rhythms_of
from referral_svc.followup.schemas import ChangeNotifications, NotificationOut, Notifications
from referral_svc.referrals.policies import COORDINATORS, FOLLOWERS

#: A delegate, who keeps an agenda, hears of the replacements of its professional alone.
TOLD = FOLLOWERS | {"delegate"}


async def show(context: Context) -> Notifications:
    async with context.unit.begin() as session:
        return await _shown(session, context, _person(context))


async def change(context: Context, act: ChangeNotifications) -> Notifications:
    person_id = _person(context)
    async with context.unit.begin() as session:
        for wish in act.items:
            if wish.rhythm == Rhythm.OFF and wish.kind in MUST_BE_TOLD:
                raise MustBeTold(f"{wish.kind.value} is owed to whoever takes part")
            if wish.rhythm not in rhythms_of(wish.kind):
                raise RhythmUnknown(f"{wish.kind.value} is not told {wish.rhythm.value}")
            said = insert(NotificationSetting).values(
                cpts_id=context.caller.cpts,
                person_id=person_id,
                kind=wish.kind,
                rhythm=wish.rhythm,
                changed_at=context.at,
            )
            await session.execute(
                said.on_conflict_do_update(
                    index_elements=["cpts_id", "person_id", "kind"],
                    set_={"rhythm": wish.rhythm, "changed_at": context.at},
                )
            )
        return await _shown(session, context, person_id)


def _concerns(kind: NoticeKind, caller: Caller) -> bool:
    if kind == NoticeKind.COVER:
        return caller.has("professional", "delegate")
    if not caller.has(*FOLLOWERS):
        return False
    if kind in OF_DUTIES:
        return caller.has("professional")
    if kind == NoticeKind.HOME_VISITS:
        return caller.has("care_coordinator")
    return kind != NoticeKind.SILENT or caller.has(*COORDINATORS)


def _person(context: Context) -> UUID:
    person_id = channels.person_of(context.caller)
    if person_id is None or not context.caller.has(*TOLD):
        raise RoleRefused("Nothing is told to this role", allowed_roles=sorted(TOLD))
    return person_id


async def _shown(session: AsyncSession, context: Context, person_id: UUID) -> Notifications:
    cpts_id = context.caller.cpts
    said = await channels.rhythms(session, person_id)
    calendar = await context.ports.solicitations.calendar(session, cpts_id, context.at)
    address = await channels.address_of(session, cpts_id, person_id)
    return Notifications(
        items=[
            NotificationOut(kind=kind, rhythm=said[kind], rhythms=rhythms_of(kind), must_be_told=kind in MUST_BE_TOLD)
            for kind in NoticeKind
            if _concerns(kind, context.caller)
        ],
        email=address or context.caller.email,
        next_digest_at=next_digest(context.at, Rhythm.DAILY, calendar),
    )
