"""Accounts, known from their own tokens: the gateway owns them and tells nobody of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.db import Unit
from referral_svc.known.models import KnownAccount
from referral_svc.known.repository import today_of


@dataclass
class Arrivals:
    """Notes whoever asks for anything, one object per process.

    It remembers the accounts noted in the present hour, so that a request costs nothing, an account one look at
    its row in an hour, and one write in a day or when its token says something new.
    """

    _hour: datetime | None = None
    _noted: dict[tuple[UUID, UUID], dict[str, Any]] = field(default_factory=dict)

    async def note(self, unit: Unit, caller: Caller, at: datetime) -> None:
        """In a transaction of its own: who is refused afterwards was here all the same."""
        if caller.account_id is None:
            return
        hour = at.replace(minute=0, second=0, microsecond=0)
        if hour != self._hour:
            self._hour, self._noted = hour, {}
        who, said = (caller.cpts, caller.account_id), _said(caller)
        if self._noted.get(who) == said:
            return
        async with unit.begin() as session:
            await _write(session, who, said, at)
        self._noted[who] = said


def _said(caller: Caller) -> dict[str, Any]:
    return {
        "professional_id": caller.professional_id,
        "name": caller.name,
        "email": caller.email,
        "roles": sorted(caller.roles),
    }


async def _write(session: AsyncSession, who: tuple[UUID, UUID], said: dict[str, Any], at: datetime) -> None:
    cpts_id, account_id = who
    news = {**said, "seen_on": await today_of(session, cpts_id, at)}
    seen = insert(KnownAccount).values(cpts_id=cpts_id, account_id=account_id, **news)
    await session.execute(
        seen.on_conflict_do_update(
            index_elements=["cpts_id", "account_id"],
            set_={one: seen.excluded[one] for one in news},
            where=or_(*(getattr(KnownAccount, one).is_distinct_from(seen.excluded[one]) for one in news)),
        )
    )
