"""Refusals of the delay figures, named after their rules."""

from carekit.errors import Invalid


class PeriodInvalid(Invalid):
    """The last day must not precede the first, and at most two years lie between them."""

    title = "The period is not one"
    field = "query.until"
