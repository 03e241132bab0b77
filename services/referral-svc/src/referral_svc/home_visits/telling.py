"""The coordination is written to about missing home visits, as each wished. They are counted in scheduling-svc."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from referral_svc.followup import channels, digests
from referral_svc.followup.rhythm import NoticeKind, Rhythm
from referral_svc.home_visits import messages_fr
from referral_svc.known.facts import HomeVisitsShort

#: Who asks doctors to open more.
TOLD = "care_coordinator"


async def home_visits_short(
    session: AsyncSession, cpts_id: UUID, fact: HomeVisitsShort, public_url: str, at: datetime
) -> None:
    for account_id in await channels.accounts_with(session, TOLD):
        rhythm = (await channels.rhythms(session, account_id))[NoticeKind.HOME_VISITS]
        address = await channels.address_of(session, cpts_id, account_id)
        if rhythm == Rhythm.IMMEDIATE and address:
            await mail.queue(session, messages_fr.short(address, fact, public_url), at)
        elif rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
            await digests.put_off(session, cpts_id, account_id, NoticeKind.HOME_VISITS, rhythm, None, None, at)
