"""Every table of this service, for Alembic and for the tests that count them."""

from referral_svc.base import Base
from referral_svc.disclosure import models as disclosure
from referral_svc.followup import models as followup
from referral_svc.known import models as known
from referral_svc.referrals import models as referrals
from referral_svc.rulebook import models as rulebook
from referral_svc.solicitations import models as solicitations

__all__ = ["disclosure", "followup", "known", "metadata", "referrals", "rulebook", "solicitations"]

metadata = Base.metadata
