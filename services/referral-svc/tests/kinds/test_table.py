"""The table of the short forms holds together by itself."""

from __future__ import annotations

import pytest

from referral_svc.kinds.answers import checked, checked_for
from referral_svc.kinds.codes import Asked, Sheet
from referral_svc.kinds.errors import AnswerNotAnOption, QuestionNotAsked
from referral_svc.kinds.table import FORMS
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.needs import Need


def test_a_question_of_another_kind_is_refused() -> None:
    with pytest.raises(QuestionNotAsked):
        checked(Kind.SOCIAL, ["rights"], {"frailty": "frail"})


def test_a_question_of_another_need_is_refused() -> None:
    with pytest.raises(QuestionNotAsked):
        checked(Kind.SOCIAL, ["housing"], {"interpreter_by": "phone"})


@pytest.mark.parametrize(
    ("kind", "needs", "answers"),
    [
        (Kind.CARE, ["injection"], {"prescription": "perhaps"}),
        (Kind.CARE, ["injection"], {"prescription": ["at_hand"]}),
        (Kind.CARE, ["injection"], {"times_of_day": "morning"}),
        (Kind.CARE, ["injection"], {"times_of_day": ["morning", "morning"]}),
        (Kind.CARE, ["injection"], {"times_of_day": ["midnight"]}),
        (Kind.CARE, ["injection"], {"starts_on": "tomorrow"}),
        (Kind.CARE, ["injection"], {"starts_on": "20261201"}),
        (Kind.SPECIALIST, ["specialist_visit"], {"question_asked": ["two", "words"]}),
    ],
)
def test_an_answer_that_the_question_does_not_take_is_refused(
    kind: Kind, needs: list[str], answers: dict[str, str | list[str]]
) -> None:
    with pytest.raises(AnswerNotAnOption):
        checked(kind, needs, answers)


def test_an_answer_of_the_other_bulletin_is_refused_when_one_is_written_again() -> None:
    with pytest.raises(QuestionNotAsked):
        checked_for(Kind.DENTAL, ["dental_care"], Sheet.CARE, {"rights_open": "open"})


def test_each_answer_goes_to_the_bulletin_that_seals_it() -> None:
    sheets = checked(Kind.DENTAL, ["dental_care"], {"rights_open": "never", "pain": "strong", "own_dentist": ""})
    assert sheets == {Sheet.CARE: {"pain": "strong"}, Sheet.SOCIAL: {"rights_open": "never"}}


def test_every_kind_has_a_form_and_every_need_stands_in_one() -> None:
    assert set(FORMS) == set(Kind)
    assert {need for form in FORMS.values() for need in form.needs} == set(Need)


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_a_form_asks_each_question_once_and_only_of_its_own_needs(kind: Kind) -> None:
    form = FORMS[kind]
    codes = [question.code for question in form.questions]
    assert len(set(codes)) == len(codes)
    for question in form.questions:
        assert question.needs <= set(form.needs)
        assert bool(question.options) == (question.asked in (Asked.ONE, Asked.SOME))
        assert kind != Kind.SOCIAL or question.sheet is Sheet.SOCIAL
