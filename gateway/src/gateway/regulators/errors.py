from carekit.errors import Conflict, Forbidden


class RegulatorKnown(Conflict):
    """Accounts are created once; what changes afterwards is told by identifier."""

    title = "A regulator with this identifier or this address exists"


class NotRegulator(Forbidden):
    """The SAS has told us of no active regulator account for this person."""

    title = "The SAS knows no active regulator account of yours"
