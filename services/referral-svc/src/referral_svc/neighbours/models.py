"""What two CPTS have in common: an agreement, and what was opened under it. Neither row says who a person is.

Both rows are seen from both sides and from nowhere else: their row-level security asks that the transaction's CPTS is
one of the two (docs/decisions, « Two CPTS, two walls »). Which request it is stands behind the wall of its own CPTS.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.neighbours.codes import AGREEMENT_ACTS, AgreementState, CrossingEnd, CrossingState, Side
from referral_svc.neighbours.errors import AgreementActNotAllowed, AgreementNotInForce
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.models import NOTHING_LEFT


class NeighbourAgreement(Base):
    """Two CPTS may open requests of these kinds to each other, one by one, between two dates (both included)."""

    __tablename__ = "neighbour_agreement"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    from_cpts_id: Mapped[UUID]
    to_cpts_id: Mapped[UUID]
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    state: Mapped[AgreementState] = mapped_column(coded(AgreementState, "state"))
    offered_at: Mapped[datetime]
    offered_by_name: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by_name: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    revoked_by_name: Mapped[str | None]
    revoked_by_cpts_id: Mapped[UUID | None]

    def side_of(self, cpts_id: UUID) -> Side:
        return "offering" if cpts_id == self.from_cpts_id else "receiving"

    def other_than(self, cpts_id: UUID) -> UUID:
        return self.to_cpts_id if cpts_id == self.from_cpts_id else self.from_cpts_id

    def may(self, act: str, cpts_id: UUID) -> bool:
        before, _, sides = AGREEMENT_ACTS[act]
        return self.state == before and self.side_of(cpts_id) in sides

    def answer(self, act: str, cpts_id: UUID, name: str, at: datetime) -> None:
        """`accept` or `decline`."""
        self._move(act, cpts_id)
        self.answered_at, self.answered_by_name = at, name

    def revoke(self, cpts_id: UUID, name: str, at: datetime) -> None:
        """By either side once it is accepted; an offer, by who made it."""
        self._move("withdraw" if self.state == AgreementState.OFFERED else "revoke", cpts_id)
        self.revoked_at, self.revoked_by_name, self.revoked_by_cpts_id = at, name, cpts_id

    def is_in_force(self, today: date) -> bool:
        return self.state == AgreementState.ACCEPTED and self.starts_on <= today <= self.ends_on

    def require_covers(self, kind: Kind, today: date) -> None:
        if not self.is_in_force(today) or kind.value not in self.kinds:
            raise AgreementNotInForce

    def _move(self, act: str, cpts_id: UUID) -> None:
        if not self.may(act, cpts_id):
            raise AgreementActNotAllowed(
                f"{act} is not possible when {self.state.value}", state=self.state.value, side=self.side_of(cpts_id)
            )
        self.state = AGREEMENT_ACTS[act][1]


class Crossing(Base):
    """One request opened to one neighbour. Its id is random: it is the only one that the neighbour sees."""

    __tablename__ = "crossing"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    agreement_id: Mapped[UUID]
    from_cpts_id: Mapped[UUID]
    to_cpts_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(coded(Kind, "kind"))
    #: The stage-1 card: codes alone.
    card: Mapped[dict[str, Any]]
    opened_at: Mapped[datetime]
    opened_by_name: Mapped[str]
    #: What stands for it in the neighbour's CPTS: searched for there, without a person.
    received_id: Mapped[UUID]
    #: The one member who said yes and was brought back.
    proposed_professional_id: Mapped[UUID | None]
    proposed_name: Mapped[str | None]
    proposed_at: Mapped[datetime | None]
    #: Once the person chose that one: the request itself, for him alone.
    chosen_at: Mapped[datetime | None]
    chosen_referral_id: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    end_code: Mapped[CrossingEnd | None] = mapped_column(coded(CrossingEnd, "end_code"))
    #: Why, when the neighbour refused.
    end_reason: Mapped[str | None]
    end_words: Mapped[str | None]
    ended_by_name: Mapped[str | None]

    @property
    def state(self) -> CrossingState:
        if self.ended_at is not None:
            return CrossingState.ENDED
        if self.chosen_at is not None:
            return CrossingState.CHOSEN
        return CrossingState.PROPOSED if self.proposed_at is not None else CrossingState.OPEN

    def propose(self, professional_id: UUID, name: str, at: datetime) -> None:
        self.proposed_professional_id, self.proposed_name, self.proposed_at = professional_id, name, at

    def unpropose(self) -> None:
        """The yes was taken back, or the person preferred another: the neighbour may look on."""
        self.proposed_professional_id = self.proposed_name = self.proposed_at = None

    def choose(self, referral_id: UUID, at: datetime) -> None:
        self.chosen_referral_id, self.chosen_at = referral_id, at

    def end(self, code: CrossingEnd, by_name: str, at: datetime) -> None:
        self.end_code, self.ended_by_name, self.ended_at = code, by_name, at
        self.chosen_referral_id = None
        self.card = dict(NOTHING_LEFT)


class CrossedReferral(Base):
    """Which request a crossing opens, and how its person agreed that it leaves the CPTS: behind that CPTS's wall."""

    __tablename__ = "crossed_referral"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    crossing_id: Mapped[UUID] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID]
    given: Mapped[str]
    agreed_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by_account_id: Mapped[UUID | None]
    recorded_by_name: Mapped[str]
