"""Every table of this service, for Alembic and for the tests that count them."""

from referral_svc import main
from referral_svc.base import Base

#: `main` imports every feature, and with it its models: `disclosure` lets nobody else in.
metadata = Base.metadata

__all__ = ["main", "metadata"]
