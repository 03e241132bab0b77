"""Whom a neighbour's person chose reads her request where it stands: behind the wall of its own CPTS, as a guest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from carekit.auth import Caller
from carekit.db import Unit
from referral_svc.known.repository import today_of
from referral_svc.neighbours import repository


async def as_guest(unit: Unit, caller: Caller, referral_id: str | None, at: datetime) -> Caller | None:
    """The caller as that CPTS knows him: a professional and nothing else, whatever he is in his own.

    None for everybody else. His grants are asked for behind that wall as for any professional; this only finds the
    wall, and finds it no longer once the agreement, the crossing or the choice is over.
    """
    if referral_id is None or caller.professional_id is None or not caller.has("professional"):
        return None
    try:
        wanted = UUID(referral_id)
    except ValueError:
        return None
    async with unit.begin() as session:
        own = caller.cpts
        today = await today_of(session, own, at)
        home = await repository.home_of(session, own, caller.professional_id, wanted, today)
    return replace(caller, cpts_id=home, roles=frozenset({"professional"}), structure=None) if home else None
