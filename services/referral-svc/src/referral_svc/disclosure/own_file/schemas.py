"""What is written about a person, whole, for her."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from carekit.wire import Output
from referral_svc.disclosure.reports.models import ReportKind
from referral_svc.disclosure.schemas import CareBulletinOut, Identity, SocialBulletinOut


class PersonFileMessage(Output):
    author_name: str
    sent_at: datetime
    words: str


class PersonFileReport(Output):
    report_id: UUID = Field(description="Its file, if any, is downloaded apart: `GET /report-files/{report_id}`")
    kind: ReportKind
    author_name: str
    filed_at: datetime | None
    words: str
    file_name: str | None


class PersonFileReading(Output):
    at: datetime
    reader_name: str
    what: str


class PersonFile(Output):
    identity: Identity
    informed_by: str | None = Field(description="Who told the person what she agreed to")
    consent_given: str
    consent_at: datetime
    bulletin_sharing: bool
    medical_criteria: list[str] = Field(description="Answers that made the class of the request")
    social_criteria: list[str]
    care: CareBulletinOut
    social: SocialBulletinOut
    messages: list[PersonFileMessage]
    reports: list[PersonFileReport]
    readings: list[PersonFileReading] = Field(description="Who read what, newest first")
