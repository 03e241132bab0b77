"""The only wire schemas that carry a person's identity or health."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from carekit.identifiers import Nir
from carekit.wire import Input, Output
from referral_svc.kinds.codes import Door, RequestReason
from referral_svc.kinds.schemas import (
    AnswerOut,
    Answers,
    OnBehalfOf,
    Reference,
    Specialty,
)
from referral_svc.referrals.codes import Kind, Need, Sex, Status, Urgency
from referral_svc.referrals.schemas import CommuneCode, PriorityClass, YesNoUnknown

Name = Annotated[str, Field(min_length=1, max_length=80)]
BirthDate = Annotated[date, Field(ge=date(1890, 1, 1), le=date(2100, 1, 1))]
Words = Annotated[str, Field(max_length=2_000)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639 code", examples=["ar"])]
Cover = Literal["standard", "c2s", "ame", "none", "in_progress", "unknown"]


class Birth(Input):
    """Exactly one of the three: a date, a year alone, or unknown."""

    date: BirthDate | None = None
    year: int | None = Field(default=None, ge=1890, le=2100)
    unknown: bool = False

    @model_validator(mode="after")
    def _one_answer(self) -> Birth:
        if (self.date is not None) + (self.year is not None) + self.unknown != 1:
            raise ValueError("give the birth date, or the year, or say that it is unknown")
        return self


class Patient(Input):
    family_name: Name
    birth_name: Name | None = None
    given_name: Name
    birth: Birth
    sex: Sex
    nir: Nir | None = Field(default=None, description="Encrypted, never searched, never a key")


class Residence(Input):
    """A commune of the territory, or none: no address is an answer."""

    commune_code: CommuneCode | None = None
    none: bool = Field(default=False, description="The person has no address")
    address: Annotated[str, Field(max_length=200)] | None = None

    @model_validator(mode="after")
    def _one_answer(self) -> Residence:
        if (self.commune_code is not None) == self.none:
            raise ValueError("give the commune of residence or domiciliation, or say that there is none")
        return self


class Contact(Input):
    """At least one way to reach the person; through the worker is an answer."""

    phone: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 .-]{5,18}[0-9]$")] | None = None
    email: Annotated[str, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    through_referrer: bool = False

    @model_validator(mode="after")
    def _reachable(self) -> Contact:
        if not (self.phone or self.email or self.through_referrer):
            raise ValueError("give a phone number, an e-mail address, or say that the referrer passes on")
        return self


class CriteriaChips(Input):
    """Questions that decide the class; « ne sait pas » is an answer and the default."""

    treatment_stopped: YesNoUnknown = "unknown"
    discharge_within_7_days: YesNoUnknown = "unknown"
    ald: YesNoUnknown = "unknown"
    chronic_conditions: YesNoUnknown = Field(default="unknown", description="Two or more chronic conditions")
    chronic_follow_up: YesNoUnknown = "unknown"
    regular_medication: YesNoUnknown = "unknown"
    specialist_care: YesNoUnknown = "unknown"
    pregnancy: YesNoUnknown = "unknown"
    dependency: YesNoUnknown = Field(default="unknown", description="GIR 1 to 4")
    handicap: YesNoUnknown = "unknown"
    nursing_home: YesNoUnknown = "unknown"
    isolation: YesNoUnknown = "unknown"
    homelessness: YesNoUnknown = "unknown"
    cover: Cover = Field(default="unknown", description="Orders the coordinator's queue, never whom to ask")


class Constraints(Input):
    home_visit: bool = False
    wheelchair: bool = False
    language_codes: list[Language] = Field(
        default_factory=list,
        max_length=10,
        description="Excludes nobody unless the coordinator says so when she qualifies the request",
    )
    doctor_sex: Literal["female", "male"] | None = None
    doctor_sex_imperative: bool = False
    advance_choice: bool = Field(default=False, description="« The first who fits »: the choice is given in advance")


class Representative(Input):
    """Who speaks for a minor or a protected adult."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    link: Literal["parent", "guardian", "curator", "family", "child_welfare", "other"]
    phone: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 .-]{5,18}[0-9]$")] | None = None


