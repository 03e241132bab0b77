"""Spans of time, and whether one meets any of many. Pure, and imports nothing of ours."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, order=True)
class Span:
    """From an instant to another, the end not included."""

    starts_at: datetime
    ends_at: datetime


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order; those that meet or touch are one."""
    together: list[Span] = []
    for span in sorted(spans):
        if together and span.starts_at <= together[-1].ends_at:
            together[-1] = replace(together[-1], ends_at=max(together[-1].ends_at, span.ends_at))
        else:
            together.append(span)
    return together


class Closed:
    """Spans in which nothing is derived. An outside calendar brings thousands, so each slot looks at one alone."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = merged(spans)

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        place = bisect_left(self._spans, ends_at, key=lambda span: span.starts_at)
        return place > 0 and self._spans[place - 1].ends_at > starts_at
