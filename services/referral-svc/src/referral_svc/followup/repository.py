"""Questions about participants and notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    case,
    column,
    false,
    func,
    not_,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.followup.models import INFORMED, QUIET, Notice, NoticeState, Participant, ReportDelivery
from referral_svc.mailboxes.repository import has_muted
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import STATERS


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


def is_caller(caller: Caller) -> ColumnElement[bool]:
    """Participants who are this caller and did not leave."""
    mine = [Participant.account_id == caller.account_id]
    if caller.professional_id is not None and not caller.has("delegate"):
        mine.append(Participant.professional_id == caller.professional_id)
    return and_(Participant.left_at.is_(None), or_(*mine))


def is_told(caller: Caller) -> ColumnElement[bool]:
    """He himself, or his structure. Right to the request comes from elsewhere (`policies.wrote`)."""
    if caller.structure is None or not caller.has(*STATERS):
        return is_caller(caller)
    return or_(is_caller(caller), and_(Participant.left_at.is_(None), Participant.structure == caller.structure))


def has_news(caller: Caller) -> ColumnElement[bool]:
    """The same, but for whoever wishes no news of his colleagues' requests."""
    return and_(is_told(caller), or_(Participant.structure.is_(None), not_(has_muted(caller))))


async def referrals_followed(session: AsyncSession, caller: Caller) -> set[UUID]:
    return set(await session.scalars(select(Participant.referral_id).where(is_caller(caller))))


async def follows(session: AsyncSession, referral_id: UUID, caller: Caller) -> bool:
    found = await session.scalar(
        select(Participant.id).where(Participant.referral_id == referral_id, is_caller(caller)).limit(1)
    )
    return found is not None


async def is_for(session: AsyncSession, notice: Notice, caller: Caller) -> bool:
    found = await session.scalar(
        select(Participant.id).where(Participant.id == notice.participant_id, is_told(caller))
    )
    return found is not None


UNREAD = (NoticeState.QUEUED, NoticeState.SENT, NoticeState.DELIVERED, NoticeState.FAILED)
#: Which requests, and since when each of them waits.
Where = tuple[ColumnElement[bool], SQLColumnExpression[datetime | None]]


def with_news_for(caller: Caller) -> Where:
    """Requests about which a notice to this caller waits to be read."""
    return _where(Notice.state.in_(UNREAD), Participant.id == Notice.participant_id, has_news(caller))


def with_failed_notice() -> Where:
    """Requests of which a participant could not be told."""
    return _where(Notice.state == NoticeState.FAILED)


def _where(*conditions: ColumnElement[bool]) -> Where:
    of_it = (Notice.referral_id == Referral.id, *conditions)
    since = select(func.min(Notice.state_at)).where(*of_it).correlate(Referral).scalar_subquery()
    return select(Notice.id).where(*of_it).correlate(Referral).exists(), since


async def unread_among(session: AsyncSession, caller: Caller, referral_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    rows = await session.execute(
        select(Notice.referral_id, Notice.id)
        .join(Participant, Participant.id == Notice.participant_id)
        .where(Notice.referral_id.in_(list(referral_ids)), Notice.state.in_(UNREAD), has_news(caller))
        .order_by(Notice.queued_at, Notice.id)
    )
    found: dict[UUID, list[UUID]] = {}
    for referral_id, notice_id in rows:
        found.setdefault(referral_id, []).append(notice_id)
    return found


async def tries_of(session: AsyncSession, notice_ids: Sequence[UUID]) -> dict[UUID, tuple[int, datetime]]:
    """Of those that still wait to leave: how often it was tried, and when it is tried next."""
    if not notice_ids:
        return {}
    rows = await session.execute(select(_QUEUED).where(_QUEUED.c.about.in_(list(notice_ids))))
    return {row.about: (row.attempts, row.next_attempt_at) for row in rows}


#: carekit's queues, read for the state of a notice's mail or SMS. A gateway of SMS reports nothing more than its yes.
_MAIL = table("outgoing_mail", column("about"), column("state"), column("sent_at"))
_SMS = table("outgoing_sms", column("about"), column("state"), column("sent_at"))
_OUTGOING = union_all(
    select(_MAIL.c.about, _MAIL.c.state, _MAIL.c.sent_at).where(_MAIL.c.state != "queued"),
    select(
        _SMS.c.about, case((_SMS.c.state == "sent", "delivered"), else_=_SMS.c.state).label("state"), _SMS.c.sent_at
    ).where(_SMS.c.state != "queued"),
).subquery()


_QUEUED = union_all(
    *(
        select(one.c.about, one.c.attempts, one.c.next_attempt_at).where(one.c.state == "queued")
        for one in (
            table(name, column("about"), column("state"), column("attempts"), column("next_attempt_at"))
            for name in ("outgoing_mail", "outgoing_sms")
        )
    ),
    select(ReportDelivery.notice_id, ReportDelivery.attempts, ReportDelivery.next_attempt_at),
).subquery()


async def moved_by_mail(
    session: AsyncSession, at: datetime, batch: int, *, comes_back: bool
) -> list[tuple[Notice, str]]:
    """Notices whose mail or SMS went further since, with the state they come to; locked for the timer.

    `comes_back`: somebody reads what servers send back, so that their silence means something.
    """
    out = _OUTGOING.c
    quiet = and_(out.state == "sent", out.sent_at <= at - QUIET) if comes_back else false()
    further = or_(out.state != "sent", Notice.state == NoticeState.QUEUED, quiet)
    state = case((quiet, "delivered"), else_=out.state)
    waiting = select(Notice, state).join(_OUTGOING, out.about == Notice.id)
    waiting = waiting.where(Notice.state.in_([NoticeState.QUEUED, NoticeState.SENT]), further)
    late = select(Notice, _MAIL.c.state).join(_MAIL, _MAIL.c.about == Notice.id)
    late = late.where(Notice.state == NoticeState.DELIVERED, _MAIL.c.state == "failed")
    return [
        (row[0], row[1])
        for found in (waiting, late)
        for row in await session.execute(
            found.where(Notice.channel.in_(["mail", "sms", "mssante"]))
            .order_by(Notice.id)
            .limit(batch)
            .with_for_update(of=Notice, skip_locked=True)
        )
    ]
