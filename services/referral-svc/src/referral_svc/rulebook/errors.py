"""Refusals about rule sets, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import Conflict, Invalid, NotFound


class RuleSetNotFound(NotFound):
    """No set of this version was adopted by this CPTS or by the platform."""

    title = "No rule set of that version"


class RuleDraftMissing(Conflict):
    """Nothing is being prepared: it was never begun, discarded, or adopted meanwhile."""

    title = "There is no draft of rules"


class RulesRefused(Invalid):
    """Rules that could not be applied, or would break the wall around cover. Members: `errors`, field by field."""

    title = "These rules cannot be applied"
    field = "rules"

    def __init__(self, faults: list[dict[str, str]]) -> None:
        """`faults`: field, rule and detail of each, so that a form leads back to every one of them."""
        super().__init__(f"{len(faults)} rules are broken")
        self.members["errors"] = faults


class NothingToAdopt(Conflict):
    """The draft says what is in force already."""

    title = "The draft changes nothing"


class AdoptionInThePast(Invalid):
    """Rules never apply to what was decided before them."""

    title = "Rules come into force today or later"
    field = "in_force_from"
