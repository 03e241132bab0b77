"""A row of cells → a need as `StateNeed` would take it, or what hinders it. Pure, `today` as an argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import ValidationError

from referral_svc.disclosure.intake.schemas import StateNeed
from referral_svc.disclosure.spreadsheets import vocabulary
from referral_svc.disclosure.spreadsheets.columns import CHIPS, WORDS, Holds, plain
from referral_svc.disclosure.spreadsheets.reading import MOST_CHARACTERS
from referral_svc.referrals.codes import Kind

Rule = Literal[
    "missing", "unreadable", "too-long", "formula", "in-the-future", "commune-not-served", "not-valid", "one-word"
]
Answer = Literal["yes", "no", "missing"]
#: What a spreadsheet would run when somebody opens an export that repeats it (OWASP, CSV injection).
_FORMULA = ("=", "@", "+", "-")
_MAY_BEGIN_SO = {Holds.PHONE}
_NO_HOME = frozenset({"sdf", "sans domicile", "sans domicile fixe", "sans adresse", "sans abri", "aucune"})
#: Parts of `StateNeed` → the column that a row was refused for.
_COLUMN_OF_PART = {
    "family_name": Holds.FAMILY_NAME, "birth_name": Holds.BIRTH_NAME, "given_name": Holds.GIVEN_NAME,
    "birth": Holds.BIRTH, "nir": Holds.NIR, "address": Holds.ADDRESS, "commune_code": Holds.COMMUNE,
    "phone": Holds.PHONE, "email": Holds.EMAIL, "contact": Holds.PHONE, "residence": Holds.COMMUNE,
    "difficulty": Holds.DIFFICULTY, "usual_carers": Holds.USUAL_CARERS, "treatment": Holds.TREATMENT,
    "mobility": Holds.MOBILITY,
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    column: Holds
    rule: Rule


@dataclass
class Row:
    """One line as it was understood. With problems it is left out; without, `need` stands."""

    line: int
    problems: list[Problem] = field(default_factory=list)
    consent: Answer = "missing"
    consent_on: date | None = None
    asked_on: date | None = None
    commune_code: str | None = None
    need: StateNeed | None = None


@dataclass(frozen=True)
class Reader:
    """`communes`: plain name and INSEE code → code, of the territory."""

    kind: Kind
    columns: Mapping[Holds, int]
    communes: Mapping[str, str]
    today: date

    def read(self, line: int, cells: list[str]) -> Row:
        said = {column: cells[index] for column, index in self.columns.items() if cells[index]}
        row = Row(line)
        for column, words in said.items():
            if len(words) > MOST_CHARACTERS:
                row.problems.append(Problem(column, "too-long"))
            elif words.startswith(_FORMULA) and column not in _MAY_BEGIN_SO and not _is_dash(words):
                row.problems.append(Problem(column, "formula"))
        said = {column: words for column, words in said.items() if not _is_dash(words)}
        self._consent(row, said)
        values = {
            "kind": self.kind,
            "patient": self._patient(row, said),
            "residence": self._residence(row, said),
            "contact": self._contact(row, said),
            "need": [self._known(row, Holds.NEED, vocabulary.need(said.get(Holds.NEED, ""), self.kind))],
            "urgency": self._known(row, Holds.URGENCY, vocabulary.urgency(said.get(Holds.URGENCY, ""))),
            "criteria": self._criteria(row, said),
            "constraints": {"home_visit": self._yes(row, said, Holds.HOME_VISIT)},
            "consent": {
                "search": row.consent == "yes",
                "given": "oral",
                "bulletin_sharing": self._yes(row, said, Holds.SHARING),
            },
            "care": {column.value: said[column] for column in WORDS if column in said},
        }
        if not row.problems:
            self._accept(row, values)
        return row

    def _accept(self, row: Row, values: dict[str, Any]) -> None:
        """The same rules as for a request that is typed. Only the place and the kind of a fault are kept."""
        try:
            row.need = StateNeed.model_validate(values)
        except ValidationError as refused:
            for error in refused.errors(include_input=False, include_context=False, include_url=False):
                named = [_COLUMN_OF_PART[str(part)] for part in error["loc"] if str(part) in _COLUMN_OF_PART]
                column = named[-1] if named else Holds.FAMILY_NAME
                rule: Rule = "too-long" if error["type"] == "string_too_long" else "not-valid"
                if Problem(column, rule) not in row.problems:
                    row.problems.append(Problem(column, rule))

    def _patient(self, row: Row, said: Mapping[Holds, str]) -> dict[str, Any]:
        family, given = said.get(Holds.FAMILY_NAME), said.get(Holds.GIVEN_NAME)
        if Holds.FULL_NAME in said and not (family and given):
            both = vocabulary.split_name(said[Holds.FULL_NAME])
            if both is None:
                row.problems.append(Problem(Holds.FULL_NAME, "one-word"))
            else:
                family, given = family or both[0], given or both[1]
        elif Holds.FULL_NAME in self.columns and not family:
            row.problems.append(Problem(Holds.FULL_NAME, "missing"))
        else:
            for column, name in ((Holds.FAMILY_NAME, family), (Holds.GIVEN_NAME, given)):
                if not name:
                    row.problems.append(Problem(column, "missing"))
        nir = said.get(Holds.NIR)
        return {
            "family_name": family,
            "given_name": given,
            "birth_name": said.get(Holds.BIRTH_NAME),
            "birth": self._birth(row, said),
            "nir": nir.replace(" ", "") if nir else None,
            "sex": self._known(row, Holds.SEX, vocabulary.sex(said.get(Holds.SEX, ""))),
        }

    def _birth(self, row: Row, said: Mapping[Holds, str]) -> dict[str, Any]:
        words = said.get(Holds.BIRTH)
        if words is None:
            return self._by_age(row, said)
        if plain(words) in {"inconnue", "nsp", "ne sait pas"}:
            return {"unknown": True}
        if words.isdigit() and len(words) == 4:
            if int(words) > self.today.year:
                row.problems.append(Problem(Holds.BIRTH, "in-the-future"))
            return {"year": int(words)}
        born = vocabulary.day(words)
        if born is None:
            row.problems.append(Problem(Holds.BIRTH, "unreadable"))
        elif born > self.today:
            row.problems.append(Problem(Holds.BIRTH, "in-the-future"))
        return {"date": born.isoformat() if born else None}

    def _by_age(self, row: Row, said: Mapping[Holds, str]) -> dict[str, Any]:
        words = said.get(Holds.AGE)
        if words is None:
            return {"unknown": True}
        age = plain(words).removesuffix(" ans")
        if not age.isdigit() or int(age) > 120:
            row.problems.append(Problem(Holds.AGE, "unreadable"))
            return {"unknown": True}
        return {"year": self.today.year - int(age)}

    def _residence(self, row: Row, said: Mapping[Holds, str]) -> dict[str, Any]:
        words = plain(said.get(Holds.COMMUNE, ""))
        if words in _NO_HOME or (not words and self._yes(row, said, Holds.HOMELESSNESS)):
            return {"none": True}
        if not words:
            row.problems.append(Problem(Holds.COMMUNE, "missing"))
        elif words not in self.communes:
            row.problems.append(Problem(Holds.COMMUNE, "commune-not-served"))
        row.commune_code = self.communes.get(words)
        return {"commune_code": row.commune_code, "address": said.get(Holds.ADDRESS)}

    def _contact(self, row: Row, said: Mapping[Holds, str]) -> dict[str, Any]:
        words, email = said.get(Holds.PHONE), said.get(Holds.EMAIL)
        if not words and not email:
            row.problems.append(Problem(Holds.PHONE, "missing"))
        number = vocabulary.phone(words) if words else None
        if words and number is None:
            row.problems.append(Problem(Holds.PHONE, "unreadable"))
        return {"phone": number, "email": email}

    def _criteria(self, row: Row, said: Mapping[Holds, str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for column in CHIPS:
            if column in said:
                read = vocabulary.dependent if column == Holds.DEPENDENCY else vocabulary.answer
                found[column.value] = self._known(row, column, read(said[column]))
        if Holds.COVER in said:
            found["cover"] = self._known(row, Holds.COVER, vocabulary.cover(said[Holds.COVER]))
        return found

    def _consent(self, row: Row, said: Mapping[Holds, str]) -> None:
        answer = self._known(row, Holds.CONSENT, vocabulary.agreed(said.get(Holds.CONSENT, "")))
        row.consent = answer if answer in ("yes", "no") else "missing"
        row.consent_on = self._past_day(row, said, Holds.CONSENT_ON) or vocabulary.day(said.get(Holds.CONSENT, ""))
        if row.consent_on and row.consent_on > self.today:
            row.problems.append(Problem(Holds.CONSENT, "in-the-future"))
        row.asked_on = self._past_day(row, said, Holds.ASKED_ON)

    def _past_day(self, row: Row, said: Mapping[Holds, str], column: Holds) -> date | None:
        if column not in said:
            return None
        day = vocabulary.day(said[column])
        if day is None or day.year < 2000:
            row.problems.append(Problem(column, "unreadable"))
        elif day > self.today:
            row.problems.append(Problem(column, "in-the-future"))
        return day

    def _yes(self, row: Row, said: Mapping[Holds, str], column: Holds) -> bool:
        if column not in said:
            return False
        return bool(self._known(row, column, vocabulary.answer(said[column])) == "yes")

    def _known(self, row: Row, column: Holds, value: Any) -> Any:
        if value is None and Problem(column, "unreadable") not in row.problems:
            row.problems.append(Problem(column, "unreadable"))
        return value


def _is_dash(words: str) -> bool:
    """« - » or « -- » says that there is nothing."""
    return not words.strip("-–— .")
