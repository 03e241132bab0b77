"""Refusals about a professional's sheet."""

from __future__ import annotations

from carekit.errors import Invalid, NotFound


class ProfessionalUnknown(NotFound):
    title = "No professional by that identifier"


class AbsenceUnknown(NotFound):
    title = "No such absence on this sheet"


class LanguageUnknown(Invalid):
    """Languages are those of the reference list."""

    title = "No such language in the reference list"
    field = "languages"


class OfferMissing(NotFound):
    """Only an offer that was stated can be confirmed."""

    title = "No offer was ever stated for this professional"
