"""Invented persons who fill every field that could say who they are, and the words by which they would be known."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from stdnum.fr import nir

from .build import need

#: Each kind whose short form takes words, with a need of its own; the first takes none.
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "medecin_traitant": ("find_medecin_traitant", ()),
    "specialist": ("specialist_visit", ("question_asked", "already_done")),
    "discharge": ("nurse_at_discharge", ("ward",)),
    "imaging_biology": ("imaging", ("exam_words",)),
    "psychiatry": ("psychiatric_assessment", ("what_worries",)),
}
CARE = ("difficulty", "care_asked", "usual_carers", "treatment", "mobility", "preferences")
SOCIAL = ("rights", "resources", "housing", "guardianship", "professionals_involved", "wish")


@dataclass
class Canary:
    """A statement about nobody. `identity` and the words of each bulletin are what its doors alone may say."""

    body: dict[str, Any]
    ins: str
    identity: list[str]
    care: list[str]
    social: list[str]

    @property
    def known_by(self) -> list[str]:
        return [*self.identity, *self.care, *self.social, self.ins]


class Words:
    def __init__(self, n: int) -> None:
        self._dice, self._mark = random.Random(n), chr(97 + n % 26)

    def one(self) -> str:
        return "".join(self._dice.choices("bcdfghjklmnpqrstvwz", k=4)).capitalize() + f"ynx{self._mark}q"

    def phone(self) -> str:
        return f"+33{self._dice.randrange(10**9):09d}"

    def number(self, year: int) -> str:
        digits = f"2{year % 100:02d}0599{self._dice.randrange(10**6):06d}"
        return digits + str(nir.calc_check_digits(digits))


def canary(n: int) -> Canary:
    words, dice = Words(n), random.Random(n)
    family, birth_name, given, street, told_by, speaker, record = (words.one() for _ in range(7))
    year = dice.randrange(1940, 2005)
    number, ins = words.number(year), words.number(year)
    phone, email, speaks = words.phone(), f"{given.lower()}@{street.lower()}.example", words.phone()
    born = f"{year}-05-{dice.randrange(10, 28)}"
    kind = list(KINDS)[n % len(KINDS)]
    asked, questions = KINDS[kind]
    care = {field: words.one() for field in CARE}
    social = {field: words.one() for field in SOCIAL}
    answers = {question: words.one() for question in questions}
    body = need(
        kind=kind,
        need=[asked],
        patient={
            "family_name": family,
            "birth_name": birth_name,
            "given_name": given,
            "birth": {"date": born},
            "sex": "female",
            "nir": number,
        },
        residence={"commune_code": "97001", "address": f"3 rue {street}"},
        contact={"phone": phone, "email": email},
        criteria={"ald": "yes", "cover": "ame"},
        constraints={"language_codes": ["kab"], "doctor_sex": "female", "doctor_sex_imperative": True},
        care={**care, "links": [{"system": "e_care", "url": f"https://e-care.example/d/{record}"}]},
        social=social,
        answers=answers,
        representative={"name": speaker, "link": "guardian", "phone": speaks},
        consent={"search": True, "bulletin_sharing": True, "given": "representative", "informed_by": told_by},
        **({"specialty": "cardiology"} if kind == "specialist" else {}),
    )
    identity = [family, birth_name, given, street, number, phone, email, born, speaker, speaks]
    return Canary(body, ins, identity, [*care.values(), *answers.values(), record], [told_by, *social.values()])
