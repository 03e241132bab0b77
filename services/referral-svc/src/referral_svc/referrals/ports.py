"""What requests ask of folders they may not import. `deps.py` injects the implementations.

What is asked of the sealed folder stands in `sealed_ports.py`. All run in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.matching.waves import Calendar
from referral_svc.referrals.authors import Author
from referral_svc.referrals.models import Referral
from referral_svc.referrals.sealed_ports import BlindView, Disclosure, Grants
from referral_svc.referrals.values import (
    AnswerCounts,
    Criteria,
    Listed,
    StandingProposal,
    Tie,
    Waiting,
)


class Solicitations(Protocol):
    """Answered by `solicitations/`: who was asked, who said yes, who must be thanked."""

    async def proposals(self, session: AsyncSession, referral: Referral) -> list[StandingProposal]: ...

    async def placed(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, by: Author, at: datetime
    ) -> None:
        """The person chose this professional: the others are thanked, links close, one place is taken. Of whoever
        was placed by a booking the slot was the place."""
        ...

    async def declined(
        self,
        session: AsyncSession,
        referral: Referral,
        professional_id: UUID | None,
        reason_code: str | None,
        by: Author,
        at: datetime,
    ) -> int:
        """The person said no to this proposal (all of them when None). Returns how many stand."""
        ...

    async def stepped_back(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, by: str, at: datetime
    ) -> None:
        """Once chosen, he can no longer (`professional`) or is no longer wished (`person`): his place comes free.
        Called before the request goes back."""
        ...

    async def stays(self, session: AsyncSession, referral: Referral, professional_id: UUID, since: datetime) -> None:
        """He stepped back at that instant and comes back on it: who was chosen is chosen. His places are the
        caller's matter."""
        ...

    async def stopped(self, session: AsyncSession, referral: Referral, reason: str, by: Author, at: datetime) -> None:
        """Held, redirected or withdrawn: links close; unless held, reserved places come free."""
        ...

    async def rescheduled(self, session: AsyncSession, referral: Referral, criteria: Criteria, at: datetime) -> None:
        """The carer is needed at another hour: cards and deadlines follow, and whoever was asked is told."""
        ...

    async def answer_counts(
        self, session: AsyncSession, referral_ids: Sequence[UUID]
    ) -> dict[UUID, AnswerCounts]: ...

    def awaited(self) -> ColumnElement[bool]:
        """Of a request: somebody who was asked has yet to say a word."""
        ...

    def worklists(self, caller: Caller) -> list[Listed]: ...

    async def calendar(self, session: AsyncSession, cpts_id: UUID, at: datetime) -> Calendar:
        """When the practices of the CPTS are open, its holidays and closures."""
        ...

    async def own_to_answer(self, session: AsyncSession, professional_id: UUID, at: datetime) -> Waiting: ...


class Loop(Protocol):
    """Answered by `followup/`: who takes part, and whether each was informed."""

    async def opened(self, session: AsyncSession, referral: Referral, at: datetime) -> None:
        """The referrer, and the médecin traitant when there is one, become participants."""
        ...

    async def joined(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, at: datetime
    ) -> None: ...

    async def left(self, session: AsyncSession, referral: Referral, professional_id: UUID, at: datetime) -> None:
        """Who stepped back follows the request no longer; what he was told stays written."""
        ...

    async def inform(
        self,
        session: AsyncSession,
        referral: Referral,
        subject: str,
        at: datetime,
        *,
        but: Author | None = None,
        professionals_only: bool = False,
        report_id: UUID | None = None,
    ) -> None:
        """Queues one notice to each participant `but` this one. `subject`: placed, redirected, withdrawn, closed,
        back_to_search, message, report, discharge_moved, discharge_confirmed, in_charge, outcome. `report_id`: what
        goes itself to whoever has an MSSanté address, where that is set up."""
        ...

    async def inform_author(
        self, session: AsyncSession, referral: Referral, author: Author, subject: str, at: datetime
    ) -> None:
        """The same to one participant alone. `subject`: report_refused, declaration_awaited."""
        ...

    async def silent(self, session: AsyncSession, referral: Referral, at: datetime) -> None:
        """Its coordinators hear that nothing was done about it for days."""
        ...

    async def uninformed(self, session: AsyncSession, referral_id: UUID) -> list[str]:
        """What closing waits for: one `notice:<id>` per notice neither delivered, read nor waived."""
        ...

    async def takes_part(self, session: AsyncSession, referral_id: UUID, caller: Caller) -> bool: ...

    async def taken_part_in(self, session: AsyncSession, caller: Caller) -> set[UUID]: ...

    async def unread(
        self, session: AsyncSession, caller: Caller, referral_ids: Sequence[UUID]
    ) -> dict[UUID, list[UUID]]:
        """Per request, the notices to this caller that he has not read, oldest first."""
        ...

    def worklists(self, caller: Caller) -> list[Listed]: ...


class Handovers(Protocol):
    """Answered by `handovers/`: what was handed over by name."""

    async def stopped(self, session: AsyncSession, referral_id: UUID, reason: str, at: datetime) -> None:
        """All that stand are over: the request ended, or the person refuses for now."""
        ...

    async def unsaid(self, session: AsyncSession, referral: Referral) -> list[str]:
        """What closing waits for: `handover_outcome` while somebody who has it in charge has not said what came
        of it."""
        ...

    async def settle(self, session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime) -> None:
        """Brings a request that is handed over to where its hand-overs stand: called once it is qualified or resumed,
        and by every act on one of them."""
        ...

    async def waiting(self, session: AsyncSession, caller: Caller, at: datetime) -> Waiting:
        """Handed to this caller by name and not answered."""
        ...

    def worklists(self, caller: Caller, at: datetime) -> list[Listed]: ...


class Neighbours(Protocol):
    """Answered by `neighbours/`: agreements with other CPTS, and what they opened to this one."""

    async def waiting(self, session: AsyncSession, caller: Caller, at: datetime) -> dict[str, Waiting]:
        """By key of its worklist: agreements to answer, requests received of which nobody is being asked."""
        ...

    async def erased(self, session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
        """The content of the request goes: nothing of it stays open to a neighbour."""
        ...


class Bundles(Protocol):
    """Answered by `bundles/`: requests stated together."""

    async def ties(self, session: AsyncSession, referrals: Sequence[Referral]) -> dict[UUID, Tie]:
        """By request, of those that are linked."""
        ...

    async def closed(
        self, session: AsyncSession, ports: Ports, caller: Caller, referral: Referral, at: datetime
    ) -> None:
        """A request has just been closed: whatever waited for that opens."""
        ...

    async def leads_on(self, session: AsyncSession, referral: Referral) -> bool:
        """Whether it is a first leg that a second has yet to follow."""
        ...

    async def first_leg_done(
        self, session: AsyncSession, ports: Ports, caller: Caller, referral: Referral, at: datetime
    ) -> None:
        """By a partner body: the second opens."""
        ...

    async def of_the_same_person(self, session: AsyncSession, referral_id: UUID) -> list[UUID]:
        """The linked requests that rest on the same consent, this one included, in the order of locking."""
        ...


@dataclass(frozen=True)
class Ports:
    """The implementations, as `deps.py` injects them."""

    blind: BlindView
    grants: Grants
    disclosure: Disclosure
    solicitations: Solicitations
    loop: Loop
    bundles: Bundles
    handovers: Handovers
    neighbours: Neighbours
