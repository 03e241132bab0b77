"""What requests ask of the sealed folder, which they may not import. `deps.py` injects `disclosure/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.referrals.authors import Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.values import (
    Comparisons,
    Compatibility,
    Criteria,
    DeclaredPractice,
    Listed,
    Opening,
    SealedGroups,
    Waiting,
)


class BlindView(Protocol):
    """What matching must know without seeing (`disclosure/blind.py`)."""

    async def compatibilities(
        self, session: AsyncSession, referral: Referral, practices: Sequence[DeclaredPractice]
    ) -> dict[UUID, Compatibility]: ...

    async def comparisons(
        self, session: AsyncSession, referral_ids: Sequence[UUID], practices: Sequence[DeclaredPractice]
    ) -> Comparisons:
        """The same as `compatibilities`, for a whole backlog at once."""
        ...

    async def criteria(self, session: AsyncSession, referral: Referral) -> Criteria: ...

    async def criteria_of(self, session: AsyncSession, referrals: Sequence[Referral]) -> dict[UUID, Criteria]:
        """The same for many at once; without those whose content is erased."""
        ...


class Grants(Protocol):
    """What lets somebody read the name or a bulletin of one request. Each is written in its timeline."""

    async def open(
        self, session: AsyncSession, referral: Referral, opening: Opening, by: Author, at: datetime
    ) -> None: ...

    async def revoke(
        self,
        session: AsyncSession,
        referral_id: UUID,
        *,
        reason: str,
        at: datetime,
        professional_id: UUID | None = None,
        appointment_id: UUID | None = None,
        handover_id: UUID | None = None,
    ) -> None:
        """All that stand, or those of one professional, or what an appointment or a hand-over opened."""
        ...

    async def opened_to(self, session: AsyncSession, caller: Caller, at: datetime) -> set[UUID]:
        """Requests of which a grant lets this caller read something now."""
        ...

    async def is_opened_to(self, session: AsyncSession, caller: Caller, referral_id: UUID, at: datetime) -> bool: ...


class Disclosure(Protocol):
    """The sealed person and bulletins of requests: copied, compared, corrected and erased without being seen."""

    async def compared_groups(
        self, session: AsyncSession, referral_ids: Sequence[UUID]
    ) -> Mapping[UUID, SealedGroups]:
        """For the discrimination monitor, which adds them up and keeps none; of those whose content stands."""
        ...

    async def erase(self, session: AsyncSession, referral_id: UUID) -> None:
        """Destroys the key of the request and what it sealed."""
        ...

    def worklists(self, caller: Caller, at: datetime) -> list[Listed]: ...

    async def forget_readings(self, session: AsyncSession, before: datetime) -> int:
        """Removes the oldest lines of the log of readings. Returns how many."""
        ...

    async def settle_wishes(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, at: datetime
    ) -> None:
        """Keeps, sealed, which wishes the choice met and why the others were not."""
        ...

    async def visit_changed(
        self, session: AsyncSession, referral: Referral, appointment_id: UUID, what: str, at: datetime
    ) -> None:
        """An appointment was moved or cancelled: whoever had it confirmed is written to again, by the same ways."""
        ...

    async def reopen_wishes(self, session: AsyncSession, referral: Referral) -> None:
        """The placement did not hold."""
        ...

    async def require_language(self, session: AsyncSession, referral: Referral, *, imperative: bool) -> None:
        """The coordinator alone makes the person's language exclude those who do not speak it, or lifts it."""
        ...

    async def correct_criteria(
        self, session: AsyncSession, referral: Referral, corrections: Mapping[Any, str]
    ) -> Criteria:
        """The coordinator's corrections ({criterion: yes|no|unknown}) join the sealed answers."""
        ...

    async def copy_person(self, session: AsyncSession, referral: Referral, to_id: UUID, at: datetime) -> bool:
        """The person of a request becomes that of another, with a key of its own. False once erased."""
        ...

    async def copy_bulletins(
        self, session: AsyncSession, from_id: UUID, to: Referral, by: Author, at: datetime
    ) -> None:
        """The bulletins too, once the other request exists."""
        ...

    async def keep_surest_identity(self, session: AsyncSession, newcomer: Referral, kept: Referral) -> None:
        """Two requests about one person become one: it keeps whichever identity is the surer."""
        ...

    async def same_person(self, session: AsyncSession, referral: Referral) -> UUID | None:
        """The newest other open request about the same person, if there is one."""
        ...

    async def own_drafts(self, session: AsyncSession, caller: Caller, at: datetime) -> Waiting:
        """Requests the caller has begun to type and not stated."""
        ...

    async def erase_old_drafts(self, session: AsyncSession, at: datetime) -> int:
        """Those whose seven days are over; returns how many."""
        ...
