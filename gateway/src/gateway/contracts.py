"""Events the gateway produces: none."""

from __future__ import annotations

from carekit.events import Event

EVENTS: list[type[Event]] = []