class ConsentGiven(Input):
    """What the person was told and agreed to. Without `search`, nothing is stated."""

    search: bool
    bulletin_sharing: bool = False
    given: Literal["oral", "written", "representative"]
    informed_by: Annotated[str, Field(max_length=120)] | None = Field(default=None, description="Who informed them")
    at: AwareDatetime | None = Field(default=None, description="Now when absent; never in the future")


class CareBulletinIn(Input):
    """Care bulletin, as its author writes it. All free text stays encrypted."""

    difficulty: Words | None = None
    care_asked: Words | None = None
    usual_carers: Words | None = None
    treatment: Words | None = None
    mobility: Words | None = None
    preferences: Words | None = None
    links: list[Reference] | None = Field(default=None, max_length=5, description="Null leaves them as they were")


class WriteCareBulletin(CareBulletinIn):
    answers: Answers | None = Field(default=None, description="To the short form; null leaves them as they were")


class SocialBulletinIn(Input):
    """Medico-social bulletin: other readers than the care bulletin."""

    rights: Words | None = Field(default=None, description="Rights and cover in words")
    resources: Words | None = None
    housing: Words | None = None
    guardianship: Words | None = None
    professionals_involved: Words | None = None
    wish: Words | None = None


class WriteSocialBulletin(SocialBulletinIn):
    answers: Answers | None = Field(default=None, description="To the short form; null leaves them as they were")


class Statement(Input):
    """What is said of the person, once, whatever is asked for: names, birth, sex, residence, contact, consent."""

    patient: Patient
    residence: Residence
    contact: Contact
    criteria: CriteriaChips = Field(default_factory=CriteriaChips)
    constraints: Constraints = Field(default_factory=Constraints)
    consent: ConsentGiven
    usual_professional_id: UUID | None = None
    expert_class: PriorityClass | None = Field(default=None, description="Class an expert referrer proposes")
    reason: RequestReason | None = Field(
        default=None, description="Why the person is brought; what the kind most often means when not said"
    )
    door: Door | None = Field(default=None, description="What the author's account says when absent")
    on_behalf_of: OnBehalfOf | None = Field(
        default=None, description="Who telephoned, when a coordinator writes the request down"
    )
    representative: Representative | None = Field(
        default=None, description="Required when the representative agreed in the person's place"
    )
    answers: Answers = Field(default_factory=dict)
    care: CareBulletinIn | None = None
    social: SocialBulletinIn | None = None
    draft_id: UUID | None = Field(default=None, description="The caller's own draft of it, which ends here")


class StateNeed(Statement):
    """A need is stated. Eight answers are required: names, birth, sex, residence, contact, need, urgency, consent."""

    kind: Kind
    need: list[Need] = Field(min_length=1, max_length=10)
    urgency: Urgency
    specialty: Specialty | None = None
    advice_first: bool = Field(default=False, description="Of a specialist: advice before any visit")
    two_legs: bool = Field(
        default=False,
        description="Of dental care: a hospital or a PASS first; a request to a private dentist opens by itself "
        "when that one is closed with care given (rules of the profession, section 1)",
    )


class KeepDraft(Input):
    """An unfinished request, as its author's screen holds it. All of it is sealed, and only the author reads it."""

    kind: Kind | None = None
    label: Annotated[str, Field(max_length=170)] = Field(
        default="", description="By what the author knows it again in his list: mostly the person's names"
    )
    content: Annotated[str, Field(min_length=2, max_length=60_000)] = Field(
        description="What was typed, as the screen writes it (JSON). The service seals it and never looks inside"
    )


class DraftKept(Output):
    draft_id: UUID
    edited_at: datetime
    erased_at: datetime = Field(description="When it is erased unless it is edited again: seven days later")
    version: int = Field(description="For `If-Match` of the next edit")


