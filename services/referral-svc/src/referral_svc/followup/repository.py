"""Questions about participants and notices."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, column, func, or_, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.followup.models import INFORMED, Notice, NoticeState, Participant
from referral_svc.known.models import KnownProfessional
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.models import Referral


async def participants_of(session: AsyncSession, referral_id: UUID) -> list[Participant]:
    rows = await session.scalars(
        select(Participant)
        .where(Participant.referral_id == referral_id, Participant.left_at.is_(None))
        .order_by(Participant.joined_at, Participant.id)
    )
    return list(rows)


async def notices_of(session: AsyncSession, referral_id: UUID) -> list[Notice]:
    rows = await session.scalars(
        select(Notice).where(Notice.referral_id == referral_id).order_by(Notice.queued_at, Notice.id)
    )
    return list(rows)


async def notice_for_act(session: AsyncSession, referral_id: UUID, notice_id: UUID) -> Notice | None:
    found: Notice | None = await session.scalar(
        select(Notice).where(Notice.id == notice_id, Notice.referral_id == referral_id).with_for_update()
    )
    return found


async def unsettled(session: AsyncSession, referral_id: UUID) -> list[UUID]:
    rows = await session.scalars(
        select(Notice.id)
        .where(Notice.referral_id == referral_id, Notice.state.not_in(list(INFORMED)))
        .order_by(Notice.id)
    )
    return list(rows)


async def unsettled_of(session: AsyncSession, participant_id: UUID) -> list[Notice]:
    rows = await session.scalars(
        select(Notice)
        .where(Notice.participant_id == participant_id, Notice.state.not_in(list(INFORMED)))
        .with_for_update()
    )
    return list(rows)


async def mail_of(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> str | None:
    found: str | None = await session.scalar(
        select(KnownProfessional.email).where(
            KnownProfessional.cpts_id == cpts_id, KnownProfessional.professional_id == professional_id
        )
    )
    return found


def is_caller(caller: Caller) -> ColumnElement[bool]:
    """Participants who are this caller and did not leave."""
    mine = [Participant.account_id == caller.account_id]
    if caller.professional_id is not None and not caller.has("delegate"):
        mine.append(Participant.professional_id == caller.professional_id)
    return and_(Participant.left_at.is_(None), or_(*mine))


async def referrals_followed(session: AsyncSession, caller: Caller) -> set[UUID]:
    return set(await session.scalars(select(Participant.referral_id).where(is_caller(caller))))


async def follows(session: AsyncSession, referral_id: UUID, caller: Caller) -> bool:
    found = await session.scalar(
        select(Participant.id).where(Participant.referral_id == referral_id, is_caller(caller)).limit(1)
    )
    return found is not None


async def is_for(session: AsyncSession, notice: Notice, caller: Caller) -> bool:
    found = await session.scalar(
        select(Participant.id).where(Participant.id == notice.participant_id, is_caller(caller))
    )
    return found is not None


async def unread_by(session: AsyncSession, caller: Caller) -> tuple[int, datetime | None]:
    told = [NoticeState.QUEUED, NoticeState.SENT, NoticeState.DELIVERED, NoticeState.FAILED]
    row = (
        await session.execute(
            select(func.count(), func.min(Notice.queued_at))
            .join(Participant, Participant.id == Notice.participant_id)
            .where(Notice.state.in_(told), is_caller(caller))
        )
    ).one()
    return row[0], row[1]


async def failed_for(session: AsyncSession, *, social: bool, care: bool) -> tuple[int, datetime | None]:
    """Notices that never arrived, of the requests of one coordinator's kind."""
    kinds = [kind for kind in Kind if (social if kind == Kind.SOCIAL else care)]
    row = (
        await session.execute(
            select(func.count(), func.min(Notice.state_at))
            .join(Referral, Referral.id == Notice.referral_id)
            .where(Notice.state == NoticeState.FAILED, Referral.kind.in_(kinds))
        )
    ).one()
    return row[0], row[1]


#: carekit's queue of mails, read for the state of a notice's mail.
_OUTGOING_MAIL = table("outgoing_mail", column("about"), column("state"))


async def settled_by_mail(session: AsyncSession, batch: int) -> list[tuple[Notice, str]]:
    """Notices whose mail left or failed since (`sent` or `failed`), locked for the timer."""
    rows = await session.execute(
        select(Notice, _OUTGOING_MAIL.c.state)
        .join(_OUTGOING_MAIL, and_(_OUTGOING_MAIL.c.about == Notice.id, _OUTGOING_MAIL.c.state != "queued"))
        .where(Notice.state.in_([NoticeState.QUEUED, NoticeState.SENT]), Notice.channel == "mail")
        .order_by(Notice.id)
        .limit(batch)
        .with_for_update(of=Notice, skip_locked=True)
    )
    return [(row[0], row[1]) for row in rows]
