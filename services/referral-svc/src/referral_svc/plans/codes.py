"""Codes of plans. Stored and sent as they stand; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum


class PlanState(StrEnum):
    DRAFT = "draft"
    """Made and editable: nobody has been asked anything."""
    STARTED = "started"
    """Its rows are being sent, one after the other, as weekly caps allow."""
    FINISHED = "finished"
    """Every row was sent or skipped."""
    CANCELLED = "cancelled"
    """Given up, or replaced by a newer draft. What was sent stays sent."""


class RowState(StrEnum):
    PLANNED = "planned"
    UNPLACED = "unplaced"
    """Nobody could be found, or others came first: the reasons say which."""
    TAKEN_OUT = "taken_out"
    SENT = "sent"
    SKIPPED = "skipped"
    """Not sent when its turn came: `reason_code` says why."""


class SkipReason(StrEnum):
    """Why a row is not sent, beside the hard conditions, whose codes stand as they are."""

    REQUEST_CHANGED = "request_changed"
    """On hold, withdrawn, placed… since the plan was made."""
    BEING_ASKED = "being_asked"
    """Somebody else is being asked for it."""
