"""Waves, solicitations, the look-up of answer links, and what each professional wishes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ARRAY, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.solicitations.codes import Answer, AnswerReason, Channel, Condition, LinkState, State
from referral_svc.solicitations.errors import AnswerFinal, LinkExpired, RequestPlaced, RequestWithdrawn

_SAYS = {Answer.YES: State.YES, Answer.FELLOW: State.PASSED_ON}


class Wave(Base):
    """Some professionals asked at once. `inputs` and `seed` give the same order when replayed."""

    __tablename__ = "wave"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    number: Mapped[int]
    ring_km: Mapped[float]
    rule_version: Mapped[str]
    seed: Mapped[str]
    inputs: Mapped[dict[str, Any]]
    #: What the rules decided on these inputs, byte for byte (`matching.records.outcome`): a replay gives the same
    #: text. None in waves older than it.
    outcome: Mapped[str | None]
    #: {professional id: [{kind, code, values, words}]}, in the order in which they were asked.
    reasons: Mapped[dict[str, Any]]
    #: Whether the coordinator asked others than the rules proposed: listed, outside the bound of fair share.
    by_hand: Mapped[bool]
    #: One call of the ordered list, instead of mails.
    by_phone: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    asked_by_account_id: Mapped[UUID | None]
    asked_by_name: Mapped[str]
    #: The plan for a backlog that it carries out, if any.
    plan_id: Mapped[UUID | None]


class Solicitation(Base):
    """One professional asked for one request. Its id is random: it is the only one that stage 1 shows."""

    __tablename__ = "solicitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    wave_id: Mapped[UUID]
    professional_id: Mapped[UUID]
    #: The one that carries the question, when it is asked for several persons at once; None for that one itself.
    asked_with: Mapped[UUID | None]
    #: For how many persons it asks, this one included.
    persons: Mapped[int] = mapped_column(default=1)
    #: The solicitation of the fellow of his practice who named him, if one did.
    named_by: Mapped[UUID | None]
    #: The stage-1 card as it was shown: codes alone.
    card: Mapped[dict[str, Any]]
    #: To the person's commune, for the coordination; that of the card is counted from the place it names.
    distance_band: Mapped[str]
    state: Mapped[State] = mapped_column(coded(State, "state"), default=State.ASKED)
    asked_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    link_ends_at: Mapped[datetime]
    #: When the one reminder is due; None once it has left or is needed no longer.
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    answer: Mapped[Answer | None] = mapped_column(coded(Answer, "answer"))
    condition_code: Mapped[Condition | None] = mapped_column(coded(Condition, "condition_code"))
    reason_code: Mapped[AnswerReason | None] = mapped_column(coded(AnswerReason, "reason_code"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[Channel | None] = mapped_column(coded(Channel, "answered_by"))
    #: Order in which the yeses of one request came, 1 for the first. Distinct within a request.
    yes_rank: Mapped[int | None]
    ended_at: Mapped[datetime | None]

    def link_state(self, referral: Referral, at: datetime) -> LinkState:
        """What the link shows. A request that ended speaks before an old link does."""
        if self.state == State.CHOSEN:
            return LinkState.ANSWERED
        if self.state == State.THANKED or referral.status in (Status.PLACED, Status.CLOSED):
            return LinkState.PLACED
        if self.state in (State.RELEASED, State.DECLINED) or not referral.is_open:
            return LinkState.WITHDRAWN
        if referral.status == Status.ON_HOLD:
            return LinkState.WITHDRAWN if self.answer is None else LinkState.ANSWERED
        if at >= self.link_ends_at:
            return LinkState.EXPIRED
        return LinkState.OPEN if self.answer is None else LinkState.ANSWERED

    @property
    def is_late(self) -> bool:
        """Answered after the deadline: heard all the same, behind those who answered in time."""
        return self.answered_at is not None and self.answered_at > self.answer_by

    def repeats(self, answer: Answer, condition: Condition | None, reason: AnswerReason | None) -> bool:
        """The same word said again changes nothing and is thanked the same."""
        return (self.answer, self.condition_code, self.reason_code) == (answer, condition, reason)

    def require_hears(self, answer: Answer, referral: Referral, at: datetime, *, by_voice: bool = False) -> None:
        """Refuses by name an answer that comes when nothing can be made of it.

        A deadline binds a link, not a conversation: what is said to the coordinator stands in place of a silence
        or of an earlier word.
        """
        if referral.status == Status.ON_HOLD and answer == Answer.YES:
            raise RequestWithdrawn("The search is suspended: nothing is asked for now")
        match self.link_state(referral, at):
            case LinkState.ANSWERED if self.state == State.CHOSEN:
                raise RequestPlaced("You were chosen: if you can no longer, call the coordination")
            case LinkState.PLACED:
                raise RequestPlaced
            case LinkState.WITHDRAWN:
                raise RequestWithdrawn
            case LinkState.EXPIRED if not by_voice:
                raise LinkExpired
            case LinkState.ANSWERED if at > self.answer_by and not by_voice:
                raise AnswerFinal
            case _:
                return

    def hear(
        self,
        answer: Answer,
        condition: Condition | None,
        reason: AnswerReason | None,
        *,
        next_rank: int,
        by: Channel,
        at: datetime,
    ) -> None:
        """`next_rank` is what a first yes takes; one who repeats his yes keeps his."""
        self.state = _SAYS.get(answer, State.NO)
        self.yes_rank = self.yes_rank or next_rank if answer == Answer.YES else None
        self.answer = answer
        self.condition_code = condition
        self.reason_code = reason
        self.answered_at = at
        self.answered_by = by

    def said(self) -> dict[str, Any]:
        """Its word as it stands, for whoever takes back the next one."""
        return {
            "state": self.state.value, "answer": self.answer, "condition_code": self.condition_code,
            "reason_code": self.reason_code, "yes_rank": self.yes_rank, "answered_by": self.answered_by,
            "answered_at": self.answered_at.isoformat() if self.answered_at else None,
        }  # fmt: skip

    def unhear(self, said: Mapping[str, Any]) -> None:
        """A word recorded by mistake: what stood there before stands there again."""
        self.state = State(said["state"])
        self.answer = Answer(said["answer"]) if said["answer"] else None
        self.condition_code = Condition(said["condition_code"]) if said["condition_code"] else None
        self.reason_code = AnswerReason(said["reason_code"]) if said["reason_code"] else None
        self.yes_rank = said["yes_rank"]
        self.answered_by = Channel(said["answered_by"]) if said["answered_by"] else None
        self.answered_at = datetime.fromisoformat(said["answered_at"]) if said["answered_at"] else None

    def fall_silent(self) -> None:
        self.state = State.SILENT
        self.remind_at = None

    def end(self, state: State, at: datetime) -> None:
        self.state = state
        self.ended_at = at


class AnswerLink(Base):
    """Which solicitation a link opens: the SHA-256 of 256 random bits, and no person's data.

    Not walled by CPTS, because whoever opens a link has no session: `of_cpts` says which wall to enter.
    """

    __tablename__ = "answer_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    of_cpts: Mapped[UUID]
    solicitation_id: Mapped[UUID]
    ends_at: Mapped[datetime]


class SolicitationSetting(Base):
    """A professional's own words: how often, not before when, how many more, what never."""

    __tablename__ = "solicitation_setting"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    #: None: the CPTS's own cap.
    weekly_cap: Mapped[int | None]
    paused_until: Mapped[datetime | None]
    #: None: what he declared in the directory.
    places_left: Mapped[int | None]
    declined_kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    delegates_may_answer: Mapped[bool]
    #: He does not want his answers to be learned from: he is expected to answer like the average.
    objects_to_estimate: Mapped[bool]
    #: His own last word about being asked: answers before it are forgotten.
    afresh_since: Mapped[datetime | None]
    #: Since when he could be asked: before it, fair share credits him what the others took.
    counted_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
