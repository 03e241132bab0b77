"""A request, without identity: who the person is stands in `disclosure/` and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.kinds.answers import specialties_for, structures_for
from referral_svc.kinds.codes import Advice, Door, Relay, RequestReason
from referral_svc.matching.priority import Priority
from referral_svc.referrals.codes import HANDED_OVER, HANDED_OVER_OUTCOMES, Kind, Outcome, Sex, Status, Urgency
from referral_svc.referrals.criteria import AgeBand, MedicalCriterion
from referral_svc.referrals.errors import (
    ActNotAllowedNow,
    AdviceNotAsked,
    ClosingIncomplete,
    ConsentMissing,
    NobodyIsSolicited,
    OutcomeOfAnotherKind,
    ReportAlreadyFiled,
)
from referral_svc.referrals.needs import professions_for
from referral_svc.referrals.reasons import ClassReason, ErasureReason, HoldReason, RedirectionReason, WithdrawalReason
from referral_svc.referrals.transitions import DECIDABLE, ENDED, OPEN, TRANSITIONS

#: What is left of a stage-1 card once it is closed to a neighbour.
NOTHING_LEFT: dict[str, Any] = {
    "urgency": "normal", "age_band": "unknown", "sex": None, "place": {"kind": "territory", "name": ""},
    "need_codes": [], "constraints": [],
}  # fmt: skip


class Referral(Base):
    """One need of one person. Only its methods write `status`; `TRANSITIONS` lists every one of them."""

    __tablename__ = "referral"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    case_year: Mapped[int]
    case_counter: Mapped[int]
    kind: Mapped[Kind] = mapped_column(coded(Kind, "kind"))
    status: Mapped[Status] = mapped_column(coded(Status, "status"))
    status_before_hold: Mapped[Status | None] = mapped_column(coded(Status, "status_before_hold"))
    held_until: Mapped[datetime | None]
    reason_code: Mapped[str | None]

    #: Why the person is brought to the CPTS, and by which door.
    request_reason: Mapped[RequestReason] = mapped_column(coded(RequestReason, "request_reason"))
    door: Mapped[Door] = mapped_column(coded(Door, "door"))
    #: Of a request for a specialist: what people call the specialty, and whether advice is asked for first.
    specialty: Mapped[str | None]
    #: Of a request in psychiatry: to whom it is to be relayed.
    relay_to: Mapped[Relay | None] = mapped_column(coded(Relay, "relay_to"))
    advice: Mapped[Advice] = mapped_column(coded(Advice, "advice"))
    need_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    urgency: Mapped[Urgency] = mapped_column(coded(Urgency, "urgency"))
    age_band: Mapped[AgeBand] = mapped_column(coded(AgeBand, "age_band"))
    sex: Mapped[Sex] = mapped_column(coded(Sex, "sex"))
    #: INSEE code of a commune of the territory; None when the person has no address.
    commune_code: Mapped[str | None]
    #: What the card may show: {home_visit: bool, teleconsultation, accompanied_by}. Accessibility, language and the
    #: wish for a woman or a man are sealed in `disclosure/` and matched blind.
    constraints: Mapped[dict[str, Any]]
    medical_criteria: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: Whether any criterion of P4 holds, without saying which: it orders the queue and nothing else.
    social_situation: Mapped[bool]
    advance_choice: Mapped[bool]
    usual_professional_id: Mapped[UUID | None]

    #: The class in force, 1 to 5; `base_class` is the one it had before it was raised `times_raised` times.
    priority_class: Mapped[int]
    base_class: Mapped[int]
    times_raised: Mapped[int]
    other_classes_met: Mapped[int]
    priority_rule_version: Mapped[str]
    #: [{kind, code, values}]; the criteria of P4 stand there as one `criterion_social`.
    priority_explanation: Mapped[list[Any]]
    #: What an expert referrer proposed, and what the coordinator decided; both are kept.
    expert_class: Mapped[int | None]
    decided_class: Mapped[int | None]
    decided_reason: Mapped[str | None]
    #: When the class it had at first asks that the person be placed; None until qualified.
    target_at: Mapped[datetime | None]
    #: When the timer raises it by one class.
    rises_at: Mapped[datetime | None]

    #: Set when it only stands for a request that a neighbouring CPTS opened to this one (`neighbours/`): it is
    #: searched for here, by its stage-1 card ({card, point}), and holds no person. No list or case page shows it.
    crossing_id: Mapped[UUID | None]
    received_card: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    #: The request it stands for, once its person chose a professional of this CPTS.
    origin_id: Mapped[UUID | None]

    #: What it was stated together with (`bundles/`); it keeps its own life cycle.
    bundle_id: Mapped[UUID | None]
    #: From when the person needs the carer: no target lies beyond it.
    needed_at: Mapped[datetime | None]
    #: « Suivi par »: the coordinator who answers for it; and, while another stands in for her, whose case it is.
    holder_account_id: Mapped[UUID | None]
    holder_name: Mapped[str | None]
    holder_away_account_id: Mapped[UUID | None]
    holder_away_name: Mapped[str | None]

    #: Since when its coordinator calls professionals one after the other.
    by_phone_since: Mapped[datetime | None]

    referrer_account_id: Mapped[UUID | None]
    referrer_professional_id: Mapped[UUID | None]
    referrer_name: Mapped[str]
    referrer_structure: Mapped[str | None]
    #: Who telephoned, when the coordination wrote the request down.
    on_behalf_of_name: Mapped[str | None]
    on_behalf_of_structure: Mapped[str | None]

    stated_at: Mapped[datetime]
    qualified_at: Mapped[datetime | None]
    placed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    last_movement_at: Mapped[datetime]
    #: Set by a timer after 7 days without movement: such requests stand at the top of the queue.
    is_stalled: Mapped[bool] = mapped_column(default=False)
    placed_professional_id: Mapped[UUID | None]
    #: The booking of a shared slot that was the yes and the choice in one: it falls with that appointment.
    placed_by_appointment_id: Mapped[UUID | None]
    #: The accepted hand-over whose receiver has it in charge. No place of a professional is taken by it.
    in_charge_handover_id: Mapped[UUID | None]
    in_charge_name: Mapped[str | None]

    first_appointment: Mapped[str] = mapped_column(default="awaited")
    first_appointment_at: Mapped[datetime | None]
    first_appointment_id: Mapped[UUID | None]
    declaration: Mapped[str] = mapped_column(default="awaited")
    #: When its professional was reminded of the declaration; from then on it waits for the coordinator too.
    declaration_reminded_at: Mapped[datetime | None]
    #: awaited, filed or waived: the report on the care that was given.
    report: Mapped[str] = mapped_column(default="awaited")
    outcome_code: Mapped[str | None]
    #: The open request of the same person, when the blind index met one; only coordinators see it.
    possible_duplicate_of: Mapped[UUID | None]
    merged_into: Mapped[UUID | None]
    #: When its key was destroyed, and why; what is left of the row are figures.
    erased_at: Mapped[datetime | None]
    erasure_reason: Mapped[ErasureReason | None] = mapped_column(coded(ErasureReason, "erasure_reason"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def case_number(self) -> str:
        """As people say it, `26-0412`: year and counter of the CPTS. Never on a card."""
        return f"{self.case_year % 100:02d}-{self.case_counter:04d}"

    @property
    def is_received(self) -> bool:
        return self.crossing_id is not None

    @property
    def case_id(self) -> UUID | None:
        """The request whose case page it leads to."""
        return self.origin_id if self.is_received else self.id

    @property
    def is_open(self) -> bool:
        return self.status in OPEN or self.status == Status.ON_HOLD

    @property
    def is_handed_over(self) -> bool:
        """It goes by named hand-overs alone; its own transitions follow from what their receivers say."""
        return self.kind in HANDED_OVER

    @property
    def professions(self) -> frozenset[str]:
        """Professions (TRE_G15) that may take it."""
        return professions_for(self.kind, self.need_codes)

    @property
    def specialties(self) -> frozenset[str]:
        """Codes (TRE_R38) of which a doctor must hold one; empty when any doctor may take it."""
        return specialties_for(self.kind, self.need_codes, self.specialty)

    @property
    def structures(self) -> frozenset[str]:
        """FINESS categories in one of which whoever takes it must practise; empty when anywhere will do."""
        return structures_for(self.kind, self.need_codes, self.relay_to)

    @property
    def remote(self) -> tuple[str, ...]:
        """What the card says of a teleconsultation."""
        wanted, beside = self.constraints.get("teleconsultation"), self.constraints.get("accompanied_by")
        return (
            *((f"teleconsultation_{wanted}",) if wanted else ()),
            *((f"with_{beside}",) if wanted and beside else ()),
        )

    def may(self, act: str) -> bool:
        return self.status in TRANSITIONS[act].froms

    def state(self, *, agreed_to_search: bool, at: datetime) -> None:
        if not agreed_to_search:
            raise ConsentMissing
        self._move("state", at)
        self.stated_at = at

    def qualify(self, decided_class: int | None, at: datetime) -> None:
        """The coordinator has checked it; the promised delay starts now."""
        self._move("qualify", at)
        self.qualified_at = at
        self.decided_class = decided_class

    def decide_class(self, decided: int | None, reason: ClassReason, at: datetime) -> None:
        """The coordinator's word stands beside what the rules and the expert say; None takes it back."""
        if self.status not in DECIDABLE:
            allowed = sorted(status.value for status in DECIDABLE)
            raise ActNotAllowedNow(
                f"A class is not decided when {self.status.value}",
                act="decide_class", status_of_request=self.status.value, allowed_from=allowed,
            )  # fmt: skip
        self.decided_class = decided
        self.decided_reason = reason.value if decided is not None else None
        self.moved(at)

    def weigh(self, priority: Priority, explanation: list[dict[str, Any]]) -> bool:
        """Takes over what the priority rules said. True when the class in force rose."""
        rose = self.priority_class is not None and priority.number < self.priority_class
        self.priority_class = priority.number
        self.base_class = priority.base
        self.times_raised = priority.raised
        self.other_classes_met = priority.other_classes
        self.priority_rule_version = priority.rule_version
        self.priority_explanation = list(explanation)
        self.target_at = self.target_of(priority)
        return rose

    def target_of(self, priority: Priority) -> datetime | None:
        """That of the class, or the hour from which the carer is needed when it comes first."""
        if priority.target_at is None or self.needed_at is None:
            return priority.target_at
        return min(priority.target_at, self.needed_at)

    def need_from(self, needed_at: datetime, urgency: Urgency, *, within_7_days: bool) -> None:
        """The hour is known, moved or near: what follows from it is weighed again by the caller."""
        self.needed_at = needed_at
        self.urgency = urgency
        near = {MedicalCriterion.DISCHARGE_WITHIN_7_DAYS.value}
        others = set(self.medical_criteria) - near
        self.medical_criteria = sorted(others | near if within_7_days else others)

    def start_search(self, at: datetime) -> None:
        self._move("start_search", at)

    def propose(self, at: datetime) -> None:
        self._move("propose", at)

    def place(self, professional_id: UUID, at: datetime, by_appointment: UUID | None = None) -> None:
        self._move("place", at)
        self.placed_professional_id = professional_id
        self.placed_by_appointment_id = by_appointment
        self.placed_at = at

    def take_charge(self, handover_id: UUID, name: str, at: datetime) -> None:
        """Who has it in charge receives the person by his own road: no appointment of ours is owed."""
        self._move("take_charge", at)
        self.put_in_charge(handover_id, name)
        self.placed_at = at
        if self.first_appointment == "awaited":
            self.first_appointment = "waived"

    def put_in_charge(self, handover_id: UUID, name: str) -> None:
        self.in_charge_handover_id, self.in_charge_name = handover_id, name

    def hand_back(self, at: datetime) -> None:
        """Rank and dates are kept, as by every no."""
        self._move("hand_back", at)
        self.in_charge_handover_id = self.in_charge_name = self.outcome_code = None
        self.placed_at = None
        if self.first_appointment == "waived":
            self.first_appointment = "awaited"

    def back_to_search(self, at: datetime) -> None:
        """Rank and dates are kept: a no costs the person nothing."""
        self._move("back_to_search", at)
        self._unplace()

    def lose_booking(self, at: datetime) -> None:
        """The appointment that placed it is cancelled. Held meanwhile, it will be searched for when it is resumed."""
        if self.status != Status.ON_HOLD:
            self.back_to_search(at)
            return
        self.status_before_hold = Status.SEARCHING
        self._unplace()
        self.moved(at)

    def awaits_booked_visit(self, at: datetime) -> bool:
        """Placed by an appointment that has not begun: to leave the professional is to cancel it."""
        begun = self.first_appointment_at is not None and self.first_appointment_at <= at
        return self.placed_by_appointment_id is not None and not begun

    def _unplace(self) -> None:
        self.placed_professional_id = None
        self.placed_by_appointment_id = None
        self.placed_at = None
        self.declaration_reminded_at = None
        self.first_appointment = "awaited"
        self.first_appointment_at = None
        self.first_appointment_id = None
        if self.report == "waived":
            self.report = "awaited"

    def leave(self, professional_id: UUID) -> None:
        """Its professional goes: the person is asked again before another is named, and declares another."""
        self.advance_choice = False
        self.declaration = "awaited"
        if self.usual_professional_id == professional_id:
            self.usual_professional_id = None

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

    def close(self, outcome: Outcome, missing: list[str], at: datetime) -> None:
        """`missing` is what `followup` still waits for; the request adds its own conditions."""
        self.require("close")
        if outcome in HANDED_OVER_OUTCOMES and not self.is_handed_over:
            raise OutcomeOfAnotherKind
        own = self.missing_to_close()
        if outcome == Outcome.ADVICE_GIVEN:
            if self.advice not in (Advice.ASKED, Advice.GIVEN):
                raise AdviceNotAsked
            # What was written stands in place of a visit.
            own = [one for one in own if one != "first_appointment"]
        missing = [*own, *missing]
        if outcome == Outcome.CARE_GIVEN and self.report == "awaited":
            missing.insert(0, "report")
        if missing:
            raise ClosingIncomplete(missing=missing)
        self._move("close", at)
        self.outcome_code = outcome.value
        self.ended_at = at
        if self.advice == Advice.ASKED:
            self.advice = Advice.GIVEN if outcome == Outcome.ADVICE_GIVEN else Advice.VISIT_NEEDED

    def advise(self, *, visit: bool, at: datetime) -> None:
        """By the specialist whom the person chose. A visit that was promised stays promised."""
        if self.status != Status.PLACED:
            raise ActNotAllowedNow(
                f"advice is not possible when {self.status.value}",
                act="advice", status_of_request=self.status.value, allowed_from=[Status.PLACED.value],
            )  # fmt: skip
        if not self.awaits_advice:
            raise AdviceNotAsked
        self.advice = Advice.VISIT_NEEDED if visit else Advice.GIVEN
        self.moved(at)

    @property
    def awaits_advice(self) -> bool:
        """Or may complete one that was given."""
        return self.advice in (Advice.ASKED, Advice.GIVEN)

    def reported(self, at: datetime) -> None:
        self.report = "filed"
        self.moved(at)

    def unreported(self, at: datetime) -> None:
        """The only report was taken back."""
        self.report = "awaited"
        self.moved(at)

    def waive_report(self, at: datetime) -> None:
        if self.report == "filed":
            raise ReportAlreadyFiled
        self.report = "waived"
        self.moved(at)

    def missing_to_close(self) -> list[str]:
        missing = []
        if self.first_appointment == "awaited":
            missing.append("first_appointment")
        if self.kind == Kind.MEDECIN_TRAITANT and self.declaration == "awaited":
            missing.append("declaration")
        return missing

    def require(self, act: str) -> None:
        if not self.may(act):
            allowed = sorted(status.value for status in TRANSITIONS[act].froms)
            raise ActNotAllowedNow(
                f"{act} is not possible when {self.status.value}",
                act=act, status_of_request=self.status.value, allowed_from=allowed,
            )  # fmt: skip

    def require_solicited(self) -> None:
        """Doctors and nurses are not written to about housing, rights or home help."""
        if self.is_handed_over:
            raise NobodyIsSolicited

    def require_open(self, act: str) -> None:
        """Whatever has ended keeps its words: nothing is written to it any longer."""
        if not self.is_open:
            raise ActNotAllowedNow(
                f"{act} is not possible when {self.status.value}",
                act=act, status_of_request=self.status.value,
                allowed_from=sorted(status.value for status in OPEN | {Status.ON_HOLD}),
            )  # fmt: skip

    def require_stated(self, act: str) -> None:
        """Nobody hears of a need before its person agreed."""
        if self.status == Status.DRAFT:
            raise ActNotAllowedNow(
                f"{act} is not possible before the person agrees", act=act, status_of_request=self.status.value
            )

    @property
    def is_erasable(self) -> bool:
        return self.status in ENDED and self.erased_at is None

    def require_kept(self, act: str) -> None:
        if self.erased_at is not None:
            raise ActNotAllowedNow("its content was erased", act=act, status_of_request=self.status.value)

    def require_erasable(self, act: str) -> None:
        """Ended, and not erased yet: an open request is withdrawn first, so that its search stops."""
        if not self.is_erasable:
            raise ActNotAllowedNow(
                f"{act} is not possible when {self.status.value}",
                act=act, status_of_request=self.status.value, allowed_from=sorted(status.value for status in ENDED),
            )  # fmt: skip

    def erase(self, reason: ErasureReason, at: datetime) -> None:
        """Whatever could say something of one person goes; what is counted stays."""
        self.erased_at = at
        self.erasure_reason = reason
        self.constraints = {}
        self.medical_criteria = []
        self.social_situation = False
        self.priority_explanation = []
        self.usual_professional_id = None
        self.possible_duplicate_of = None
        # What it was linked with may still be read, and would name the person again.
        self.bundle_id = None
        self.needed_at = None

    def forget_received(self) -> None:
        """The neighbour's request is closed to this CPTS: not even its card is kept."""
        self.received_card = {"card": dict(NOTHING_LEFT), "point": [None, None]}
        self.age_band, self.sex = AgeBand.UNKNOWN, Sex.UNKNOWN
        self.need_codes, self.constraints = [], {}
        self.needed_at = self.origin_id = None

    def be_followed_by(self, account_id: UUID | None, name: str | None) -> None:
        """It is hers from now on; nobody is owed it back."""
        self.holder_account_id, self.holder_name = account_id, name
        self.holder_away_account_id = self.holder_away_name = None

    def lend_to(self, account_id: UUID, name: str) -> None:
        """Another follows it until its holder is back."""
        if self.holder_away_account_id is None:
            self.holder_away_account_id, self.holder_away_name = self.holder_account_id, self.holder_name
        self.holder_account_id, self.holder_name = account_id, name

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
