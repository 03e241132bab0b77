"""A broken rule of something that is checked as a whole before it is published: which rule, and where. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`field` is the path in what was checked, as in `questions.2.answers.0.asks`; all count from 0."""

    field: str
    rule: str
    detail: str

    def within(self, body: str) -> dict[str, str]:
        """As a refusal carries it: `body` is the field of the request that holds what was checked."""
        return {"field": f"{body}.{self.field}", "rule": self.rule, "detail": self.detail}
