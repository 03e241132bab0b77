"""Which scripts may be published, and where their paths lead."""

from __future__ import annotations

import copy
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling_svc.triage.faults import RED_FLAGS_FOR_ALL, faults
from scheduling_svc.triage.national import national_script
from scheduling_svc.triage.script import ScriptEnd, TriageClass, TriageScript
from scheduling_svc.triage.walk import walk

NATIONAL = national_script()


def changed(change: Any) -> TriageScript:
    data = copy.deepcopy(NATIONAL.model_dump(mode="json"))
    change({question["code"]: question for question in data["questions"]}, data)
    return TriageScript.model_validate(data)


def answer(questions: Any, question: str, code: str) -> Any:
    return next(one for one in questions[question]["answers"] if one["code"] == code)


def lead(question: str, code: str, **to: Any) -> Any:
    return lambda questions, _: answer(questions, question, code).update({"asks": None, "ends": None, **to})


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("answer_leads_to_one_place", lead("travel", "yes")),
        ("answer_leads_to_one_place", lead("travel", "yes", asks="danger", ends="snp")),
        ("question_unknown", lead("travel", "yes", asks="nowhere")),
        ("question_unknown", lambda _, data: data.update(first="nowhere")),
        ("question_code_twice", lambda questions, _: questions["pain"].update(code="fever")),
        ("answer_code_twice", lambda questions, _: answer(questions, "travel", "no").update(code="yes")),
        ("red_flag_ends_on_the_15", lead("danger", "chest_pain", ends="snp")),
        ("red_flag_ends_on_the_15", lead("danger", "chest_pain", asks="who")),
        ("red_flag_ends_on_the_15", lead("can_wait", "yes", ends="emergency")),
        ("red_flag_forgotten", lambda questions, _: questions["danger"]["answers"].pop(0)),
        ("question_unreachable", lead("reason", "teeth", asks="pain")),
        ("questions_turn_in_a_circle", lead("can_wait", "no", asks="who")),
        ("path_past_a_red_flag", lambda _, data: data.update(first="danger_more")),
        ("path_without_need", lambda questions, _: answer(questions, "teeth", "no").update(profession_code=None)),
        ("path_without_need", lambda questions, _: answer(questions, "travel", "no").update(modality=None)),
        ("targets_grow", lambda _, data: data["targets"].update(half_day=48)),
    ],
)
def test_a_script_that_breaks_a_rule_is_named_with_its_field(rule: str, change: Any) -> None:
    found = faults(changed(change))
    assert rule in {fault.rule for fault in found}


def test_the_national_script_breaks_no_rule_and_every_one_of_its_paths_ends() -> None:
    assert faults(NATIONAL) == []
    assert {end for end, _ in ends_of(NATIONAL)} == set(ScriptEnd)


def test_a_red_flag_ends_on_the_15_and_no_other_path_does_before_it_was_shown_them_all() -> None:
    for end, path in ends_of(NATIONAL):
        shown = {one.red_flag for question, _ in path for one in question.answers if one.red_flag}
        assert (end is ScriptEnd.EMERGENCY) == (path[-1][1].red_flag is not None)
        assert end is ScriptEnd.EMERGENCY or shown >= RED_FLAGS_FOR_ALL


def ends_of(script: TriageScript) -> list[Any]:
    """Each way through: its end, and the questions and answers met."""
    found, going = [], [dict[str, str]()]
    while going:
        answers = going.pop()
        here = walk(script, answers)
        if here.asks is None:
            found.append((here.ends, here.path))
        else:
            going += [{**answers, here.asks.code: one.code} for one in here.asks.answers]
    return found


ANSWERS = st.fixed_dictionaries(
    {}, optional={one.code: st.sampled_from([a.code for a in one.answers]) for one in NATIONAL.questions}
)


@given(ANSWERS)
def test_whatever_was_answered_the_script_asks_one_question_or_has_ended(answers: dict[str, str]) -> None:
    here = walk(NATIONAL, answers)
    assert (here.asks is None) != (here.ends is None)
    assert here.asks is None or here.asks.code not in answers
    assert (here.red_flag is not None) == (here.ends is ScriptEnd.EMERGENCY)
    assert (here.need is not None) == (here.ends is ScriptEnd.SNP)
    assert all(answers[question.code] == given.code for question, given in here.path)


@given(ANSWERS, ANSWERS)
def test_answers_off_the_way_change_nothing(answers: dict[str, str], others: dict[str, str]) -> None:
    here = walk(NATIONAL, answers)
    on_the_way = {question.code for question, _ in here.path} | ({here.asks.code} if here.asks else set())
    aside = {code: one for code, one in others.items() if code not in on_the_way}
    assert walk(NATIONAL, {**answers, **aside}) == here


@given(ANSWERS, st.randoms())
def test_the_order_in_which_answers_came_changes_nothing(answers: dict[str, str], dice: Any) -> None:
    shuffled = list(answers.items())
    dice.shuffle(shuffled)
    assert walk(NATIONAL, dict(shuffled)) == walk(NATIONAL, answers)


@given(st.lists(st.sampled_from(TriageClass), min_size=1, max_size=2), st.sampled_from(TriageClass))
def test_the_most_pressing_class_on_the_way_counts(said: list[TriageClass], last: TriageClass) -> None:
    script = changed(
        lambda questions, _: (
            answer(questions, "who", "adult").update(triage_class=said[0]),
            answer(questions, "pain", "strong").update(triage_class=last),
        )
    )
    answers = {
        "danger": "none",
        "danger_more": "none",
        "who": "adult",
        "reason": "pain",
        "pain": "strong",
        "travel": "no",
    }
    need = walk(script, answers).need
    assert need is not None
    assert need.triage_class == min(said[0], last, key=list(TriageClass).index)
    assert (need.profession_code, need.modality) == ("10", "HH")


@settings(max_examples=60)
@given(st.data())
def test_a_script_without_faults_never_loses_its_way(data: st.DataObject) -> None:
    """Arrows bent at random: either a rule is named, or every path still ends as the rules say."""
    codes = [one.code for one in NATIONAL.questions]
    bent = copy.deepcopy(NATIONAL.model_dump(mode="json"))
    for _ in range(data.draw(st.integers(1, 3))):
        one = data.draw(st.sampled_from(data.draw(st.sampled_from(bent["questions"]))["answers"]))
        one.update(data.draw(st.sampled_from([{"asks": code, "ends": None, "red_flag": None} for code in codes])))
    script = TriageScript.model_validate(bent)
    if faults(script):
        return
    met = set()
    for end, path in ends_of(script):
        met |= {question.code for question, _ in path}
        assert end is not ScriptEnd.SNP or walk(script, {q.code: a.code for q, a in path}).need is not None
    assert met == set(codes)


def test_the_words_of_the_national_script_are_set_as_french_is() -> None:
    words = [NATIONAL.questions[0].help or ""]
    words += [one.text for question in NATIONAL.questions for one in (question, *question.answers)]
    for text, wrong in product(words, ("'", " ?", " !", " ;", " :", '"')):
        assert wrong not in text, text
