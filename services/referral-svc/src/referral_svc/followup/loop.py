"""The loop closes: each participant is told, and the request knows who was not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail, sms
from carekit.auth import Caller
from carekit.mail import Mail
from carekit.sms import Sms
from referral_svc.followup import channels, digests, repository
from referral_svc.followup.messages_fr import mail_about, sms_about
from referral_svc.followup.models import Notice, NoticeState, Part, Participant, ReportDelivery
from referral_svc.followup.rhythm import DEFAULTS, NoticeKind, Rhythm, kind_of
from referral_svc.known.repository import professional_of
from referral_svc.mailboxes import repository as mailboxes
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import SYSTEM, Author
from referral_svc.referrals.codes import Kind, WorklistKey
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS
from referral_svc.referrals.repository import coordinated_by
from referral_svc.referrals.values import Listed


@dataclass(frozen=True)
class ClosedLoop:
    """Implements `referrals.ports.Loop`."""

    public_url: str
    sends_sms: bool = False
    #: Domains to which a report itself may go; none where no MSSanté operator is set up.
    mssante_domains: tuple[str, ...] = ()

    async def opened(self, session: AsyncSession, referral: Referral, at: datetime) -> None:
        session.add(
            Participant(
                cpts_id=referral.cpts_id,
                referral_id=referral.id,
                part=Part.REFERRER,
                joined_at=at,
                account_id=referral.referrer_account_id,
                professional_id=referral.referrer_professional_id,
                name=referral.referrer_name,
            )
        )
        if referral.referrer_structure is not None:
            await self._structure_joins(session, referral, referral.referrer_structure, at)
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
        report_id: UUID | None = None,
    ) -> None:
        for participant in await repository.participants_of(session, referral.id):
            if but is not None and participant.is_author(but):
                continue
            if professionals_only and participant.professional_id is None:
                continue
            if report_id is not None and await self._sends_itself(session, participant):
                await self._send(session, referral, participant, report_id, at)
            else:
                await self._tell(session, referral, participant, subject, at)

    async def inform_author(
        self, session: AsyncSession, referral: Referral, author: Author, subject: str, at: datetime
    ) -> None:
        for participant in await repository.participants_of(session, referral.id):
            if participant.is_author(author):
                await self._tell(session, referral, participant, subject, at)

    async def silent(self, session: AsyncSession, referral: Referral, at: datetime) -> None:
        for account_id in await channels.coordinators_of(session, referral):
            rhythm = (await channels.rhythms(session, account_id))[NoticeKind.SILENT]
            if rhythm != Rhythm.OFF:
                await digests.put_off(
                    session, referral.cpts_id, account_id, NoticeKind.SILENT, rhythm, referral.id, None, at
                )

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
                cpts_id=referral.cpts_id,
                referral_id=referral.id,
                part=part,
                joined_at=at,
                account_id=None,
                professional_id=professional_id,
                name=known.name if known else "",
            )
        )
        await session.flush()

    async def _structure_joins(self, session: AsyncSession, referral: Referral, structure: str, at: datetime) -> None:
        """« And his structure's colleagues » (rules of the profession, section 6): one participant for them all."""
        session.add(
            Participant(
                cpts_id=referral.cpts_id,
                referral_id=referral.id,
                part=Part.STRUCTURE,
                joined_at=at,
                structure=structure,
                name=await mailboxes.name_of(session, referral.cpts_id, structure),
            )
        )

    async def _tell(
        self, session: AsyncSession, referral: Referral, participant: Participant, subject: str, at: datetime
    ) -> None:
        if participant.structure is not None:
            notice = await self._tell_structure(session, referral, participant, participant.structure, subject, at)
        else:
            notice = await self._tell_person(session, referral, participant, subject, at)
        details = {"subject": subject, "to": participant.name, "channel": notice.channel}
        await timeline.add(session, referral.id, f"notice_{notice.state.value}", SYSTEM, at, details)

    async def _sends_itself(self, session: AsyncSession, participant: Participant) -> bool:
        """To a professional with an address of the trust space who did not wish for digests."""
        if participant.professional_id is None or not self.mssante_domains:
            return False
        known = await professional_of(session, participant.cpts_id, participant.professional_id)
        if known is None or not channels.is_mssante(known.mssante, self.mssante_domains):
            return False
        return (await channels.rhythms(session, known.professional_id))[NoticeKind.REPORT] == Rhythm.IMMEDIATE

    async def _send(
        self, session: AsyncSession, referral: Referral, participant: Participant, report_id: UUID, at: datetime
    ) -> None:
        assert participant.professional_id is not None, "reports go to professionals alone"
        notice = _queued(participant, "report", "mssante", at)
        session.add(notice)
        await session.flush()
        session.add(
            ReportDelivery(
                cpts_id=referral.cpts_id,
                referral_id=referral.id,
                report_id=report_id,
                notice_id=notice.id,
                professional_id=participant.professional_id,
                attempts=0,
                next_attempt_at=at,
            )
        )
        details = {"subject": "report", "to": participant.name, "channel": "mssante"}
        await timeline.add(session, referral.id, "notice_queued", SYSTEM, at, details)

    async def _tell_structure(
        self,
        session: AsyncSession,
        referral: Referral,
        participant: Participant,
        structure: str,
        subject: str,
        at: datetime,
    ) -> Notice:
        """In its mailbox, once somebody there confirmed one; it stands in the list of its colleagues in any case."""
        address = await mailboxes.address_of(session, referral.cpts_id, structure)
        notice = _queued(participant, subject, "mail" if address else "application", at)
        session.add(notice)
        await session.flush()
        if address:
            await self._mail(session, address, notice, at)
        else:
            notice.delivered(at)
        return notice

    async def _tell_person(
        self, session: AsyncSession, referral: Referral, participant: Participant, subject: str, at: datetime
    ) -> Notice:
        """As he wishes: by mail at once, in his next digest, or in the application alone, where it is delivered.

        Whoever has an account finds it there in any case. A professional of whom we know neither address nor
        account has to be told by somebody: the notice fails at once.
        """
        person_id = participant.professional_id or participant.account_id
        assert person_id is not None, "a participant is a professional or an account"
        kind = kind_of(subject)
        rhythm = (await channels.rhythms(session, person_id))[kind]
        address = await channels.address_of(session, referral.cpts_id, person_id)
        phone = await self._mobile_of(session, referral.cpts_id, person_id) if not address else None
        # Whoever wished for anything else than the default did so in the application.
        signs_in = participant.account_id is not None or rhythm != DEFAULTS[kind]
        by_mail = address is not None and participant.professional_id is not None and rhythm == Rhythm.IMMEDIATE
        channel = "application" if signs_in and not by_mail else "sms" if phone else "mail"
        notice = _queued(participant, subject, channel, at)
        session.add(notice)
        await session.flush()
        if channel == "application":
            notice.delivered(at)
            if rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
                await digests.put_off(session, referral.cpts_id, person_id, kind, rhythm, referral.id, notice.id, at)
            elif address and rhythm == Rhythm.IMMEDIATE:
                title, body = mail_about(subject, self.public_url, referral.id)
                await mail.queue(session, Mail(address, title, body), at)  # a courtesy: he has it already
        elif phone:
            await sms.queue(session, Sms(phone, sms_about(subject, self.public_url), about=notice.id), at)
        elif address:
            await self._mail(session, address, notice, at)
        else:
            notice.failed(at)
        return notice

    async def _mail(self, session: AsyncSession, address: str, notice: Notice, at: datetime) -> None:
        """Its state follows this mail."""
        title, body = mail_about(notice.subject, self.public_url, notice.referral_id)
        await mail.queue(session, Mail(address, title, body, about=notice.id), at)

    async def _mobile_of(self, session: AsyncSession, cpts_id: UUID, person_id: UUID) -> str | None:
        """French mobile numbers alone, and only where a gateway for SMS is set up."""
        known = await professional_of(session, cpts_id, person_id) if self.sends_sms else None
        return sms.mobile(known.phone) if known and known.phone else None


def _queued(participant: Participant, subject: str, channel: str, at: datetime) -> Notice:
    return Notice(
        cpts_id=participant.cpts_id,
        referral_id=participant.referral_id,
        participant_id=participant.id,
        subject=subject,
        channel=channel,
        state=NoticeState.QUEUED,
        queued_at=at,
        state_at=at,
    )


async def follow_mail(session: AsyncSession, at: datetime, *, comes_back: bool, batch: int = 100) -> int:
    """Timer: the state of a notice follows its mail or SMS. What failed for good, or came back, is given to the
    coordinator; where what comes back is read, a mail on which nothing came back for a day counts as delivered."""
    rows = await repository.moved_by_mail(session, at, batch, comes_back=comes_back)
    for notice, state in rows:
        match state:
            case "sent":
                notice.sent(at)
            case "delivered":
                notice.delivered(at)
            case _:
                notice.failed(at)
        await timeline.add(
            session, notice.referral_id, f"notice_{notice.state.value}", SYSTEM, at, {"subject": notice.subject}
        )
    return len(rows)
