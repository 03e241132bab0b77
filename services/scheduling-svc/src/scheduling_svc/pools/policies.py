"""Who keeps the pools, who takes a cover. Pure functions (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.pools.errors import NotInThePool, NotYourPractice, OtherProfession, OwnPractice
from scheduling_svc.pools.models import Cover, CoverStatus, PoolVolunteer
from scheduling_svc.slots.policies import OVERSEERS, OWNERS, own_agenda

#: Rules, section 8: the secretary keeps « rota, pools ».
KEEPERS = (*OVERSEERS, "secretary")
READERS = (*KEEPERS, *OWNERS)


class CoverAct(StrEnum):
    CLAIM = "claim"
    RELEASE = "release"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


def may_read_pools(caller: Caller) -> None:
    caller.require(*READERS)


def decides_for(caller: Caller, professional_id: UUID | None) -> bool:
    """For a practice, its professional; for a team, who leads it, if the coordination named somebody."""
    return caller.has(*KEEPERS) or (professional_id is not None and own_agenda(caller) == professional_id)


def may_decide_for(caller: Caller, professional_id: UUID | None) -> None:
    """The practice or the team: its professional, his delegate, or who keeps the pools of the CPTS."""
    caller.require(*READERS)
    if not decides_for(caller, professional_id):
        raise NotYourPractice


def may_volunteer(caller: Caller, professional_id: UUID) -> None:
    """Nobody is volunteered by others: himself or his delegate."""
    caller.require(*OWNERS)
    if own_agenda(caller) != professional_id:
        raise NotYourPractice


def volunteer_of(caller: Caller) -> UUID:
    caller.require(*OWNERS)
    own = own_agenda(caller)
    if own is None:
        raise NotInThePool
    return own


def may_claim(cover: Cover, locum_id: UUID, volunteer: PoolVolunteer | None, profession_code: str | None) -> None:
    """A team asks every professional of the CPTS; a practice asks those who volunteered to replace others."""
    if cover.professional_id == locum_id:
        raise OwnPractice
    if volunteer is None and cover.team_id is None:
        raise NotInThePool
    if cover.profession_code != profession_code:
        raise OtherProfession


def may_release(caller: Caller, cover: Cover, decider_id: UUID | None) -> None:
    """The volunteer who cannot come, or the practice or team that wants somebody else."""
    caller.require(*READERS)
    own = own_agenda(caller)
    if not decides_for(caller, decider_id) and (own is None or own != cover.locum_id):
        raise NotYourPractice


def acts_on(caller: Caller, cover: Cover, decider_id: UUID | None, now: datetime) -> list[CoverAct]:
    """What the screen offers, in its order: what moves the cover on comes first. Each act asks again."""
    own = own_agenda(caller)
    decides = decides_for(caller, decider_id)
    ahead = cover.starts_at > now
    status = CoverStatus(cover.status)
    offered = {
        CoverAct.CLAIM: ahead and status is CoverStatus.OPEN and own not in (None, cover.professional_id),
        CoverAct.CONFIRM: ahead and decides and status is CoverStatus.CLAIMED,
        CoverAct.RELEASE: ahead and cover.locum_id is not None and (decides or own == cover.locum_id),
        CoverAct.REOPEN: ahead and decides and status is CoverStatus.CONFIRMED,
        CoverAct.WITHDRAW: decides and cover.can_go_to(CoverStatus.WITHDRAWN),
    }
    return [act for act, stands in offered.items() if stands]
