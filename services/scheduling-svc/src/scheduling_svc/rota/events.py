"""What this service tells of rotas: who is on duty when, which hangs on every door; nothing of any patient."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from carekit.events import Event
from carekit.outbox import Subscriptions
from scheduling_svc.rota.models import RotaKind


class DutiesOf(BaseModel):
    """Days of one professional who takes part; none: he has no duty in this rota."""

    model_config = ConfigDict(frozen=True)

    professional_id: UUID
    days: list[date]


class RotaPublished(Event):
    """The duties of a rota stand."""

    type: ClassVar[str] = "rota.published.v1"

    rota_id: UUID
    kind: RotaKind
    duties: list[DutiesOf]
    by_professional_id: UUID | None

    def subject(self) -> str:
        return str(self.rota_id)


class DutyChanged(Event):
    """A published duty has another holder or stands on another day: given, taken, swapped or moved.

    `by_professional_id`: whose own act it was, when a professional did it himself.
    """

    type: ClassVar[str] = "duty.changed.v1"

    duty_id: UUID
    kind: RotaKind
    on: date
    was_on: date
    professional_id: UUID
    was_of: UUID | None
    by_professional_id: UUID | None

    def subject(self) -> str:
        return str(self.duty_id)


class SwapOffered(Event):
    """A holder looks for somebody who takes his duty. `may_take`: who would break no rule by it."""

    type: ClassVar[str] = "swap.offered.v1"

    swap_id: UUID
    kind: RotaKind
    on: date
    offered_by: UUID
    in_return: list[date]
    may_take: list[UUID]

    def subject(self) -> str:
        return str(self.swap_id)


SUBSCRIPTIONS = Subscriptions({"referral-svc": frozenset({RotaPublished.type, DutyChanged.type, SwapOffered.type})})
