"""What the form knows of whoever fills it."""

from __future__ import annotations

from referral_svc.context import Context
from referral_svc.kinds.doors import own_door
from referral_svc.kinds.schemas import OwnDoor
from referral_svc.referrals.policies import STATERS


async def shown(context: Context) -> OwnDoor:
    context.caller.require(*STATERS)
    async with context.unit.begin() as session:
        return OwnDoor(door=await own_door(session, context.caller))
