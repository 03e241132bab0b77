"""What this service promises the others: its events. Read by `make contracts`."""

from referral_svc.referrals.events import EVENTS

__all__ = ["EVENTS"]