class DraftItem(DraftKept):
    kind: Kind | None
    label: str


class WholeDraft(DraftItem):
    content: str


class Drafts(Output):
    items: list[DraftItem] = Field(description="The caller's own, last edited first")


Ground = Literal["wrote_it", "coordination", "care_team", "recorded_consent", "identified_exchange", "named_handover"]


class RepresentativeOut(Output):
    name: str
    link: Literal["parent", "guardian", "curator", "family", "child_welfare", "other"]
    phone: str | None


class ReferenceOut(Output):
    system: Literal["e_care", "mes_patients", "dmp", "other"]
    url: str


class Identity(Output):
    """Who the person is. Given only with a ground, and each time logged."""

    family_name: str
    birth_name: str | None
    given_name: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex
    address: str | None
    commune_code: str | None
    phone: str | None
    email: str | None
    through_referrer: bool
    nir: str | None
    representative: RepresentativeOut | None = Field(description="Who speaks for a minor or a protected adult")


class CareBulletinOut(Output):
    referral_id: UUID
    ground: Ground = Field(description="Why you may read it")
    identity: Identity
    difficulty: str | None
    care_asked: str | None
    usual_carers: str | None
    treatment: str | None
    mobility: str | None
    preferences: str | None
    language_codes: list[str]
    answers: dict[str, AnswerOut] = Field(description="To the short form, by code of the question")
    links: list[ReferenceOut] = Field(description="Where the person's record stands elsewhere")
    updated_at: datetime
    updated_by_name: str
    version: int


class SocialBulletinOut(Output):
    referral_id: UUID
    ground: Ground
    identity: Identity
    cover: Cover
    rights: str | None
    resources: str | None
    housing: str | None
    guardianship: str | None
    professionals_involved: str | None
    wish: str | None
    answers: dict[str, AnswerOut] = Field(description="To the short form, by code of the question")
    updated_at: datetime
    updated_by_name: str
    version: int


class ReadingLine(Output):
    at: datetime
    reader_name: str
    reader_professional_id: UUID | None
    what: Literal[
        "care_bulletin", "social_bulletin", "name", "thread", "report", "report_file", "person_file", "downtime_list"
    ]
    ground: Ground


class ReadingLog(Output):
    items: list[ReadingLine] = Field(description="Newest first")


class DowntimeLine(Output):
    case_number: str
    kind: Kind
    status: Status
    priority_class: int
    phone: str | None = Field(description="Null when the person is reached by e-mail or through the referrer alone")
    through: str | None = Field(description="The referrer who passes on, when that is how the person is reached")
    target_at: datetime | None = Field(description="Until when the person should be placed")


class DowntimeList(Output):
    """For paper: no name, motive or address. Destroyed once the computer is back."""

    printed_at: datetime
    printed_by: str
    items: list[DowntimeLine] = Field(description="In the order of the queue, 500 at most")


class AskNames(Input):
    referral_ids: list[UUID] = Field(min_length=1, max_length=100)


class GivenName(Output):
    referral_id: UUID
    family_name: str
    given_name: str


class Names(Output):
    erased: list[UUID] = Field(description="Those you could know, whose content was erased since")
    names: list[GivenName] = Field(description="Only those you may know; the others are left out in silence")


class ReaderOut(Output):
    name: str = Field(description="Empty for a role: then `role` says which")
    role: Literal["care_coordinator", "social_coordinator", "author"] | None
    bulletin: Literal["care", "social", "name"] = Field(description="A bulletin holds the name too")
    ground: str = Field(description="coordination, wrote_it, or the ground of the grant")
    opened_at: datetime | None = Field(description="Of a grant")
    expires_at: datetime | None = Field(description="When the grant ends by itself")
    opened_by_name: str | None


class Readers(Output):
    items: list[ReaderOut]
