"""What goes over the wire about requests: states go out, without identity. What comes in is in `acts.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.agreements.schemas import DoctorAgreementOut
from referral_svc.complexity.schemas import ComplexityOut
from referral_svc.kinds.codes import Advice, Door, Relay, RequestReason
from referral_svc.referrals.codes import Ball, Kind, Outcome, Sex, Status, Urgency, WorklistKey
from referral_svc.referrals.constraints import BesideThePerson, Teleconsultation
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.needs import Need
from referral_svc.referrals.reasons import ClassReason, ErasureReason

#: Where the application shows the list of each key.
HREFS: dict[str, Any] = {
    WorklistKey.TO_CONSENT.value: "/demandes?liste=accords-a-recueillir",
    WorklistKey.TO_QUALIFY.value: "/demandes?liste=a-qualifier",
    WorklistKey.TO_SEARCH.value: "/demandes?liste=a-lancer",
    WorklistKey.TO_CHOOSE.value: "/demandes?liste=choix-a-recueillir",
    WorklistKey.TO_CLOSE.value: "/demandes?liste=a-clore",
    WorklistKey.DECLARATIONS.value: "/demandes?liste=declarations-attendues",
    WorklistKey.OVERDUE.value: "/demandes?liste=en-retard",
    WorklistKey.STALLED.value: "/demandes?liste=sans-mouvement",
    WorklistKey.HOLD_ENDED.value: "/demandes?liste=attentes-terminees",
    WorklistKey.DUPLICATES.value: "/demandes?liste=doublons",
    WorklistKey.TO_CALL.value: "/demandes?liste=sans-reponse",
    WorklistKey.FAILED_NOTICES.value: "/demandes?liste=a-informer",
    WorklistKey.FAILED_CONFIRMATIONS.value: "/demandes?liste=a-prevenir",
    WorklistKey.NEWS.value: "/demandes?liste=nouvelles",
    WorklistKey.NEW_MESSAGES.value: "/demandes?liste=messages",
    WorklistKey.NOT_FOLLOWED.value: "/demandes?liste=sans-suivi",
    WorklistKey.UNANSWERED_HANDOVERS.value: "/demandes?liste=relais-sans-reponse",
    WorklistKey.SIGNALEMENTS.value: "/demandes?liste=signalements",
    WorklistKey.SILENT_30_DAYS.value: "/demandes?liste=sans-mouvement-30-jours",
    "my_solicitations": "/mes-sollicitations",
    "to_recontact": "/demandes/a-recontacter",
    "drafts": "/demandes/brouillons",
    "handed_to_me": "/relais",
    "received_from_neighbours": "/cpts-voisines/recues",
    "agreements_to_answer": "/cpts-voisines",
    "acts_to_claim": "/actes-avant-droits",
    "gaps": "/equite/ecarts",
    "appeals_for_me": "/entraide?vue=pour-moi",
}

CommuneCode = Annotated[
    str, Field(pattern=r"^[0-9][0-9AB][0-9]{3}$", description="INSEE code of the commune", examples=["99001"])
]
PriorityClass = Annotated[int, Field(ge=1, le=5, description="1 (P1, the most pressing) to 5 (P5)")]
Chip = Literal[
    "treatment_stopped", "discharge_within_7_days", "ald", "chronic_conditions", "chronic_follow_up",
    "regular_medication", "specialist_care", "pregnancy", "dependency", "handicap", "nursing_home", "isolation",
    "homelessness",
]  # fmt: skip
YesNoUnknown = Literal["yes", "no", "unknown"]


class RefusedConsentOut(Output):
    id: UUID
    kind: Kind
    commune_code: str | None
    refused_on: date
    recontact_on: date | None
    recontacted_on: date | None = Field(description="Day on which the referrer asked again; null until then")


class RefusedConsentCount(Output):
    month: str = Field(description="YYYY-MM")
    kind: Kind
    commune_code: str | None = Field(description="Of the person, when it was said")
    count: int


class RefusedConsentCounts(Output):
    since: date
    until: date
    total: int
    items: list[RefusedConsentCount] = Field(description="The latest month first")


class Reason(Output):
    kind: Literal["for", "attention", "against"]
    code: str = Field(description="e.g. criterion_ald, target_elapsed")
    words: str = Field(description="The same in French")


class Place(Output):
    commune_code: str
    name: str


class NextStep(Output):
    code: str = Field(
        description="qualify, start_search, await_answers, send_wave, record_choice, hand_over, await_receiver, "
        "await_outcome, inform, close, resume…"
    )
    at: datetime | None = Field(description="When it is due, if a timer runs")


class Answers(Output):
    asked: int
    yes: int
    no: int
    silent: int


class TieOut(Output):
    """What it was stated together with: the lines of that are read by `GET /bundles/{bundle_id}`."""

    bundle_id: UUID
    kind: Literal["discharge", "household", "residents", "dental"]
    count: int = Field(description="Requests linked, this one included")


class ReferralItem(Output):
    """One line of the queue, without identity."""

    referral_id: UUID
    case_number: str = Field(examples=["26-0412"])
    kind: Kind
    status: Status
    priority_class: int = Field(description="1 to 5")
    priority_words: str = Field(description="e.g. « P2 · ALD »", examples=["P2 · affection de longue durée"])
    age_band: AgeBand
    sex: Sex
    place: Place | None = Field(description="Null when the person has no address")
    need_codes: list[Need]
    request_reason: RequestReason = Field(description="Why the person is brought to the CPTS")
    door: Door = Field(description="By which door it came in")
    urgency: Urgency
    is_complex: bool = Field(description="« Situation complexe », by a criterion of the DAC at least")
    target_at: datetime | None
    overdue: bool
    is_stalled: bool = Field(description="7 days without movement: stands at the top of the queue")
    has_news: bool = Field(description="A notice to the caller about it waits to be read")
    stated_at: datetime
    qualified_at: datetime | None
    last_movement_at: datetime
    referrer_name: str = Field(description="The professional who stated it")
    bundle: TieOut | None = Field(description="Null when it was stated alone")
    needed_at: datetime | None = Field(description="From when the carer is needed, as at a discharge")
    holder_name: str | None = Field(description="« Suivi par »: the coordinator who follows it")
    ball: Ball = Field(description="Who must act now")
    next_step: NextStep | None
    answers: Answers


class Closing(Output):
    missing: list[str] = Field(
        description="Codes: first_appointment, declaration, handover_outcome, notice:<id>; once ended, only who is "
        "still to be told. (`report` too, when closing as `care_given` is refused)"
    )
    outcomes: list[Outcome] = Field(description="How this request may be said to have ended")


class FirstAppointment(Output):
    state: Literal["awaited", "booked", "stated", "waived"]
    at: datetime | None
    appointment_id: UUID | None


class ReferralOut(ReferralItem):
    """One request as its reader may see it, without identity."""

    explanation: list[Reason] = Field(description="Why it has this class, by which answers")
    priority_rule_version: str
    expert_class: int | None = Field(description="Proposed by the referrer")
    decided_class: int | None = Field(description="Decided by the coordinator")
    decided_reason: ClassReason | None = Field(description="Why the coordinator decided it")
    specialty: str | None = Field(description="Of a request for a specialist, e.g. `cardiology`")
    relay_to: Relay | None = Field(description="Of a request in psychiatry: to whom it is to be relayed")
    advice: Advice = Field(description="Advice asked of the specialist first: where it stands")
    on_behalf_of_name: str | None = Field(description="Who telephoned, when the coordination wrote it down")
    on_behalf_of_structure: str | None
    holder_account_id: UUID | None
    holder_away_name: str | None = Field(description="Whose case it is, while another stands in for her")
    doctor_agreement: DoctorAgreementOut | None = Field(
        description="What the médecin traitant said of a target that acts only with his agreement"
    )
    complexity: ComplexityOut | None = Field(
        description="Which criteria hold: for its coordinator and whoever stated it; null for others, and when none"
    )
    home_visit: bool = Field(description="The person cannot come to the practice")
    teleconsultation: Teleconsultation | None = Field(description="Accepted in place of a visit, or the only way")
    accompanied_by: BesideThePerson | None = Field(description="Who stands beside the person then")
    bulletin_sharing: bool = Field(description="The person agreed that whom she chooses reads the bulletin")
    advance_choice: bool = Field(description="The person chose « the first who fits »")
    usual_professional_id: UUID | None
    allowed_acts: list[str] = Field(description="What this caller may do now")
    unread_notices: list[UUID] = Field(description="Notices to the caller, each read by its `reading`")
    held_until: datetime | None
    reason_code: str | None = Field(description="Of the hold, redirection or withdrawal")
    placed_professional_id: UUID | None
    placed_professional_name: str | None
    in_charge_name: str | None = Field(
        description="Who has it in charge since he accepted a hand-over: a partner body, a colleague, a professional"
    )
    placed_at: datetime | None
    first_appointment: FirstAppointment
    declaration: Literal["awaited", "confirmed", "waived"]
    report: Literal["awaited", "filed", "waived"] = Field(
        description="Closing as `care_given` needs it filed or waived (rules, section 6)"
    )
    outcome_code: Outcome | None
    closing: Closing
    request_exists: bool = Field(description="Another open request seems to be about the same person")
    possible_duplicate_of: UUID | None = Field(description="Which one: shown to coordinators alone")
    merged_into: UUID | None
    erased_at: datetime | None = Field(description="When its content was destroyed; figures alone are left")
    erasure_reason: ErasureReason | None
    etag: str = Field(description="Version, as in the ETag header")


class TimelineLine(Output):
    id: UUID
    code: str = Field(description="e.g. stated, qualified, wave_sent, choice_recorded, notice_delivered")
    at: datetime
    by_name: str = Field(description="Empty for the system")
    by_professional_id: UUID | None
    details: dict[str, Any]


class Timeline(Output):
    items: list[TimelineLine]


class QueueFilters(Input):
    """Filters of the queue and of the board; all of them narrow, and codes may be kept and used again."""

    worklist: WorklistKey | None = Field(default=None, description="The requests that this worklist counts")
    status: Status | None = None
    priority_class: PriorityClass | None = Field(default=None, alias="class")
    kind: Kind | None = None
    commune: CommuneCode | None = None
    ball: Ball | None = Field(default=None, description="Who must act now")
    age: AgeBand | None = None
    reason: RequestReason | None = Field(default=None, description="Why the person is brought to the CPTS")
    door: Door | None = Field(default=None, description="By which door it came in")
    overdue: bool | None = Field(default=None, description="Past the promised delay")
    is_complex: bool | None = Field(
        default=None, alias="complex", description="Tagged as a complex situation, or not"
    )
    linked: bool | None = Field(default=None, description="Stated together with others, or alone")
    track: Literal["care", "social"] | None = Field(
        default=None, description="Requests of the care coordinator, or of the social one"
    )
    holder: Literal["me", "nobody"] | None = Field(default=None, description="Who follows the case")
    mine: bool = Field(default=False, description="Stated by me or my structure, placed with me, or followed by me")


class ListFilters(QueueFilters):
    view: Literal["queue", "all"] = Field(
        default="queue", description="`queue` leaves out ended requests; a worklist says itself which it holds"
    )
    cursor: str | None = Field(default=None, max_length=500, description="`next` of the page before")
    limit: int = Field(default=20, ge=1, le=100)


class ReferralPage(Output):
    items: list[ReferralItem]
    next: str | None


class Column(Output):
    status: Status
    count: int
    cards: list[ReferralItem] = Field(description="The first ones in the order of the queue")


class Board(Output):
    columns: list[Column]


class Worklist(Output):
    key: (
        WorklistKey
        | Literal[
            "my_solicitations",
            "to_recontact",
            "drafts",
            "handed_to_me",
            "received_from_neighbours",
            "agreements_to_answer",
            "acts_to_claim",
            "gaps",
            "appeals_for_me",
        ]
    ) = Field(description="Its words are in the application")
    count: int
    href: str = Field(
        description="Page of the application that shows the rows counted", json_schema_extra={"x-by-key": HREFS}
    )
    oldest_at: datetime | None


class Worklists(Output):
    items: list[Worklist]
