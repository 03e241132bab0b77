"""Refusals about linked requests, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class BundleNotFound(NotFound):
    """Absent, or not yours to know of: both look the same."""

    title = "No linked requests by that identifier"


class DischargeInThePast(Invalid):
    """Carers are lined up for an hour to come."""

    title = "The hour of the discharge has passed"
    field = "discharge_at"


class DischargeTooFar(Invalid):
    """A date more than a year away is a mistake of typing."""

    title = "The discharge is more than a year away"
    field = "discharge_at"


class NoDischarge(Conflict):
    """Only a discharge is moved, confirmed or cancelled."""

    title = "These linked requests are not those of a discharge"


class DischargeCancelled(Conflict):
    """Nothing is searched for it any longer: another one is stated."""

    title = "This discharge was cancelled"


class DischargeConfirmed(Conflict):
    title = "This discharge is already confirmed"


class DischargeUnmoved(Conflict):
    """It is planned for that very hour already."""

    title = "This discharge is planned for that hour already"


class NothingToQualify(Conflict):
    """None of the linked requests that you coordinate waits to be qualified."""

    title = "No linked request waits to be qualified"


class NotSearchedTogether(Conflict):
    """Only persons of one household or one establishment are: the carers of a discharge are each another one."""

    title = "These linked requests are not searched together"


class NobodyToSearchFor(Conflict):
    """None of them is qualified, or under search without a standing yes."""

    title = "Nobody among them waits to be searched for"


class NobodyProposed(Conflict):
    """This professional has no standing yes for any of them."""

    title = "This professional is not proposed to any of them"


class TwoLegsAreDental(Invalid):
    """Only dental care goes from a hospital or a PASS to a private practice by itself."""

    title = "Only dental care is asked for in two legs"
    field = "two_legs"
