"""Professionals and where they practise: the national reference, rebuilt from the RPPS extraction.

Both tables are replaced as a whole by a large import (see `imports/swap.py`), so nothing has a foreign key
to them; what belongs to a CPTS or was said by the professional stands in tables of its own.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Computed, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base
from directory_svc.territory.models import MERCATOR, Point

#: Professions that get a point index of their own: only a single-column point index is built sorted, and the
#: nearest doctor must not wade through nurses. The rest shares one index: each further one costs an import a
#: reading of the whole table (measured: nine of them took 17 s of 29, three 7), and saves a search half a
#: millisecond.
PROFESSIONS_WITH_POINT_INDEX = ("10", "60")
_OTHERS = ", ".join(f"'{code}'" for code in PROFESSIONS_WITH_POINT_INDEX)


class Professional(Base):
    """A person of the national register.

    `id` is a UUID of version 8 that spells the national identifier, so it survives a rebuild of the table,
    and the number needs neither an index nor a look-up.
    """

    __tablename__ = "professional"
    __table_args__ = (Index("ix_professional_name_key", "name_key", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    rpps: Mapped[str | None]
    family_name: Mapped[str]
    given_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(Text(collation="C"))
    title: Mapped[str | None]
    sex: Mapped[str | None]
    profession_code: Mapped[str] = mapped_column(Text(collation="C"))
    specialty_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_general_practitioner: Mapped[bool]
    content_hash: Mapped[int] = mapped_column(BigInteger)
    registered_at: Mapped[datetime]


class PracticePlace(Base):
    """One place where a professional practises one profession.

    `rank` is its place on the person's list, and half of a narrow key; `place_key` is what the register knows
    it by (technical identifier, FINESS, SIRET or address), from which `id` is made: it stays the same from one
    import to the next.
    """

    __tablename__ = "practice_place"
    __table_args__ = (
        Index("ix_practice_place_commune", "commune_code", "profession_code", "name_key", "professional_id"),
        *(
            Index(
                f"ix_practice_place_at_{code}",
                "at",
                postgresql_using="gist",
                postgresql_where=text(f"profession_code = '{code}'"),
            )
            for code in PROFESSIONS_WITH_POINT_INDEX
        ),
        Index(
            "ix_practice_place_at_others",
            "at",
            postgresql_using="gist",
            postgresql_where=text(f"profession_code not in ({_OTHERS})"),
        ),
    )

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    place_key: Mapped[str] = mapped_column(Text(collation="C"))
    id: Mapped[UUID] = mapped_column(
        Computed(
            "overlay(overlay(md5(professional_id::text || place_key) placing '8' from 13) placing '8' from 17)::uuid",
            persisted=True,
        )
    )
    label: Mapped[str | None]
    address: Mapped[str | None]
    postal_code: Mapped[str | None]
    commune_code: Mapped[str | None] = mapped_column(Text(collation="C"))
    commune_name: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    structure_finess: Mapped[str | None]
    sector_code: Mapped[str | None]
    mode_code: Mapped[str | None]
    profession_code: Mapped[str] = mapped_column(Text(collation="C"))
    name_key: Mapped[str] = mapped_column(Text(collation="C"))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    at: Mapped[str | None] = mapped_column(Point, Computed(MERCATOR, persisted=True))


class NameForm(Base):
    """The dictionary of family names for typing mistakes: each name and each of its words, whole and with one
    letter left out, leads to the name. Two spellings that share a form differ by one mistake."""

    __tablename__ = "name_form"

    form: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    family_key: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
