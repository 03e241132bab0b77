"""Refusals of the participation figures, named after their rules."""

from carekit.errors import Conflict, NotFound


class MonthNotOver(Conflict):
    """A statement is signed once the last week of the month has ended."""

    title = "This month is not over"


class StatementNotSigned(NotFound):
    """Nothing was signed for this professional and month."""

    title = "No statement was signed"
