"""The acts on a request as they come over the wire; no identity in any."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from carekit.identifiers import Finess
from carekit.wire import Input
from referral_svc.referrals.codes import ChoiceRecorded, Kind, Outcome
from referral_svc.referrals.reasons import (
    ClassReason,
    ErasureReason,
    HoldReason,
    RedirectionReason,
    StepBackReason,
    WithdrawalReason,
)
from referral_svc.referrals.schemas import Chip, CommuneCode, PriorityClass, YesNoUnknown

ConfirmingNumber = Annotated[
    str, Field(pattern=r"^[0-9]{2}-[0-9]{4,6}$", description="The number of this case, typed again to confirm")
]


class RefuseConsent(Input):
    """The person said no: the need is counted, nobody is named."""

    kind: Kind
    commune_code: CommuneCode | None = None
    recontact_on: date | None = Field(
        default=None, ge=date(2000, 1, 1), le=date(2100, 1, 1), description="Day on which the referrer asks again"
    )


class RecordRecontact(Input):
    """The referrer asked the person again, or puts it off."""

    again_on: date | None = Field(
        default=None,
        ge=date(2000, 1, 1),
        le=date(2100, 1, 1),
        description="Another day on which to ask; null when the person was asked",
    )


class Qualify(Input):
    """The coordinator has read and checked it; the promised delay starts."""

    expert_class: PriorityClass | None = Field(default=None, description="Class decided by the coordinator, if any")
    language_imperative: bool | None = Field(
        default=None,
        description="True: only professionals who speak a language of the person are asked (rules, section 3: "
        "language excludes nobody unless the coordinator says so). Null leaves it as it was",
    )
    criteria: dict[Chip, YesNoUnknown] = Field(
        default_factory=dict, max_length=20, description="Answers corrected with the person"
    )


class DecideClass(Input):
    """Beside what the rules compute and the expert proposes: all three stay readable."""

    decided_class: PriorityClass | None = Field(description="Null takes the decision back: the computed one stands")
    reason_code: ClassReason


class Hold(Input):
    reason_code: HoldReason
    until: AwareDatetime | None = Field(default=None, description="30 days later when not said")


class Redirect(Input):
    reason_code: RedirectionReason
    finess: Finess | None = Field(
        default=None,
        description="With `home_return`: of the hospital, the address of whose social service joins the timeline",
    )


class Withdraw(Input):
    """`consent_withdrawn` stops the search at once and closes every bulletin."""

    reason_code: WithdrawalReason


class WithdrawConsent(Input):
    """After the end: grants close and the content is erased in the same transaction."""

    case_number: ConfirmingNumber


class Erase(Input):
    """Destroys what is sealed of an ended request; figures and the log of readings stay."""

    reason_code: Literal[ErasureReason.PERSON_ASKS, ErasureReason.ENTERED_BY_MISTAKE]
    case_number: ConfirmingNumber


class Merge(Input):
    into: UUID = Field(description="The open request of the same person that stays")


class Choose(Input):
    """What the person chose among those who said yes."""

    professional_id: UUID
    recorded: ChoiceRecorded


class DeclineProposal(Input):
    """A no keeps the person's rank and dates."""

    professional_id: UUID | None = Field(default=None, description="All standing proposals when absent")
    reason_code: Literal["too_far", "prefers_other", "other_wish", "not_said"] = "not_said"
    recorded: Literal[
        ChoiceRecorded.ORAL, ChoiceRecorded.PHONE, ChoiceRecorded.WRITTEN, ChoiceRecorded.INTERPRETER
    ] = Field(description="How the no was said: nobody says it in advance")


class StepBack(Input):
    """Once placed, the professional can no longer or the person no longer wishes: the search goes on, the bulletin
    closes for this professional. Reasons feed the discrimination monitor (rules of the profession, section 4)."""

    by: Literal["professional", "person"]
    reason_code: StepBackReason


class RecordFirstAppointment(Input):
    """Either waived, or stated by the professional. One that is booked in the shared agenda records itself."""

    waived_reason: Literal["not_needed", "own_agenda_unknown", "person_declines"] | None = None
    at: AwareDatetime | None = Field(default=None, description="Instant the professional stated")


class RecordDeclaration(Input):
    """The declaration of the médecin traitant to the health insurance."""

    state: Literal["confirmed", "waived"]
    reason: Literal["person_declines", "already_declared", "not_applicable"] | None = None


class WaiveReport(Input):
    """Why no report is filed here although care was given."""

    reason_code: Literal["sent_otherwise", "given_to_person", "told_by_phone", "none_needed"]


class RecordConsent(Input):
    """A person whose need came from a list was asked, and agrees to the search."""

    given: Literal["oral", "written", "representative"]
    bulletin_sharing: bool = Field(
        default=False, description="She also agrees that whom she chooses reads the bulletin"
    )
    at: AwareDatetime | None = Field(default=None, description="Now when absent; never in the future")


class RecordRefusal(Input):
    """She was asked and said no: the need is counted, everything else of it is destroyed."""

    recontact_on: date | None = Field(
        default=None, ge=date(2000, 1, 1), le=date(2100, 1, 1), description="Day on which to ask again"
    )


class AgreeToShare(Input):
    """The person agrees that the professional she chose reads the bulletin."""

    given: Literal["oral", "written", "representative"]
    at: AwareDatetime | None = Field(default=None, description="Now when absent; never in the future")


class Close(Input):
    outcome_code: Outcome
