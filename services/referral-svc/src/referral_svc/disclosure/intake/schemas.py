"""What is said of a person when a need is stated."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from carekit.identifiers import Nir
from carekit.wire import Input
from referral_svc.complexity.schemas import Criteria
from referral_svc.disclosure.identity.schemas import StateIdentity
from referral_svc.disclosure.schemas import CareBulletinIn, Cover, RepresentativeLink, SocialBulletinIn
from referral_svc.kinds.codes import Door, RequestReason
from referral_svc.kinds.schemas import Answers, OnBehalfOf, Specialty
from referral_svc.referrals.codes import Kind, Sex, Urgency
from referral_svc.referrals.constraints import BesideThePerson, Teleconsultation
from referral_svc.referrals.needs import Need
from referral_svc.referrals.schemas import CommuneCode, PriorityClass, YesNoUnknown

Name = Annotated[str, Field(min_length=1, max_length=80)]
BirthDate = Annotated[date, Field(ge=date(1890, 1, 1), le=date(2100, 1, 1))]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639 code", examples=["ar"])]


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
    identity: StateIdentity | None = Field(
        default=None, description="How sure the identity is, when who states the need has proved it; else provisional"
    )


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
    teleconsultation: Teleconsultation | None = Field(
        default=None, description="Accepted: it may stand for a visit at home; required: nobody else is asked"
    )
    accompanied_by: BesideThePerson | None = Field(
        default=None, description="Who stands beside the person then; only with a teleconsultation"
    )
    wheelchair: bool = False
    language_codes: list[Language] = Field(
        default_factory=list,
        max_length=10,
        description="Excludes nobody unless the coordinator says so when she qualifies the request",
    )
    doctor_sex: Literal["female", "male"] | None = None
    doctor_sex_imperative: bool = False
    advance_choice: bool = Field(default=False, description="« The first who fits »: the choice is given in advance")

    @model_validator(mode="after")
    def _beside_somebody_seen_remotely(self) -> Constraints:
        if self.accompanied_by and not self.teleconsultation:
            raise ValueError("accompanied_by goes with a teleconsultation")
        return self


class Representative(Input):
    """Who speaks for a minor or a protected adult."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    link: RepresentativeLink
    phone: Annotated[str, Field(pattern=r"^\+?[0-9][0-9 .-]{5,18}[0-9]$")] | None = None


class ConsentGiven(Input):
    """What the person was told and agreed to. Without `search`, nothing is stated."""

    search: bool
    bulletin_sharing: bool = False
    given: Literal["oral", "written", "representative"]
    informed_by: Annotated[str, Field(max_length=120)] | None = Field(default=None, description="Who informed them")
    at: AwareDatetime | None = Field(default=None, description="Now when absent; never in the future")


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
    complexity: Criteria = Field(default_factory=list)
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
        description="Of dental care: a hospital or a PASS first, as a partner body or as a dentist of theirs; "
        "a request to a private dentist opens by itself when that leg ends with care given "
        "(rules of the profession, section 1)",
    )
