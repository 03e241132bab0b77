"""The declarative base of this service's tables."""

from __future__ import annotations

from sqlalchemy import MetaData

from carekit.db import NAMING
from carekit.db import Base as KitBase


class Base(KitBase):
    __abstract__ = True
    metadata = MetaData(naming_convention=NAMING)
