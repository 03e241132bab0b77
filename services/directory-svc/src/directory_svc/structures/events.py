"""What the other services learn of a structure."""

from __future__ import annotations

from typing import ClassVar

from carekit.events import Event


class StructureDescribed(Event):
    """A structure of a served territory that has a FINESS number. Subject: that number."""

    type: ClassVar[str] = "structure.described.v1"

    finess: str
    name: str
    category_code: str | None
    commune_code: str | None

    def subject(self) -> str:
        return self.finess
