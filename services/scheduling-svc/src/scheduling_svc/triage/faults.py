"""What a script must obey before it is published. Pure: every broken rule is named, with its field.

A machine cannot say whether a script is good medicine: its doctors sign it. It can say that every path ends, that a
red flag leads to the 15 and nowhere else, that no path reaches a slot without having been shown the red flags, and
that what a slot is looked for with was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from carekit.faults import Fault
from scheduling_svc.triage.script import ScriptAnswer, ScriptEnd, ScriptQuestion, TriageClass, TriageScript

#: Shown on every path that does not end on the 15 (rules of the profession, section 7).
RED_FLAGS_FOR_ALL = frozenset(
    {"chest_pain", "dyspnoea", "stroke_signs", "suicidal_crisis", "bleeding", "loss_of_consciousness"}
)
#: Asked of whom they concern: somewhere in the script.
RED_FLAGS_FOR_SOME = frozenset({"infant_fever", "pregnancy"})
_SLOT_NEEDS = ("triage_class", "profession_code", "modality")


def faults(script: TriageScript) -> list[Fault]:
    """Empty: it may be published. Paths are followed once every arrow leads somewhere."""
    found = [*_of_codes(script), *_of_answers(script), *_of_targets(script)]
    return found or _of_paths(script)


def _of_codes(script: TriageScript) -> Iterator[Fault]:
    questions = [one.code for one in script.questions]
    for code in _twice(questions):
        yield Fault(f"questions.{questions.index(code)}.code", "question_code_twice", f"{code} stands twice")
    if script.first not in questions:
        yield Fault("first", "question_unknown", f"No question is called {script.first}")
    for place, question in enumerate(script.questions):
        for code in _twice([one.code for one in question.answers]):
            yield Fault(f"questions.{place}.answers", "answer_code_twice", f"{code} stands twice")


def _of_answers(script: TriageScript) -> Iterator[Fault]:
    known = {one.code for one in script.questions}
    for field, answer in _answers(script):
        if (answer.asks is None) == (answer.ends is None):
            yield Fault(field, "answer_leads_to_one_place", "Either to a question or to an end")
        elif answer.asks is not None and answer.asks not in known:
            yield Fault(f"{field}.asks", "question_unknown", f"No question is called {answer.asks}")
        if (answer.red_flag is not None) != (answer.ends is ScriptEnd.EMERGENCY):
            yield Fault(f"{field}.red_flag", "red_flag_ends_on_the_15", "A red flag and the 15 go together")
    named = {answer.red_flag for _, answer in _answers(script)}
    for flag in sorted((RED_FLAGS_FOR_ALL | RED_FLAGS_FOR_SOME) - named):
        yield Fault("questions", "red_flag_forgotten", f"Nobody asks about {flag}")


def _of_targets(script: TriageScript) -> Iterator[Fault]:
    hours = [script.targets.hours(one) for one in TriageClass]
    if hours != sorted(hours):
        yield Fault("targets", "targets_grow", "A less pressing class never has less time")


def _of_paths(script: TriageScript) -> list[Fault]:
    ordered = _from_the_first(script)
    if ordered is None:
        return [Fault("questions", "questions_turn_in_a_circle", "A path comes back to a question it has asked")]
    met = {one.code for one in ordered}
    found = [
        Fault(f"questions.{place}", "question_unreachable", f"No path leads to {one.code}")
        for place, one in enumerate(script.questions)
        if one.code not in met
    ]
    return found + list(_of_what_paths_say(script, ordered))


def _from_the_first(script: TriageScript) -> list[ScriptQuestion] | None:
    """The questions that paths meet, each after all that lead to it; None when a path turns in a circle."""
    done: dict[str, bool] = {}
    last_first: list[ScriptQuestion] = []
    going: list[tuple[str, bool]] = [(script.first, False)]
    while going:
        code, is_left = going.pop()
        if is_left:
            done[code] = True
            last_first.append(script.question(code))
        elif code not in done:
            done[code] = False
            going.append((code, True))
            going += [(one.asks, False) for one in script.question(code).answers if one.asks is not None]
        elif not done[code]:
            return None
    return last_first[::-1]


def _of_what_paths_say(script: TriageScript, ordered: list[ScriptQuestion]) -> Iterator[Fault]:
    """What is sure at a question is what all the paths to it said or showed."""
    places = {one.code: place for place, one in enumerate(script.questions)}
    sure: dict[str, frozenset[str]] = {script.first: frozenset()}
    for question in ordered:
        shown = sure[question.code] | {one.red_flag for one in question.answers if one.red_flag is not None}
        for rank, answer in enumerate(question.answers):
            after = shown | {need for need in _SLOT_NEEDS if getattr(answer, need) is not None}
            if answer.asks is not None:
                sure[answer.asks] = sure.get(answer.asks, after) & after
            elif answer.ends is not ScriptEnd.EMERGENCY:
                yield from _of_end(f"questions.{places[question.code]}.answers.{rank}", answer, after)


def _of_end(field: str, answer: ScriptAnswer, said: frozenset[str]) -> Iterator[Fault]:
    if unseen := sorted(RED_FLAGS_FOR_ALL - said):
        yield Fault(field, "path_past_a_red_flag", f"A path ends here without: {', '.join(unseen)}")
    if answer.ends is ScriptEnd.SNP and (unsaid := [need for need in _SLOT_NEEDS if need not in said]):
        yield Fault(field, "path_without_need", f"A path ends here without: {', '.join(unsaid)}")


def _answers(script: TriageScript) -> Iterator[tuple[str, ScriptAnswer]]:
    for place, question in enumerate(script.questions):
        for rank, answer in enumerate(question.answers):
            yield f"questions.{place}.answers.{rank}", answer


def _twice(codes: Iterable[str]) -> list[str]:
    return sorted(code for code, times in Counter(codes).items() if times > 1)
