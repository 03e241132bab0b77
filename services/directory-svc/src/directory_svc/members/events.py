"""What the other services learn when a member leaves."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from carekit.events import Event


class MemberLeft(Event):
    """A member left the CPTS of the envelope: roles and sessions end, nobody asks him any more."""

    type: ClassVar[str] = "member.left.v1"

    professional_id: UUID
    left_on: date

    def subject(self) -> str:
        return str(self.professional_id)
