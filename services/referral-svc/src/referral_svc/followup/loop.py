"""The loop closes: each participant is told, and the request knows who was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from carekit.auth import Caller
from carekit.mail import Mail
from referral_svc.followup import repository
from referral_svc.followup.messages_fr import NOTICE_SUBJECT, notice_body
from referral_svc.followup.models import Notice, NoticeState, Part, Participant
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.codes import Kind, WorklistKey
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS
from referral_svc.referrals.ports import Listed
from referral_svc.referrals.repository import coordinated_by, professional_of


@dataclass(frozen=True)
class ClosedLoop:
    """Implements `referrals.ports.Loop`."""

    public_url: str

    async def opened(self, session: AsyncSession, referral: Referral, at: datetime) -> None:
        session.add(
            Participant(
                cpts_id=referral.cpts_id, referral_id=referral.id, part=Part.REFERRER, joined_at=at,
                account_id=referral.referrer_account_id, professional_id=referral.referrer_professional_id,
                name=referral.referrer_name,
            )
        )  # fmt: skip
        # A request for a médecin traitant has none yet: its usual doctor is a candidate, not a participant.
        if referral.usual_professional_id is not None and referral.kind != Kind.MEDECIN_TRAITANT:
            await self._join(session, referral, referral.usual_professional_id, Part.MEDECIN_TRAITANT, at)

    async def joined(self, session: AsyncSession, referral: Referral, professional_id: UUID, at: datetime) -> None:
        await self._join(session, referral, professional_id, Part.ACCEPTING_PROFESSIONAL, at)

    async def left(self, session: AsyncSession, referral: Referral, professional_id: UUID, at: datetime) -> None:
        for participant in await repository.participants_of(session, referral.id):
            if participant.part == Part.ACCEPTING_PROFESSIONAL and participant.professional_id == professional_id:
                participant.left_at = at
                for notice in await repository.unsettled_of(session, participant.id):
                    notice.waive("left", at)
        await session.flush()

    async def inform(
        self,
        session: AsyncSession,
        referral: Referral,
        subject: str,
        at: datetime,
        *,
        but: Author | None = None,
        professionals_only: bool = False,
    ) -> None:
        for participant in await repository.participants_of(session, referral.id):
            if but is not None and participant.is_author(but):
                continue
            if professionals_only and participant.professional_id is None:
                continue
            await self._tell(session, referral, participant, subject, at)

    async def inform_author(
        self, session: AsyncSession, referral: Referral, author: Author, subject: str, at: datetime
    ) -> None:
        for participant in await repository.participants_of(session, referral.id):
            if participant.is_author(author):
                await self._tell(session, referral, participant, subject, at)

    async def uninformed(self, session: AsyncSession, referral_id: UUID) -> list[str]:
        return [f"notice:{notice_id}" for notice_id in await repository.unsettled(session, referral_id)]

    async def takes_part(self, session: AsyncSession, referral_id: UUID, caller: Caller) -> bool:
        return await repository.follows(session, referral_id, caller)

    async def taken_part_in(self, session: AsyncSession, caller: Caller) -> set[UUID]:
        return await repository.referrals_followed(session, caller)

    async def unread(
        self, session: AsyncSession, caller: Caller, referral_ids: Sequence[UUID]
    ) -> dict[UUID, list[UUID]]:
        return await repository.unread_among(session, caller, referral_ids)

    def worklists(self, caller: Caller) -> list[Listed]:
        """Ended requests too: most news are that one ended."""
        lists = [Listed(WorklistKey.NEWS, *repository.with_news_for(caller))]
        if caller.has(*COORDINATORS):
            rows, since = repository.with_failed_notice()
            lists.append(Listed(WorklistKey.FAILED_NOTICES, and_(coordinated_by(caller), rows), since))
        return lists

    async def _join(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, part: Part, at: datetime
    ) -> None:
        known = await professional_of(session, referral.cpts_id, professional_id)
        session.add(
            Participant(
                cpts_id=referral.cpts_id, referral_id=referral.id, part=part, joined_at=at, account_id=None,
                professional_id=professional_id, name=known.name if known else "",
            )
        )  # fmt: skip
        await session.flush()

    async def _tell(
        self, session: AsyncSession, referral: Referral, participant: Participant, subject: str, at: datetime
    ) -> None:
        """By mail when an address is known; else an account finds it in the application, where it is delivered.

        A professional of whom we know neither has to be told by somebody: the notice fails at once.
        """
        address = None
        if participant.professional_id is not None:
            address = await repository.mail_of(session, referral.cpts_id, participant.professional_id)
        in_application = participant.account_id is not None and not address
        notice = Notice(
            cpts_id=referral.cpts_id, referral_id=referral.id, participant_id=participant.id, subject=subject,
            channel="application" if in_application else "mail", state=NoticeState.QUEUED, queued_at=at, state_at=at,
        )  # fmt: skip
        session.add(notice)
        await session.flush()
        if address:
            body = notice_body(self.public_url, referral.id)
            await mail.queue(session, Mail(address, NOTICE_SUBJECT, body, about=notice.id), at)
        elif in_application:
            notice.delivered(at)
        else:
            notice.failed(at)
        details = {"subject": subject, "to": participant.name, "channel": notice.channel}
        await timeline.add(session, referral.id, f"notice_{notice.state.value}", SYSTEM, at, details)


async def follow_mail(session: AsyncSession, at: datetime, batch: int = 100) -> int:
    """Timer: the state of a notice follows its mail. What failed for good is given to the coordinator."""
    rows = await repository.settled_by_mail(session, batch)
    for notice, mail_state in rows:
        if mail_state == "failed":
            notice.failed(at)
        else:
            notice.delivered(at)
        await timeline.add(
            session, notice.referral_id, f"notice_{notice.state.value}", SYSTEM, at, {"subject": notice.subject}
        )
    return len(rows)
