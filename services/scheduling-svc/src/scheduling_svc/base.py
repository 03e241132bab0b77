"""The declarative base of this service's tables."""

from sqlalchemy import MetaData

from carekit import db


class Base(db.Base):
    __abstract__ = True
    metadata = MetaData(naming_convention=db.NAMING)
