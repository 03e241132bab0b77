"""Bulletins, the names, and who reads them: wire schemas that carry a person's identity or health."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.wire import Input, Output
from referral_svc.disclosure.identity.schemas import IdentityReliability
from referral_svc.kinds.schemas import AnswerOut, Answers, Reference
from referral_svc.referrals.codes import Sex

Words = Annotated[str, Field(max_length=2_000)]
Cover = Literal["standard", "c2s", "ame", "none", "in_progress", "unknown"]
#: Who speaks for a minor or a protected adult.
RepresentativeLink = Literal["parent", "guardian", "curator", "family", "child_welfare", "other"]


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


RightsState = Literal["open", "interrupted", "never", "under_way"]


class WriteRights(Input):
    """Where the rights to the health insurance stand: an act done before `open_from` may be paid afterwards."""

    state: RightsState
    open_from: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))] | None = Field(
        default=None, description="First day on which they are open again"
    )


class RightsOut(Output):
    state: RightsState
    open_from: date | None


class WriteSocialBulletin(SocialBulletinIn):
    answers: Answers | None = Field(default=None, description="To the short form; null leaves them as they were")


Ground = Literal["wrote_it", "coordination", "care_team", "recorded_consent", "identified_exchange", "named_handover"]


class RepresentativeOut(Output):
    name: str
    link: RepresentativeLink
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
    nir: str | None = Field(description="As it was told; it is no INS")
    reliability: IdentityReliability
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
    rights_status: RightsOut | None = Field(description="Null as long as nobody said it")
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
        "care_bulletin",
        "social_bulletin",
        "name",
        "thread",
        "report",
        "report_file",
        "report_sent",
        "person_file",
        "downtime_list",
        "cpam_list",
        "identity_status",
    ]
    ground: Ground


class ReadingLog(Output):
    items: list[ReadingLine] = Field(description="Newest first")


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
