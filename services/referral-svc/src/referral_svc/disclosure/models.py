"""Sealed tables: identity, bulletins, their keys, grants and the log of readings.

Every `LargeBinary` column of a sealed table is AES-256-GCM under the data key of its request
(`crypto.seal_record`); SQL alone reads none of them. Deleting a `data_key` row erases the person.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base


class TenantKey(Base):
    """Key of one CPTS, wrapped by the master key, which is not in the database."""

    __tablename__ = "tenant_key"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class DataKey(Base):
    """Key of one request, or of one draft by its identifier, wrapped by the key of its CPTS."""

    __tablename__ = "data_key"

    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)


class SealedPerson(Base):
    """Who the person is, how to reach them, and what matching may only compare blind."""

    __tablename__ = "sealed_person"

    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    version: Mapped[int]
    family_name: Mapped[bytes] = mapped_column(LargeBinary)
    birth_name: Mapped[bytes] = mapped_column(LargeBinary)
    given_name: Mapped[bytes] = mapped_column(LargeBinary)
    birth: Mapped[bytes] = mapped_column(LargeBinary)
    address: Mapped[bytes] = mapped_column(LargeBinary)
    contact: Mapped[bytes] = mapped_column(LargeBinary)
    nir: Mapped[bytes] = mapped_column(LargeBinary)
    cover: Mapped[bytes] = mapped_column(LargeBinary)
    wishes: Mapped[bytes] = mapped_column(LargeBinary)
    social_criteria: Mapped[bytes] = mapped_column(LargeBinary)
    informed_by: Mapped[bytes] = mapped_column(LargeBinary)
    #: Parent or guardian of a minor or a protected adult; null in rows older than it.
    representative: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: On what the identity is sure (`identity/proofs.py`); null in rows older than it.
    identity_proofs: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: Blind indexes over birth name, first name, sex and the birth date, or its year alone.
    same_by_date: Mapped[bytes | None] = mapped_column(LargeBinary)
    same_by_year: Mapped[bytes | None] = mapped_column(LargeBinary)

    SEALED = (
        "family_name",
        "birth_name",
        "given_name",
        "birth",
        "address",
        "contact",
        "nir",
        "cover",
        "wishes",
        "social_criteria",
        "informed_by",
        "representative",
        "identity_proofs",
    )


class SealedCareBulletin(Base):
    __tablename__ = "sealed_care_bulletin"

    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by_name: Mapped[str]
    difficulty: Mapped[bytes] = mapped_column(LargeBinary)
    care_asked: Mapped[bytes] = mapped_column(LargeBinary)
    usual_carers: Mapped[bytes] = mapped_column(LargeBinary)
    treatment: Mapped[bytes] = mapped_column(LargeBinary)
    mobility: Mapped[bytes] = mapped_column(LargeBinary)
    preferences: Mapped[bytes] = mapped_column(LargeBinary)
    #: Of the short form, by code of the question; and where the person's record stands elsewhere.
    answers: Mapped[bytes | None] = mapped_column(LargeBinary)
    links: Mapped[bytes | None] = mapped_column(LargeBinary)

    SEALED = ("difficulty", "care_asked", "usual_carers", "treatment", "mobility", "preferences", "answers", "links")


class SealedSocialBulletin(Base):
    __tablename__ = "sealed_social_bulletin"

    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    version: Mapped[int]
    updated_at: Mapped[datetime]
    updated_by_name: Mapped[str]
    rights: Mapped[bytes] = mapped_column(LargeBinary)
    resources: Mapped[bytes] = mapped_column(LargeBinary)
    housing: Mapped[bytes] = mapped_column(LargeBinary)
    guardianship: Mapped[bytes] = mapped_column(LargeBinary)
    professionals_involved: Mapped[bytes] = mapped_column(LargeBinary)
    wish: Mapped[bytes] = mapped_column(LargeBinary)
    answers: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: {state, open_from}: whether the rights are open, and since when.
    rights_status: Mapped[bytes | None] = mapped_column(LargeBinary)

    SEALED = (
        "rights",
        "resources",
        "housing",
        "guardianship",
        "professionals_involved",
        "wish",
        "answers",
        "rights_status",
    )


class Grant(Base):
    """A lawful link between one person and one bulletin (`care`, `social`, or `name` alone).

    The person is a professional, or by a named hand-over an account that is none (`account_id`, `to_name`).
    """

    __tablename__ = "disclosure_grant"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID]
    professional_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    to_name: Mapped[str | None]
    bulletin: Mapped[str]
    ground: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by_account_id: Mapped[UUID | None]
    opened_by_name: Mapped[str]
    appointment_id: Mapped[UUID | None]
    handover_id: Mapped[UUID | None]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]


class Reading(Base):
    """One disclosure. Chained by hash within the CPTS; the database refuses to change or delete it."""

    __tablename__ = "reading"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID]
    at: Mapped[datetime]
    reader_account_id: Mapped[UUID | None]
    reader_professional_id: Mapped[UUID | None]
    reader_name: Mapped[str]
    what: Mapped[str]
    ground: Mapped[str]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class ReadingAnchor(Base):
    """The last link that was forgotten (readings are kept 3 years): the rest of the chain is proved from it."""

    __tablename__ = "reading_anchor"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class ReadingHead(Base):
    """The last link of each CPTS's chain, by which a cut tail shows."""

    __tablename__ = "reading_head"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)
