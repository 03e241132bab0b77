"""Refusals about the short form, each named after the rule that refused. None repeats what was answered."""

from __future__ import annotations

from carekit.errors import Invalid


class QuestionNotAsked(Invalid):
    """The short form of this kind asks no such question of these needs."""

    title = "This question is not asked for this kind and these needs"
    field = "answers"


class AnswerNotAnOption(Invalid):
    """The question is answered by its options, by a day, or by a few words."""

    title = "This answer is not one that the question takes"
    field = "answers"


class SpecialistNotAsked(Invalid):
    """Advice first and a specialty are asked of specialists alone."""

    title = "Only a request for a specialist says a specialty or asks for advice first"
    field = "specialty"


class OnBehalfByCoordination(Invalid):
    """Only a coordinator writes a request down for whoever telephones: everybody else states his own."""

    title = "Only the coordination states a request on somebody's behalf"
    field = "on_behalf_of"
