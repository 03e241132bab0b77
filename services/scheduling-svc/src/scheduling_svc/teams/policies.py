"""Who makes a team, who leads it, who reads of it. Pure functions (rules of the profession, section 8)."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.pools.policies import KEEPERS, READERS, decides_for
from scheduling_svc.teams.errors import NotYourTeam


def may_read_teams(caller: Caller) -> None:
    caller.require(*READERS)


def may_make_team(caller: Caller) -> None:
    """« Rota, pools »: the office of the CPTS."""
    caller.require(*KEEPERS)


def may_lead(caller: Caller, lead_id: UUID | None) -> None:
    """The office of the CPTS, or the professional whom it named and his delegate."""
    caller.require(*READERS)
    if not decides_for(caller, lead_id):
        raise NotYourTeam
