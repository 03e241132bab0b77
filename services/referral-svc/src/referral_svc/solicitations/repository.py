"""Questions about solicitations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, column, delete, exists, func, or_, select, table, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import OWN_CPTS
from referral_svc.known.models import KnownProfessional
from referral_svc.referrals.codes import HANDED_OVER, Status
from referral_svc.referrals.models import Referral
from referral_svc.solicitations.codes import AWAITED, State
from referral_svc.solicitations.models import AnswerLink, Solicitation, SolicitationSetting, Wave


async def link_of(session: AsyncSession, token_hash: bytes) -> AnswerLink | None:
    return await session.get(AnswerLink, token_hash)


async def solicitation_of(session: AsyncSession, solicitation_id: UUID) -> Solicitation | None:
    return await session.get(Solicitation, solicitation_id, populate_existing=True)


async def of_referral(session: AsyncSession, referral_id: UUID) -> list[Solicitation]:
    """Every professional ever asked for one request, in the order in which they were asked."""
    rows = await session.scalars(
        select(Solicitation)
        .where(Solicitation.referral_id == referral_id)
        .order_by(Solicitation.asked_at, Solicitation.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def asked_together(session: AsyncSession, lead_id: UUID) -> list[Solicitation]:
    """The question and those that follow it."""
    rows = await session.scalars(
        select(Solicitation)
        .where(or_(Solicitation.id == lead_id, Solicitation.asked_with == lead_id))
        .order_by(Solicitation.asked_with.is_not(None), Solicitation.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def named_by(session: AsyncSession, solicitation_ids: Iterable[UUID]) -> list[Solicitation]:
    """The fellows whom those who were asked named, in the order in which they were."""
    rows = await session.scalars(
        select(Solicitation)
        .where(Solicitation.named_by.in_(list(solicitation_ids)))
        .order_by(Solicitation.asked_at, Solicitation.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def is_still_asked_with(session: AsyncSession, one: Solicitation) -> bool:
    """Whether the same question stands for somebody else of those it was asked about."""
    if one.persons == 1 and one.asked_with is None:
        return False
    others = await asked_together(session, one.asked_with or one.id)
    return any(other.id != one.id and other.state in (State.ASKED, State.YES) for other in others)


async def waves_of(session: AsyncSession, referral_id: UUID) -> list[Wave]:
    rows = await session.scalars(select(Wave).where(Wave.referral_id == referral_id).order_by(Wave.number.desc()))
    return list(rows)


async def waves_sent(session: AsyncSession, referral_id: UUID) -> int:
    found = await session.scalar(select(func.max(Wave.number)).where(Wave.referral_id == referral_id))
    return found or 0


async def standing_yeses(session: AsyncSession, referral_id: UUID) -> list[Solicitation]:
    """Who said yes and still stands, in the order in which the yeses came."""
    rows = await session.scalars(
        select(Solicitation)
        .where(Solicitation.referral_id == referral_id, Solicitation.state == State.YES)
        .order_by(Solicitation.yes_rank)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def next_yes_rank(session: AsyncSession, referral_id: UUID) -> int:
    """Asked with the request's row locked, so that no rank is given twice."""
    last = await session.scalar(
        select(func.max(Solicitation.yes_rank)).where(Solicitation.referral_id == referral_id)
    )
    return (last or 0) + 1


async def asked_since(session: AsyncSession, professional_ids: Iterable[UUID], since: datetime) -> dict[UUID, int]:
    rows = await session.execute(
        select(Solicitation.professional_id, func.count())
        .where(
            Solicitation.professional_id.in_(list(professional_ids)),
            Solicitation.asked_at > since,
            Solicitation.asked_with.is_(None),
        )
        .group_by(Solicitation.professional_id)
    )
    return {row.professional_id: row[1] for row in rows}


async def reserved_by(session: AsyncSession, professional_id: UUID) -> int:
    found = await session.scalar(
        select(func.count())
        .select_from(Solicitation)
        .where(Solicitation.professional_id == professional_id, Solicitation.state == State.YES)
    )
    return found or 0


