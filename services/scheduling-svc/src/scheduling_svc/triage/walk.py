"""The way through a script: what was answered → the next question, or where it ends. Pure, for a script without
faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduling_svc.openings.models import Modality
from scheduling_svc.triage.script import ScriptAnswer, ScriptEnd, ScriptQuestion, TriageClass, TriageScript

_MOST_PRESSING_FIRST = list(TriageClass)


@dataclass(frozen=True)
class Need:
    """What a slot is looked for with."""

    triage_class: TriageClass
    profession_code: str
    modality: Modality


@dataclass(frozen=True)
class Walk:
    """The answers met on the way, in order, and either the question to ask or how it ended."""

    path: tuple[tuple[ScriptQuestion, ScriptAnswer], ...]
    asks: ScriptQuestion | None = None
    ends: ScriptEnd | None = None

    @property
    def red_flag(self) -> str | None:
        return self.path[-1][1].red_flag if self.ends is ScriptEnd.EMERGENCY else None

    @property
    def need(self) -> Need | None:
        if self.ends is not ScriptEnd.SNP:
            return None
        said = [answer for _, answer in self.path]
        classes = [one.triage_class for one in said if one.triage_class is not None]
        return Need(
            min(classes, key=_MOST_PRESSING_FIRST.index),
            [one.profession_code for one in said if one.profession_code is not None][-1],
            [one.modality for one in said if one.modality is not None][-1],
        )

    def meets(self, question: str) -> bool:
        """Asked now, or answered on the way: it may be answered, or its answer corrected."""
        asked = self.asks is not None and self.asks.code == question
        return asked or any(met.code == question for met, _ in self.path)


def walk(script: TriageScript, answers: Mapping[str, str]) -> Walk:
    """`answers`: question → answer, by code. Those of questions that the way no longer meets are left aside, so that
    a correction keeps whatever is still asked."""
    path: list[tuple[ScriptQuestion, ScriptAnswer]] = []
    question = script.question(script.first)
    while (answer := answer_of(question, answers.get(question.code))) is not None:
        path.append((question, answer))
        if answer.asks is None:
            return Walk(tuple(path), ends=answer.ends)
        question = script.question(answer.asks)
    return Walk(tuple(path), asks=question)


def answer_of(question: ScriptQuestion, code: str | None) -> ScriptAnswer | None:
    return next((one for one in question.answers if one.code == code), None)
