"""Refusals of triage, each named after the rule that refused."""

from carekit.errors import Conflict, Invalid


class NotUnscheduledCare(Conflict):
    """A triage belongs to a request of unscheduled care; other kinds are searched for in another way."""

    title = "This request is not one of unscheduled care"


class TriageMissing(Conflict):
    """Nobody has opened the triage of this request."""

    title = "The triage of this request is not open"


class TriageEnded(Conflict):
    """The request went elsewhere, or is no longer open: nothing more is asked of it."""

    title = "The triage of this request is over"


class QuestionOffTheWay(Conflict):
    """Only the question that stands now is answered, or one that was answered on the way to it."""

    title = "The script does not ask this question here"


class AnswerNotOffered(Invalid):
    """The answer is none of the question's."""

    title = "The question has no such answer"
    field = "answer"


class RedFlagFirst(Conflict):
    """A red flag leads to the 15 and nowhere else, until it is corrected."""

    title = "A red flag was said: to the 15 first"


class TriageUnfinished(Conflict):
    """Where a request goes follows from the script, once it has ended there."""

    title = "The script has not ended there"


class RecourseNotInUse(Invalid):
    """The directory has no such recourse, or keeps it for its past alone."""

    title = "No recourse in use by that identifier"
    field = "recourse_id"


class RecourseElsewhere(Invalid):
    """A hand-over to `recourse` names which one; a named one is written as what it is (the SAS as the SAS)."""

    title = "This recourse is not what the request is said to be handed to"
    field = "recourse_id"


class ScriptVersionUnknown(Conflict):
    """No script of this version was published by this CPTS or by the platform."""

    title = "No script of that version"


class ScriptRefused(Invalid):
    """A script that would lose its way, or somebody on it. Members: `errors`, fault by fault."""

    title = "This script may not be published"
    field = "script"

    def __init__(self, faults: list[dict[str, str]]) -> None:
        """`faults`: field, rule and detail of each, so that a form leads back to every one of them."""
        super().__init__(f"{len(faults)} rules are broken")
        self.members["errors"] = faults


class ScriptDraftMissing(Conflict):
    """Nothing is being prepared: it was never begun, discarded, or published meanwhile."""

    title = "There is no draft of a script"
