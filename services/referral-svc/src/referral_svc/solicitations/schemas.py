"""What goes over the wire about solicitations. Stage 1: codes alone, no identity, no free text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from carekit.wire import Input, Output
from referral_svc.referrals.codes import Kind, Urgency
from referral_svc.referrals.constraints import CardConstraint
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import Reason
from referral_svc.solicitations.codes import Answer, AnswerReason, Channel, Condition, LinkState, Standing, State

Token = Annotated[str, Field(min_length=20, max_length=100, description="What follows /r/ in the link of the mail")]
PauseDays = Annotated[int, Field(ge=1, le=90, description="Days without solicitation; 7 when not said")]
#: Distances are written with their unit in the name: `under_2`, `2_to_5`, `over_20`, in km, or `unknown`.
DistanceBand = Annotated[str, Field(description="Band in km: under_2, 2_to_5, 5_to_10, 10_to_20, over_20, unknown")]


class Given(Input):
    """An answer. No free text: codes alone, before any commitment."""

    answer: Answer
    condition: Condition | None = Field(default=None, description="Only with a yes")
    reason_code: AnswerReason | None = Field(default=None, description="Only with something else than a yes")
    pause_days: PauseDays | None = Field(default=None, description="Only with a pause")
    takes: int | None = Field(
        default=None, ge=1, le=60, description="With a yes to several persons: how many he takes; all when not said"
    )

    fellow_id: UUID | None = Field(
        default=None,
        description="Only with `fellow`: the professional of the same practice who is asked in turn; whoever of the"
        " practice can, when not said",
    )

    @model_validator(mode="after")
    def _each_with_its_answer(self) -> Given:
        if self.condition is not None and self.answer != Answer.YES:
            raise ValueError("a condition goes with a yes")
        if self.reason_code is not None and self.answer == Answer.YES:
            raise ValueError("a yes needs no reason")
        if self.pause_days is not None and self.answer != Answer.PAUSE:
            raise ValueError("days go with a pause")
        if self.takes is not None and self.answer != Answer.YES:
            raise ValueError("a number of persons goes with a yes")
        if self.fellow_id is not None and self.answer != Answer.FELLOW:
            raise ValueError("a fellow goes with the answer that names one")
        return self


class ReadLink(Input):
    """Shows the card and consumes nothing: mail scanners open links too."""

    token: Token


class ReplyByLink(Given):
    token: Token


class FellowOut(Output):
    """A professional of the same structure and profession, as the directory shows him to everybody."""

    professional_id: UUID
    name: str


class NamedFellow(Output):
    """Whom he named, and what became of it."""

    name: str
    state: Literal["asked", "confirmed", "declined"] = Field(description="Confirmed by the fellow's own link")


class AnswerCard(Output):
    """The stage-1 card, « sans identité », with its own random identifier."""

    card_id: UUID
    state: LinkState
    urgency: Urgency = Field(description="Says no more than the medical class")
    age_band: AgeBand
    sex: Literal["female", "male"] | None = Field(description="Only where the need asks for it")
    place: str = Field(description="A commune, or a wider sector", examples=["Secteur de Bourg"])
    distance_band: DistanceBand
    need_codes: list[Need]
    constraints: list[CardConstraint]
    starts_on: date | None = Field(description="Civil date from which the carer is needed, if known")
    starts_half: Literal["morning", "afternoon"] | None = Field(description="Of that day; the afternoon from 13:00")
    persons: int = Field(description="Persons searched for together, whom one answer is about")
    ages: list[AgeBand] = Field(description="Their age bands, each once, when they are several")
    takes: int | None = Field(description="To how many of them he said yes")
    compatible: Literal[True] = Field(description="Compatible with what the professional declared")
    answer_by: datetime
    time_zone: str = Field(description="Where the CPTS lives that asks, of the IANA list: hours are said in its time")
    my_answer: Answer | None
    condition: Condition | None
    reason_code: AnswerReason | None
    answered_at: datetime | None
    standing: Standing | None = Field(description="What a yes became: a proposal, in reserve, or chosen")
    fellows: list[FellowOut] = Field(description="Whom of his practice he may name; empty for whoever was named")
    named: list[NamedFellow] = Field(description="Whom he named, when that is his answer")
    named_by: str | None = Field(description="The fellow of his practice who named him")
    changeable: bool = Field(description="Whether an answer is still heard")
    cpts_name: str = Field(description="Who coordinates")
    coordination_phone: str | None = Field(description="By which telephone, if the CPTS says it")


class MySolicitation(AnswerCard):
    """The same card on the professional's own list."""

    solicitation_id: UUID
    asked_at: datetime
    referral_id: UUID | None = Field(description="Once the person chose him: opens the bulletin")


class MySolicitations(Output):
    items: list[MySolicitation]
    next: str | None


class MineFilters(Input):
    state: LinkState | None = None
    cursor: str | None = Field(default=None, max_length=500, description="`next` of the page before")
    limit: int = Field(default=20, ge=1, le=100)


class FairShareOut(Output):
    """In placements over the sliding months of the rule set."""

    placements: int
    calibration: float = Field(description="Credited to a newcomer for the months before he came")
    target: float
    shortfall: float = Field(description="Positive: owed; negative: above his share")
    in_hand: int = Field(description="Yeses and open solicitations that may still become placements")


class CandidateOut(Output):
    professional_id: UUID
    name: str
    profession: str = Field(description="TRE_G15 code")
    place: str | None = Field(description="Commune of his nearest practice place")
    distance_band: DistanceBand
    rank: int
    usual_doctor: bool
    proposed: bool = Field(description="Whether the rules would ask him in the next wave")
    reasons: list[Reason]
    fair_share: FairShareOut


