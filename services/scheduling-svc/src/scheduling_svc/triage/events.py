"""What this service tells of a triage: facts by a referral's id, without any answer."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from carekit.events import Event
from carekit.outbox import Subscriptions
from scheduling_svc.triage.models import Disposition
from scheduling_svc.triage.script import TriageClass


class _OfTriage(Event):
    referral_id: UUID
    by_account_id: UUID

    def subject(self) -> str:
        return str(self.referral_id)


class TriageSorted(_OfTriage):
    """The script says that it is unscheduled care, and how soon; said again when a correction changes it."""

    type: ClassVar[str] = "triage.sorted.v1"

    triage_class: TriageClass
    due_at: datetime


class TriageDisposed(_OfTriage):
    """No slot answers it here: it went to the 15, the SAS, SOS Médecins, the pool or another recourse of the CPTS
    (`recourse_name`, when one was named), or it is not for this agenda."""

    type: ClassVar[str] = "triage.disposed.v1"

    disposition: Disposition
    recourse_name: str | None = None


SUBSCRIPTIONS = Subscriptions({"referral-svc": frozenset({TriageSorted.type, TriageDisposed.type})})
