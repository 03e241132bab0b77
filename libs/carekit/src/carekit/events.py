"""Facts that travel between services: past tense, frozen, without any patient's identity.

An event class names its `type` (`appointment.booked.v1`) and its fields; the envelope follows CloudEvents.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Event(BaseModel):
    """Derive one frozen class per fact; its fields are the `data` of the envelope."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClassVar[str]

    def subject(self) -> str:
        """The aggregate this fact is about. Overridden by each event."""
        return ""


class Envelope(BaseModel):
    """What one service posts to `/_events` of another (CloudEvents 1.0, structured mode)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    specversion: str = "1.0"
    id: UUID = Field(description="Unique per fact; the receiver's inbox makes delivery exactly once")
    source: str = Field(description="Name of the producing service, e.g. scheduling-svc")
    type: str = Field(description="e.g. appointment.booked.v1")
    subject: str = Field(description="Identifier of the aggregate the fact is about")
    version: int = Field(description="Version of that aggregate; a receiver ignores older ones")
    cpts_id: UUID | None = Field(description="CPTS the fact belongs to; null when it belongs to none")
    time: datetime = Field(description="Instant at which it became true, UTC")
    data: dict[str, Any]