class ExcludedOut(Output):
    professional_id: UUID
    name: str
    condition_code: str
    words: str = Field(description="The condition in French, with its numbers")


class Candidates(Output):
    """Who could be asked, in order, with reasons; and who not, with the condition."""

    rule_version: str
    ring_km: float
    rings_km: list[float] = Field(description="All the rings of the rule set")
    wave_size: int = Field(description="How many the rules would ask now")
    wave_reason: Reason | None = Field(description="Why so many; null when the usual doctor is asked alone")
    answer_within_hours: int
    answer_by: datetime = Field(description="The deadline if the wave left now")
    usual_doctor_alone: bool = Field(description="The usual doctor is asked first, alone")
    following: Literal["wave", "wider_ring", "call_list"] = Field(description="What follows once this wave is silent")
    waves_sent: int
    candidates: list[CandidateOut]
    excluded: list[ExcludedOut]


class CandidatesQuery(Input):
    ring_km: float | None = Field(default=None, gt=0, le=200, description="The nearest useful one if absent")


class SendWave(Input):
    """Asks these professionals at once. Those the rules propose, or others by hand: it is kept."""

    professional_ids: list[UUID] = Field(min_length=1, max_length=10)
    answer_within_hours: int | None = Field(default=None, ge=1, le=168, description="That of the class when absent")
    ring_km: float | None = Field(default=None, gt=0, le=200)


class SolicitationOut(Output):
    """One professional asked, as the coordinator sees him."""

    solicitation_id: UUID
    professional_id: UUID
    name: str
    profession: str
    distance_band: DistanceBand
    state: State
    answer: Answer | None
    condition: Condition | None
    reason_code: AnswerReason | None
    answered_at: datetime | None
    answered_by: Channel | None
    named_by: str | None = Field(description="The fellow of his practice who named him, instead of the rules")
    answered_late: bool
    standing: Standing | None
    reserve_rank: int | None = Field(description="1 for the first of the named reserve")
    reminded_at: datetime | None
    mailed: bool = Field(description="False when no mail address is known or the mail came back: to be told by phone")
    reasons: list[Reason]


class WaveOut(Output):
    wave_id: UUID
    number: int
    ring_km: float
    rule_version: str
    by_hand: bool
    by_phone: bool = Field(description="One call of the ordered list, instead of mails")
    asked_at: datetime
    answer_by: datetime
    asked_by_name: str
    state: Literal["running", "answered", "silent", "ended"]
    solicitations: list[SolicitationOut]


class WavesOut(Output):
    """All waves of one request, the last first."""

    items: list[WaveOut]
    next_wave_due: bool = Field(
        description="Everybody asked was reminded, is silent or said no: the next ones can be asked"
    )


class ProposalOut(Output):
    """A professional who said yes, as he is offered to the person."""

    professional_id: UUID
    name: str
    profession: str = Field(description="TRE_G15 code")
    place: str | None = Field(description="Commune of his practice")
    distance_band: DistanceBand
    phone: str | None
    condition: Condition | None
    answered_at: datetime
    rank: int = Field(description="Order of the yeses: the first ones are proposals, the next ones the reserve")
    state: Literal["proposed", "reserve", "chosen", "declined"]


class Proposals(Output):
    items: list[ProposalOut]


class SolicitationSettings(Output):
    professional_id: UUID
    weekly_cap: int = Field(description="Solicitations in 7 days; that of the CPTS unless he chose another")
    weekly_cap_is_default: bool
    paused_until: datetime | None
    places_left: int | None = Field(description="Null: nothing said")
    places_reserved: int = Field(description="Yeses that await the person's choice")
    asked_this_week: int
    declined_kinds: list[Kind]
    delegates_may_answer: bool
    etag: str


class ChangeSettings(Input):
    """The whole of one professional's wishes."""

    weekly_cap: int | None = Field(ge=0, le=50, description="Null: that of the CPTS")
    paused_until: AwareDatetime | None = Field(
        ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC), description="Null: no pause"
    )
    places_left: int | None = Field(ge=0, le=10_000, description="Null: nothing said")
    declined_kinds: list[Kind] = Field(default_factory=list, max_length=20)
    delegates_may_answer: bool = False


class LearnedAnswers(Output):
    """What is expected of him, and what of his profession here."""

    expected_yes_percent: int = Field(description="Chance that a solicitation ends in a yes, in percent")
    average_yes_percent: int
    expected_hours: float = Field(description="Clock hours until an answer")
    average_hours: float
    rests_until: datetime | None = Field(description="Left in peace until then, unless he is the only one possible")


class OwnAnswers(Output):
    """A professional's own answers, as waves are sized and solicitations spaced by them. Shown to him alone."""

    professional_id: UUID
    since: datetime = Field(description="Solicitations before are forgotten")
    afresh_since: datetime | None = Field(description="His own last word: answers before it are forgotten too")
    asked: int = Field(description="Solicitations of which the outcome is known")
    yes: int
    no: int
    silent: int
    mean_hours: float | None = Field(description="Clock hours until his answers; null without any")
    objects: bool = Field(description="He objects: the average of his profession is used")
    learned: LearnedAnswers | None = Field(description="Null when the rules of the CPTS learn nothing")
    etag: str


class ChangeOwnAnswers(Input):
    objects: bool = Field(description="True: my answers are not learned from, the average is used")
    start_afresh: bool = Field(default=False, description="Forget my answers so far: I am available again")
