"""The answers to a short form: checked against the table, and put with the bulletin that seals each. Pure."""

from __future__ import annotations

from datetime import date

from referral_svc.kinds.codes import Asked, Relay, Sheet
from referral_svc.kinds.errors import AnswerNotAnOption, QuestionNotAsked
from referral_svc.kinds.table import LABORATORIES, RELAY_STRUCTURES, SPECIALTIES, Question, questions_of
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.needs import Need

Answer = str | list[str]
Answers = dict[str, Answer]


def checked(kind: Kind, need_codes: list[str], answers: Answers) -> dict[Sheet, Answers]:
    """The answers of each bulletin, in the order of the table; an empty answer is none."""
    asked = questions_of(kind, need_codes)
    if not answers.keys() <= asked.keys():
        raise QuestionNotAsked
    sheets: dict[Sheet, Answers] = {Sheet.CARE: {}, Sheet.SOCIAL: {}}
    for code, question in asked.items():
        given = answers.get(code)
        if not given:
            continue
        if not _fits(question, given):
            raise AnswerNotAnOption(field=f"answers.{code}")
        sheets[question.sheet][code] = given
    return sheets


def checked_for(kind: Kind, need_codes: list[str], sheet: Sheet, answers: Answers) -> Answers:
    """The same when one bulletin is written again: a question of the other has no place in it."""
    sheets = checked(kind, need_codes, answers)
    other = Sheet.SOCIAL if sheet is Sheet.CARE else Sheet.CARE
    if misplaced := next(iter(sheets[other]), None):
        raise QuestionNotAsked(field=f"answers.{misplaced}")
    return sheets[sheet]


def criteria_said(kind: Kind, need_codes: list[str], answers: Answers) -> frozenset[str]:
    """Criteria of priority that the answers say by themselves, beside the chips."""
    asked = questions_of(kind, need_codes)
    return frozenset(
        criterion
        for code, question in asked.items()
        for option, criterion in question.means
        if answers.get(code) == option
    )


def mended(kind: Kind, need_codes: list[str], before: Answers, after: Answers) -> dict[str, str]:
    """What answers written again change of the criteria, {criterion: yes|no}: the last word counts."""
    said, says = criteria_said(kind, need_codes, before), criteria_said(kind, need_codes, after)
    return dict.fromkeys(sorted(said - says), "no") | dict.fromkeys(sorted(says - said), "yes")


def _fits(question: Question, given: Answer) -> bool:
    match question.asked:
        case Asked.ONE:
            return isinstance(given, str) and given in question.options
        case Asked.SOME:
            return isinstance(given, list) and set(given) <= set(question.options) and len(set(given)) == len(given)
        case Asked.WORDS:
            return isinstance(given, str)
        case Asked.DAY:
            return isinstance(given, str) and _is_day(given)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and 2000 <= date.fromisoformat(text).year <= 2100
    except ValueError:
        return False


def relay_said(kind: Kind, answers: Answers) -> Relay | None:
    """To whom a request in psychiatry is to be relayed; it says which recipients it has (F135)."""
    said = answers.get("relay_to") if kind == Kind.PSYCHIATRY else None
    return next((relay for relay in Relay if relay == said), None)


def specialties_for(kind: Kind, need_codes: list[str], specialty: str | None) -> frozenset[str]:
    """Codes of the specialties (TRE_R38) of which a doctor must hold one; empty when any doctor may take it."""
    if kind == Kind.PSYCHIATRY:
        return frozenset(SPECIALTIES["psychiatry"])
    if kind == Kind.IMAGING_BIOLOGY:
        held = {Need.IMAGING.value: "radiology", Need.BIOLOGY.value: "biology"}
        return frozenset(code for need in need_codes if need in held for code in SPECIALTIES[held[need]])
    return frozenset(SPECIALTIES[specialty]) if specialty else frozenset()


def structures_for(kind: Kind, need_codes: list[str], relay: Relay | None) -> frozenset[str]:
    """FINESS categories in one of which whoever is asked must practise; empty when anywhere will do."""
    if kind == Kind.PSYCHIATRY and relay:
        return RELAY_STRUCTURES[relay]
    return LABORATORIES if kind == Kind.IMAGING_BIOLOGY and need_codes == [Need.BIOLOGY.value] else frozenset()
