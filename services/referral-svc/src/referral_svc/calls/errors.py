"""Refusals about calls, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid


class ClaimedByAnother(Conflict):
    """Another coordinator is calling this professional now. Members: `by_name`, `until`."""

    title = "Somebody is calling this professional"


class NotOnTheCallList(Conflict):
    """Members: `professional_id`, `condition_code`, the hard condition that he does not meet or his own answer."""

    title = "This professional is not to be called for this request"


class CallAgainInThePast(Invalid):
    """A professional is called again later."""

    title = "Call again at a time to come"
    field = "call_again_at"
