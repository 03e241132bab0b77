"""What the life cycle of one request asks about those it is linked with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.bundles import repository
from referral_svc.bundles.codes import BundleKind
from referral_svc.bundles.second_leg import is_done, open_second_leg
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.values import Tie


@dataclass(frozen=True)
class Knots:
    """Implements `referrals.ports.Bundles`."""

    async def ties(self, session: AsyncSession, referrals: Sequence[Referral]) -> dict[UUID, Tie]:
        """Asks nothing when none of them is linked, as in most lists."""
        of_bundle = {one.id: one.bundle_id for one in referrals if one.bundle_id is not None}
        if not of_bundle:
            return {}
        counts = await repository.counted(session, set(of_bundle.values()))
        return {
            referral_id: Tie(bundle_id, counts[bundle_id][0].value, counts[bundle_id][1])
            for referral_id, bundle_id in of_bundle.items()
            if bundle_id in counts
        }

    async def closed(
        self, session: AsyncSession, ports: Ports, caller: Caller, referral: Referral, at: datetime
    ) -> None:
        if is_done(referral) and await self.leads_on(session, referral):
            await open_second_leg(session, ports, caller, referral, at)

    async def leads_on(self, session: AsyncSession, referral: Referral) -> bool:
        if referral.bundle_id is None:
            return False
        bundle = await repository.bundle_of(session, referral.bundle_id)
        return bundle.kind == BundleKind.DENTAL and len(await repository.members_of(session, bundle.id)) == 1

    async def first_leg_done(
        self, session: AsyncSession, ports: Ports, caller: Caller, referral: Referral, at: datetime
    ) -> None:
        await open_second_leg(session, ports, caller, referral, at)

    async def of_the_same_person(self, session: AsyncSession, referral_id: UUID) -> list[UUID]:
        return await repository.of_the_same_person(session, referral_id)
