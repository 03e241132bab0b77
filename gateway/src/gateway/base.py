"""Base of the gateway's entities."""

from __future__ import annotations

from sqlalchemy import MetaData

from carekit.db import NAMING, Base


class GatewayBase(Base):
    __abstract__ = True
    metadata = MetaData(naming_convention=NAMING)
