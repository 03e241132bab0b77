"""The declarative base of this service's tables."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Enum, MetaData

from carekit import db

E = TypeVar("E", bound=StrEnum)


class Base(db.Base):
    __abstract__ = True
    metadata = MetaData(naming_convention=db.NAMING)


def coded(codes: type[E], name: str) -> Enum:
    """A text column that holds only these codes (constraint `ck_<table>_<name>`)."""
    return Enum(
        codes,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda kind: [code.value for code in kind],
    )
