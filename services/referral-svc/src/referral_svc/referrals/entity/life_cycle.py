"""Where a request stands. Only `_move` writes `status`; `TRANSITIONS` lists every road."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from referral_svc.base import coded
from referral_svc.referrals.codes import HANDED_OVER, Kind, Status
from referral_svc.referrals.errors import ActNotAllowedNow, ConsentMissing, NobodyIsSolicited
from referral_svc.referrals.reasons import HoldReason, RedirectionReason, WithdrawalReason
from referral_svc.referrals.transitions import OPEN, TRANSITIONS


class LifeCycle:
    kind: Mapped[Kind] = mapped_column(coded(Kind, "kind"))
    status: Mapped[Status] = mapped_column(coded(Status, "status"))
    status_before_hold: Mapped[Status | None] = mapped_column(coded(Status, "status_before_hold"))
    held_until: Mapped[datetime | None]
    reason_code: Mapped[str | None]
    stated_at: Mapped[datetime]
    qualified_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    last_movement_at: Mapped[datetime]
    #: Set by a timer after 7 days without movement: such requests stand at the top of the queue.
    is_stalled: Mapped[bool] = mapped_column(default=False)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN or self.status == Status.ON_HOLD

    @property
    def is_handed_over(self) -> bool:
        """It goes by named hand-overs alone; its own transitions follow from what their receivers say."""
        return self.kind in HANDED_OVER

    def may(self, act: str) -> bool:
        return self.status in TRANSITIONS[act].froms

    def state(self, *, agreed_to_search: bool, at: datetime) -> None:
        if not agreed_to_search:
            raise ConsentMissing
        self._move("state", at)
        self.stated_at = at

    def start_search(self, at: datetime) -> None:
        self._move("start_search", at)

    def propose(self, at: datetime) -> None:
        self._move("propose", at)

    def hold(self, reason: HoldReason, until: datetime, at: datetime) -> None:
        before = self.status
        self._move("hold", at)
        self.status_before_hold = before
        self.held_until = until
        self.reason_code = reason.value

    def resume(self, at: datetime) -> None:
        self._move("resume", at)
        self.status_before_hold = None
        self.held_until = None
        self.reason_code = None

    def redirect(self, reason: RedirectionReason, at: datetime) -> None:
        self._move("redirect", at)
        self.reason_code = reason.value
        self.ended_at = at

    def withdraw(self, reason: WithdrawalReason, at: datetime) -> None:
        self._move("withdraw", at)
        self.reason_code = reason.value
        self.ended_at = at

    def require(self, act: str) -> None:
        if not self.may(act):
            raise self.not_now(act, TRANSITIONS[act].froms)

    def require_solicited(self) -> None:
        """Doctors and nurses are not written to about housing, rights or home help."""
        if self.is_handed_over:
            raise NobodyIsSolicited

    def require_open(self, act: str) -> None:
        """Whatever has ended keeps its words: nothing is written to it any longer."""
        if not self.is_open:
            raise self.not_now(act, OPEN | {Status.ON_HOLD})

    def require_stated(self, act: str) -> None:
        """Nobody hears of a need before its person agreed."""
        if self.status == Status.DRAFT:
            raise ActNotAllowedNow(
                f"{act} is not possible before the person agrees", act=act, status_of_request=self.status.value
            )

    def not_now(self, act: str, allowed_from: frozenset[Status]) -> ActNotAllowedNow:
        return ActNotAllowedNow(
            f"{act} is not possible when {self.status.value}",
            act=act,
            status_of_request=self.status.value,
            allowed_from=sorted(status.value for status in allowed_from),
        )

    def moved(self, at: datetime) -> None:
        """Something happened to it, though its status stays."""
        self.last_movement_at = at
        self.is_stalled = False

    def _move(self, act: str, at: datetime) -> None:
        self.require(act)
        goes_to = TRANSITIONS[act].to or self.status_before_hold
        if goes_to is None:
            raise ActNotAllowedNow("nowhere to go back to", act=act, status_of_request=self.status.value)
        self.status = goes_to
        self.moved(at)
