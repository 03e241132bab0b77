"""Who did it: every transition and every line of the timeline names its author."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from carekit.auth import Caller


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
