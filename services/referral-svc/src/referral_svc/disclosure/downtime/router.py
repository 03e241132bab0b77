"""`POST /downtime-list`: what a coordinator prints for the hours without a computer."""

from __future__ import annotations

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure.downtime import usecases as downtime
from referral_svc.disclosure.downtime.schemas import DowntimeList

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.post("/downtime-list", responses=responses(RoleRefused, CptsMissing))
async def print_downtime_list(asked: Asked, vault: OpenVault) -> DowntimeList:
    """The open requests a coordinator answers for, to print before the computer is down: case number, telephone,
    state. Each line is logged as a reading."""
    return await downtime.print_list(asked, vault)
