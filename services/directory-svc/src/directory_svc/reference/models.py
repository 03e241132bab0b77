"""Official code lists (ANS, Licence Ouverte 2.0; languages ISO 639), filled by the migrations."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from directory_svc.orm import Base


class CodeList:
    code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    label: Mapped[str]


class Profession(CodeList, Base):
    """TRE_G15 and R95, R94, R291."""

    __tablename__ = "profession"


class Specialty(CodeList, Base):
    """TRE_R38 and other savoir-faire of TRE_R01."""

    __tablename__ = "specialty"


class StructureCategory(CodeList, Base):
    """TRE_R66."""

    __tablename__ = "structure_category"


class Language(CodeList, Base):
    """ISO 639-1, and `fsl` (French sign language) of ISO 639-3."""

    __tablename__ = "language"
