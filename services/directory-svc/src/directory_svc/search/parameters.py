"""What a statement of the search is given: where the page before ended, and its values, numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class After:
    """The last row of the page before."""

    sort: float
    name_key: str
    professional_id: str


@dataclass
class Parameters:
    values: list[Any] = field(default_factory=list)

    def add(self, value: Any, kind: str) -> str:
        self.values.append(value)
        return f"${len(self.values)}::{kind}"
