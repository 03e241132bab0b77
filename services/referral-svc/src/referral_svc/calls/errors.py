"""Refusals about calls, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Forbidden, Invalid, NotFound


class ClaimedByAnother(Conflict):
    """Another coordinator is calling this professional now. Members: `by_name`, `until`."""

    title = "Somebody is calling this professional"


class NotOnTheCallList(Conflict):
    """Members: `professional_id`, `condition_code`, the hard condition that he does not meet or his own answer,
    `case_number` of the request."""

    title = "This professional is not to be called for this request"


class CallAgainInThePast(Invalid):
    """A professional is called again later."""

    title = "Call again at a time to come"
    field = "call_again_at"


class NotAnsweredTogether(Invalid):
    """One word is heard for the persons of one household or establishment, who are searched for together."""

    title = "These requests are not answered together"
    field = "also_for"


class CallNotFound(NotFound):
    """Absent, or of another request."""

    title = "No call by that identifier"


class CallOfAnother(Forbidden):
    """Whoever recorded an outcome takes it back, nobody else."""

    title = "Somebody else recorded this call"


class CallTooOld(Conflict):
    """An outcome is taken back within minutes."""

    title = "This call was recorded too long ago to be taken back"


class CallFollowed(Conflict):
    """The person chose or declined, the professional was called or answered again, the request ended, or it was taken
    back already."""

    title = "Something has followed from this call: it stands"
