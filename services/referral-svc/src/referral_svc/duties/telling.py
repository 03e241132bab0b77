"""Professionals are written to about their duties and replacements, as each wished. Both are scheduling-svc's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from carekit.clock import local_date
from referral_svc.duties import covers_fr, messages_fr
from referral_svc.followup import channels, digests
from referral_svc.followup.rhythm import NoticeKind, Rhythm
from referral_svc.known.facts import CoverChanged, CoverPublished, DutyChanged, RotaPublished, SwapOffered
from referral_svc.known.repository import professional_of, zone_of


@dataclass(frozen=True)
class Desk:
    """Where mails about duties and replacements are written: for one CPTS, at one instant."""

    session: AsyncSession
    cpts_id: UUID
    public_url: str
    at: datetime

    async def rota_published(self, fact: RotaPublished) -> None:
        for one in fact.duties:
            if to := await self._address(one.professional_id, NoticeKind.DUTY, min(one.days, default=None)):
                await self._send(messages_fr.published(to, kind=fact.kind, days=one.days, public_url=self.public_url))

    async def duty_changed(self, fact: DutyChanged) -> None:
        """Both are told, but for who did it himself."""
        changed_hands, url = fact.was_of != fact.professional_id, self.public_url
        both = (fact.professional_id, fact.was_of)
        now_his, was_his = (None if one == fact.by_professional_id else one for one in both)
        soonest = min(fact.on, fact.was_on)
        if to := await self._address(now_his, NoticeKind.DUTY, soonest):
            moved = messages_fr.moved(to, on=fact.on, was_on=fact.was_on, public_url=url)
            await self._send(messages_fr.given(to, on=fact.on, public_url=url) if changed_hands else moved)
        if changed_hands and (to := await self._address(was_his, NoticeKind.DUTY, soonest)):
            await self._send(messages_fr.taken(to, on=fact.was_on, public_url=url))

    async def swap_offered(self, fact: SwapOffered) -> None:
        for who in fact.may_take:
            if to := await self._address(who, NoticeKind.SWAP, fact.on):
                await self._send(
                    messages_fr.offered(to, on=fact.on, in_return=fact.in_return, public_url=self.public_url)
                )

    async def cover_published(self, fact: CoverPublished) -> None:
        for one in fact.asked:
            if to := await self._address(one.professional_id, NoticeKind.COVER_OFFER, min(one.days)):
                await self._send(covers_fr.sought(to, fact=fact, days=one.days, public_url=self.public_url))

    async def cover_changed(self, fact: CoverChanged) -> None:
        """The practice hears of a claim, and who keeps its agenda; the locum of what was decided; all of hours given
        back; never of one's own act."""
        soonest = min(one.on for one in fact.hours)
        told = {"claimed": [fact.decided_by], "released": [fact.locum_id, fact.decided_by]}
        for who in told.get(fact.change, [fact.locum_id]):
            if who != fact.by_professional_id and (to := await self._address(who, NoticeKind.COVER, soonest)):
                await self._send(
                    covers_fr.changed(to, fact=fact, is_locum=who == fact.locum_id, public_url=self.public_url)
                )
        if fact.decided_by in told.get(fact.change, []) and fact.by_professional_id != fact.decided_by:
            for delegate in await channels.delegates_of(self.session, fact.decided_by):
                if delegate.account_id != fact.by_account_id and (
                    to := await self._at(delegate.account_id, delegate.email, NoticeKind.COVER, soonest)
                ):
                    await self._send(covers_fr.changed(to, fact=fact, is_locum=False, public_url=self.public_url))

    async def _address(self, professional_id: UUID | None, kind: NoticeKind, on: date | None) -> str | None:
        """Whom to write to at once. None: nobody is to be told, he wishes no mail of this kind or reads of it in his
        next digest, left, or has no address that is known."""
        if professional_id is None:
            return None
        known = await professional_of(self.session, self.cpts_id, professional_id)
        if known is None or known.left_on is not None:
            return None
        return await self._at(professional_id, known.email, kind, on)

    async def _at(self, person_id: UUID, email: str | None, kind: NoticeKind, on: date | None) -> str | None:
        """As this person wished, of whom the address is known."""
        rhythm = (await channels.rhythms(self.session, person_id))[kind]
        if rhythm in (Rhythm.DAILY, Rhythm.WEEKLY) and await self._can_wait(rhythm, on):
            await digests.put_off(self.session, self.cpts_id, person_id, kind, rhythm, None, None, self.at)
            return None
        return None if rhythm == Rhythm.OFF else email

    async def _can_wait(self, rhythm: Rhythm, on: date | None) -> bool:
        """The digest leaves before the day of the duty: nobody reads on Monday that he was on duty on Saturday."""
        if on is None:
            return True
        leaves = await digests.leaves_at(self.session, self.cpts_id, rhythm, self.at)
        return local_date(leaves, await zone_of(self.session, self.cpts_id)) < on

    async def _send(self, written: mail.Mail) -> None:
        await mail.queue(self.session, written, self.at)
