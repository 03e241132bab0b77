"""Digests: what waits for one person, counted in one mail, at the hour and on the days that he wished."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from carekit.mail import Mail
from referral_svc.followup.channels import address_of
from referral_svc.followup.messages_fr import DIGEST_SUBJECT, digest_body
from referral_svc.followup.models import DigestEntry, Notice, NoticeState
from referral_svc.followup.rhythm import OF_NO_REQUEST, NoticeKind, Rhythm, next_digest
from referral_svc.referrals.models import Referral
from referral_svc.solicitations.surroundings import surroundings_at

BATCH = 50


async def put_off(
    session: AsyncSession,
    cpts_id: UUID,
    person_id: UUID,
    kind: NoticeKind,
    rhythm: Rhythm,
    referral_id: UUID | None,
    notice_id: UUID | None,
    at: datetime,
) -> None:
    """Into his next digest."""
    session.add(
        DigestEntry(
            cpts_id=cpts_id,
            person_id=person_id,
            kind=kind,
            referral_id=referral_id,
            notice_id=notice_id,
            due_at=await leaves_at(session, cpts_id, rhythm, at),
        )
    )


async def leaves_at(session: AsyncSession, cpts_id: UUID, rhythm: Rhythm, at: datetime) -> datetime:
    """When the digest leaves into which something of this instant goes."""
    around = await surroundings_at(session, cpts_id, None, at)
    return next_digest(at, rhythm, around.calendar)


async def send_due(session: AsyncSession, public_url: str, at: datetime) -> int:
    """Timer: one mail per person. The entries and the mail are of one transaction: neither is lost, neither twice."""
    due = select(DigestEntry.person_id).where(DigestEntry.due_at <= at).distinct().limit(BATCH)
    people = list(await session.scalars(due))
    for person_id in people:
        entries = list(
            await session.scalars(
                select(DigestEntry)
                .where(DigestEntry.person_id == person_id, DigestEntry.due_at <= at)
                .with_for_update(skip_locked=True)
            )
        )
        if not entries:
            continue
        waiting = await _still_waiting(session, entries)
        address = await address_of(session, entries[0].cpts_id, person_id)
        if waiting and address:
            body = digest_body(public_url, waiting)
            await mail.queue(session, Mail(address, DIGEST_SUBJECT, body), at)
        await session.execute(delete(DigestEntry).where(DigestEntry.id.in_([entry.id for entry in entries])))
    return len(people)


async def _still_waiting(session: AsyncSession, entries: list[DigestEntry]) -> dict[str, int]:
    """Counted by kind, without what was read or has moved since."""
    notices = [entry.notice_id for entry in entries if entry.notice_id is not None]
    unread = set(
        await session.scalars(
            select(Notice.id).where(
                Notice.id.in_(notices), Notice.state.not_in([NoticeState.READ, NoticeState.WAIVED])
            )
        )
    )
    silent = set(
        await session.scalars(
            select(Referral.id).where(
                Referral.id.in_([entry.referral_id for entry in entries]), Referral.is_stalled.is_(True)
            )
        )
    )
    kept = (
        entry.kind.value
        for entry in entries
        if entry.notice_id in unread
        or (entry.kind == NoticeKind.SILENT and entry.referral_id in silent)
        or entry.kind in OF_NO_REQUEST
    )
    return dict(Counter(kept))