async def settings_of(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> SolicitationSetting | None:
    return await session.get(SolicitationSetting, (cpts_id, professional_id))


async def ensure_settings(session: AsyncSession, professional_ids: Iterable[UUID], at: datetime) -> None:
    """A row for each, so that it can be locked and so that fair share knows since when he is counted."""
    values = [{"professional_id": one, "at": at} for one in sorted(set(professional_ids))]
    if values:
        await session.execute(
            text(
                "insert into solicitation_setting "  # noqa: S608  (no value of anybody's)
                "(cpts_id, professional_id, declined_kinds, delegates_may_answer, counted_since, version) "
                f"values ({OWN_CPTS}, :professional_id, '{{}}', false, :at, 1) "
                "on conflict (cpts_id, professional_id) do nothing"
            ),
            values,
        )


async def locked_settings(session: AsyncSession, professional_ids: Iterable[UUID]) -> dict[UUID, SolicitationSetting]:
    """Rows locked in one order, so that two waves that share professionals take turns and never block each
    other for good."""
    rows = await session.scalars(
        select(SolicitationSetting)
        .where(SolicitationSetting.professional_id.in_(list(professional_ids)))
        .order_by(SolicitationSetting.professional_id)
        .with_for_update()
    )
    return {row.professional_id: row for row in rows}


async def professionals(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, KnownProfessional]:
    rows = await session.scalars(select(KnownProfessional).where(KnownProfessional.professional_id.in_(list(ids))))
    return {row.professional_id: row for row in rows}


#: carekit's queue, read for what became of the mail about a solicitation.
_MAIL = table("outgoing_mail", column("about"), column("state"))


async def never_reached(session: AsyncSession, ids: Iterable[UUID]) -> set[UUID]:
    """Solicitations whose every mail was refused for good, or tried in vain."""
    rows = await session.scalars(
        select(_MAIL.c.about)
        .where(_MAIL.c.about.in_(list(ids)))
        .group_by(_MAIL.c.about)
        .having(func.bool_and(_MAIL.c.state == "failed"))
    )
    return set(rows)


async def answer_counts(session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, tuple[Any, ...]]:
    """Per request: asked, yes, no, silent, and until when those who were asked last may answer."""
    if not referral_ids:
        return {}
    said_yes = Solicitation.state.in_([State.YES, State.CHOSEN, State.DECLINED])
    rows = await session.execute(
        select(
            Solicitation.referral_id,
            func.count(),
            func.count().filter(said_yes | (Solicitation.answer == "yes")),
            func.count().filter(Solicitation.state == State.NO),
            func.count().filter(Solicitation.state == State.SILENT),
            func.max(Solicitation.answer_by).filter(Solicitation.state.in_(AWAITED)),
        )
        .where(Solicitation.referral_id.in_(list(referral_ids)))
        .group_by(Solicitation.referral_id)
    )
    return {referral_id: tuple(counts) for referral_id, *counts in rows}


async def awaiting_answer(session: AsyncSession, professional_id: UUID, at: datetime) -> tuple[int, datetime | None]:
    """How many solicitations wait for this professional's word, and since when."""
    row = await session.execute(
        select(func.count(), func.min(Solicitation.asked_at)).where(
            Solicitation.professional_id == professional_id,
            Solicitation.state == State.ASKED,
            Solicitation.asked_with.is_(None),
            Solicitation.link_ends_at > at,
        )
    )
    count, oldest = row.one()
    return count, oldest


def awaited() -> ColumnElement[bool]:
    """Of a request: somebody who was asked has yet to say a word."""
    return exists().where(Solicitation.referral_id == Referral.id, Solicitation.state.in_(AWAITED))


def searched_in_vain() -> ColumnElement[bool]:
    """Of a request: under search, while no yes stands and everybody asked has said no, been silent or been reminded.

    Whoever was reminded keeps the second half of his delay; the next ones need not wait for it.
    """
    asked = select(Solicitation.id).where(
        Solicitation.referral_id == Referral.id,
        (Solicitation.state == State.YES)
        | ((Solicitation.state == State.ASKED) & Solicitation.remind_at.is_not(None)),
    )
    return and_(Referral.status == Status.SEARCHING, Referral.kind.not_in(HANDED_OVER), ~asked.exists())


async def mine(
    session: AsyncSession, professional_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> list[tuple[Solicitation, Referral]]:
    """A professional's own solicitations, the newest first."""
    query = (
        select(Solicitation, Referral)
        .join(Referral, Referral.id == Solicitation.referral_id)
        .where(
            Solicitation.professional_id == professional_id,
            # Of persons searched for together, one question stands in the list; then each whom he was given.
            Solicitation.asked_with.is_(None) | (Solicitation.state == State.CHOSEN),
        )
        .order_by(Solicitation.asked_at.desc(), Solicitation.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(tuple_(Solicitation.asked_at, Solicitation.id) < tuple_(*before))
    return [(one, referral) for one, referral in await session.execute(query)]


async def next_due(session: AsyncSession, at: datetime) -> tuple[UUID, UUID] | None:
    """The solicitation (and its request) that waits longest for a reminder or for the deadline to be drawn."""
    due = func.least(Solicitation.remind_at, Solicitation.answer_by)
    row = await session.execute(
        select(Solicitation.id, Solicitation.referral_id)
        .where(Solicitation.state == State.ASKED, due <= at)
        .order_by(due, Solicitation.id)
        .limit(1)
    )
    found = row.first()
    return (found.id, found.referral_id) if found else None


async def still_asked(session: AsyncSession, wave_id: UUID) -> bool:
    """Whether somebody of the wave has neither answered nor reached the deadline."""
    found = await session.scalar(
        select(func.count())
        .select_from(Solicitation)
        .where(Solicitation.wave_id == wave_id, Solicitation.state == State.ASKED)
    )
    return bool(found)


async def forget_links(session: AsyncSession, ended_before: datetime) -> int:
    gone = await session.execute(
        delete(AnswerLink).where(AnswerLink.ends_at < ended_before).returning(AnswerLink.token_hash)
    )
    return len(gone.all())
