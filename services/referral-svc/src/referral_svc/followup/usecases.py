"""Participants and notices: who was told, who read it, and what the coordinator settles by hand."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.followup import repository
from referral_svc.followup.errors import AlreadyParticipant, NoticeNotFound, ProfessionalUnknown
from referral_svc.followup.models import Notice, Part, Participant
from referral_svc.followup.schemas import (
    NameParticipant,
    NoticeOut,
    ParticipantOut,
    Participants,
    WaiveNotice,
)
from referral_svc.known.repository import professional_of
from referral_svc.referrals import timeline
from referral_svc.referrals.reading import followed
from referral_svc.referrals.usecases import coordinated


async def participants(context: Context, referral_id: UUID) -> Participants:
    async with context.unit.begin() as session:
        await followed(session, context, referral_id)
        by_participant: dict[UUID, list[NoticeOut]] = {}
        notices = await repository.notices_of(session, referral_id)
        tries = await repository.tries_of(session, [one.id for one in notices if not one.is_settled])
        for notice in notices:
            by_participant.setdefault(notice.participant_id, []).append(_out(notice, *tries.get(notice.id, ())))
        return Participants(
            items=[
                _participant(row, by_participant.get(row.id, []))
                for row in await repository.participants_of(session, referral_id)
            ]
        )


async def name_participant(context: Context, referral_id: UUID, act: NameParticipant, once: Once) -> ParticipantOut:
    """The coordinator lets one more professional follow the request. It opens no bulletin."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        referral.require_stated("participants")
        known = await professional_of(session, referral.cpts_id, act.professional_id)
        if known is None:
            raise ProfessionalUnknown
        present = await repository.participants_of(session, referral_id)
        if any(row.professional_id == act.professional_id for row in present):
            raise AlreadyParticipant
        participant = Participant(
            cpts_id=referral.cpts_id,
            referral_id=referral.id,
            part=Part.NAMED,
            account_id=None,
            professional_id=act.professional_id,
            name=known.name,
            joined_at=context.at,
        )
        session.add(participant)
        await session.flush()
        await timeline.add(session, referral_id, "participant_named", context.by, context.at, {"to": known.name})
        return await idempotency.keep(session, once, _participant(participant, []))


async def waive_notice(
    context: Context, referral_id: UUID, notice_id: UUID, act: WaiveNotice, once: Once
) -> NoticeOut:
    async with context.unit.begin() as session:
        await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        notice = await repository.notice_for_act(session, referral_id, notice_id)
        if notice is None:
            raise NoticeNotFound
        notice.waive(act.reason, context.at)
        details = {"subject": notice.subject, "reason_code": act.reason}
        await timeline.add(session, referral_id, "notice_waived", context.by, context.at, details)
        return await idempotency.keep(session, once, _out(notice))


async def read_notice(context: Context, referral_id: UUID, notice_id: UUID) -> NoticeOut:
    """Only by the participant it was meant for; a second reading changes nothing."""
    async with context.unit.begin() as session:
        await followed(session, context, referral_id)
        notice = await repository.notice_for_act(session, referral_id, notice_id)
        if notice is None or not await repository.is_for(session, notice, context.caller):
            raise NoticeNotFound
        notice.read(context.at)
        return _out(notice)


def _participant(row: Participant, notices: list[NoticeOut]) -> ParticipantOut:
    return ParticipantOut(
        participant_id=row.id,
        part=row.part.value,
        name=row.name,
        professional_id=row.professional_id,
        notices=notices,
    )


def _out(notice: Notice, attempts: int = 0, next_attempt_at: datetime | None = None) -> NoticeOut:
    return NoticeOut(
        notice_id=notice.id,
        subject=notice.subject,
        state=notice.state.value,
        channel=notice.channel,
        queued_at=notice.queued_at,
        state_at=notice.state_at,
        attempts=attempts,
        next_attempt_at=next_attempt_at if attempts else None,
        waived_reason=notice.waived_reason,
    )
