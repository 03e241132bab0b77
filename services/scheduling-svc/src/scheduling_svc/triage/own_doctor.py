"""The slots of the person's own doctor: what he keeps for his own patients is open to her, once she was sorted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.driver_session import DriverSession
from scheduling_svc.triage.policies import TRIAGERS

_OWN_DOCTOR = text(
    """
    select r.usual_professional_id
    from known_referral r join triage t on t.cpts_id = r.cpts_id and t.referral_id = r.referral_id
    where r.referral_id = :referral_id and t.status = 'sorted' and r.usual_professional_id is not null
    """
)


async def with_own_doctor(
    session: AsyncSession | DriverSession, caller: Caller, sight: dict[str, Any], referral_id: UUID | None
) -> dict[str, Any]:
    """`sight`, and the agenda of the own doctor of a request that the caller sorts. Naming a doctor in a request
    opens nothing by itself: trained staff have sorted it."""
    if referral_id is None or sight["own"] is not None or not caller.has(*TRIAGERS):
        return sight
    row = (await session.execute(_OWN_DOCTOR, {"referral_id": referral_id})).first()
    return sight if row is None else {**sight, "own": row.usual_professional_id}
