"""Refusals of wishes, each named after the rule that refused."""

from carekit.errors import Conflict


class WishNotedAlready(Conflict):
    """A request waits once for one profession: nobody is called twice for the same thing."""

    title = "This request waits already for a slot of that profession"


class WishOver(Conflict):
    """Only a wish that waits is booked from or changed; one that was closed may wait again, until its last day."""

    title = "This wish no longer waits"


class WishAnswered(Conflict):
    """The request has an appointment since, by another road or by this very wish (`starts_at`)."""

    title = "This request has an appointment since"
