"""Codes of the spread. Stored nowhere; French labels live in the front end."""

from __future__ import annotations

from enum import StrEnum


class OutsideReason(StrEnum):
    """Placements that the bound of fair share does not hold (rules of the profession, section 3)."""

    USUAL_DOCTOR = "usual_doctor"
    SOLE_ELIGIBLE = "sole_eligible"
    BOOKED = "booked"
    """A slot he had opened was booked for her."""
    BY_HAND = "by_hand"
    """The coordinator composed the wave herself."""
    PERSON_WISH = "person_wish"
    """The person preferred him to somebody who had said yes before."""


class SpreadFigure(StrEnum):
    """A figure that opens its rows."""

    PLACEMENTS = "placements"
    ASKED = "asked"
    IN_HAND = "in_hand"
    """Yeses and open solicitations, whenever they were sent."""
    OUTSIDE = "outside"
    """Placements outside the bound, of one reason or of all."""
