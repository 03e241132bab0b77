"""What was sealed of a person is destroyed (docs/decisions, « What is erased, when, and what stays »).

Figures stay (kind, commune, age band, class, dates, outcome), and who read what for as long as the law asks.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import ErasureReason


async def consent_withdrawn(
    session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime
) -> None:
    """Nothing but the consent allowed us to keep the content: it goes in the same transaction."""
    consent = await session.get_one(Consent, referral.id)
    consent.withdrawn_at = at
    await erased(session, ports, referral, ErasureReason.CONSENT_WITHDRAWN, by, at)


async def erased(
    session: AsyncSession, ports: Ports, referral: Referral, reason: ErasureReason, by: Author, at: datetime
) -> None:
    await ports.grants.revoke(session, referral.id, reason="erased", at=at)
    await ports.handovers.stopped(session, referral.id, "erased", at)
    await ports.neighbours.erased(session, referral, by, at)
    await ports.disclosure.erase(session, referral.id)
    referral.erase(reason, at)
    await timeline.add(session, referral.id, "content_erased", by, at, {"reason_code": reason.value})
    await session.flush()
