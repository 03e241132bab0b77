"""A reason is a code with the numbers that made it; its French words are in `messages_fr.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["for", "attention", "against"]


@dataclass(frozen=True)
class Reason:
    kind: Kind
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """As it is stored with a wave, to be replayed."""
        return {"kind": self.kind, "code": self.code, "values": dict(self.values)}
