"""Who did it: every transition and every line of the timeline names its author."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.known.repository import account_of


@dataclass(frozen=True)
class Author:
    """A person with an account, a professional who answered by link, or the system (all empty)."""

    account_id: UUID | None = None
    name: str = ""
    professional_id: UUID | None = None
    structure: str | None = None

    @classmethod
    def of(cls, caller: Caller) -> Author:
        return cls(caller.account_id, caller.name, caller.professional_id, caller.structure)

    @classmethod
    def answering(cls, professional_id: UUID, name: str) -> Author:
        """A professional who used an answer link, without an account."""
        return cls(None, name, professional_id)


#: Timers and events: nobody in particular.
SYSTEM = Author()


async def author_elsewhere(session: AsyncSession, cpts_id: UUID, account_id: UUID | None) -> Author:
    """Who did it in another service. An account that never came here has no name here; its identifier says who."""
    if account_id is None:
        return SYSTEM
    account = await account_of(session, cpts_id, account_id)
    return Author(account_id, account.name if account else "")
