"""How a line is understood, and in which words it is refused. Pure: no database, no clock."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from referral_svc.disclosure.spreadsheets import vocabulary
from referral_svc.disclosure.spreadsheets.columns import Holds, guess, plain
from referral_svc.disclosure.spreadsheets.people import People
from referral_svc.disclosure.spreadsheets.rows import Reader, Row
from referral_svc.referrals.codes import Kind

from .lists import HEADER, line

COMMUNES = {"valbrune": "97001", "97001": "97001"}
TODAY = date(2026, 11, 23)


def read(header: list[str] = HEADER, kind: Kind = Kind.MEDECIN_TRAITANT, **changed: Any) -> Row:
    return Reader(kind, guess(header, {}), COMMUNES, TODAY).read(2, line(**changed))


def problems(row: Row) -> set[tuple[str, str]]:
    return {(one.column.value, one.rule) for one in row.problems}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"nom": ""}, ("family_name", "missing")),
        ({"prenom": "-"}, ("given_name", "missing")),
        ({"naissance": "vers 1950"}, ("birth", "unreadable")),
        ({"naissance": "31/02/1950"}, ("birth", "unreadable")),
        ({"naissance": "04/05/2027"}, ("birth", "in-the-future")),
        ({"naissance": "2027"}, ("birth", "in-the-future")),
        ({"naissance": "1800"}, ("birth", "not-valid")),
        ({"sexe": "peut-être"}, ("sex", "unreadable")),
        ({"tel": ""}, ("phone", "missing")),
        ({"tel": "12"}, ("phone", "unreadable")),
        ({"commune": ""}, ("commune", "missing")),
        ({"commune": "Atlantide"}, ("commune", "commune-not-served")),
        ({"accord": "bof"}, ("consent", "unreadable")),
        ({"accord": "24/11/2026"}, ("consent", "in-the-future")),
        ({"demande": "24/11/2026"}, ("asked_on", "in-the-future")),
        ({"demande": "hier"}, ("asked_on", "unreadable")),
        ({"ald": "parfois"}, ("ald", "unreadable")),
        ({"couverture": "papillon"}, ("cover", "unreadable")),
        ({"nom": "=cmd|' /C calc'!A0"}, ("family_name", "formula")),
        ({"motif": "@SUM(A1)"}, ("difficulty", "formula")),
        ({"motif": "x" * 2001}, ("difficulty", "too-long")),
        ({"nom": "x" * 81}, ("family_name", "too-long")),
    ],
)
def test_a_line_that_cannot_be_taken_says_its_column_and_its_rule(
    changed: dict[str, str], expected: tuple[str, str]
) -> None:
    row = read(**changed)
    assert problems(row) == {expected}
    assert row.need is None


def test_a_line_tells_all_that_hinders_it_at_once() -> None:
    row = read(naissance="?", commune="Atlantide", tel="")
    assert problems(row) == {("birth", "unreadable"), ("commune", "commune-not-served"), ("phone", "missing")}


def test_a_line_becomes_what_the_form_would_have_sent() -> None:
    need = read().need
    assert need is not None
    assert (need.patient.family_name, need.patient.given_name) == ("Zyborowska", "Melusine")
    assert need.patient.birth.date == date(1961, 5, 4)
    assert need.residence.commune_code == "97001"
    assert [one.value for one in need.need] == ["find_medecin_traitant"]
    assert (need.criteria.ald, need.criteria.cover) == ("yes", "c2s")
    assert need.care is not None
    assert need.care.difficulty == "Plus de médecin traitant"


@pytest.mark.parametrize(
    ("said", "expected"),
    [("oui", "yes"), ("X", "yes"), ("écrit", "yes"), ("12/10/2026", "yes"), ("non", "no"), ("refus", "no"),
     ("", "missing"), ("à voir", "missing"), ("NSP", "missing")],
)  # fmt: skip
def test_an_agreement_is_read_and_never_supposed(said: str, expected: str) -> None:
    row = read(accord=said)
    assert row.need is not None
    assert row.consent == expected
    assert row.need.consent.search is (expected == "yes")


@pytest.mark.parametrize(
    ("said", "expected"),
    [("6 12 34 56 78", "0612345678"), ("612345678", "0612345678"), ("01.99.00.11.22", "01.99.00.11.22"),
     ("06 12 34 56 78 / 01 99 00 11 22", "06 12 34 56 78"), ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
     ("néant", None)],
)  # fmt: skip
def test_a_number_is_mended_where_the_spreadsheet_ate_its_zero(said: str, expected: str | None) -> None:
    assert vocabulary.phone(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("DUPONT Marie Jeanne", ("DUPONT", "Marie Jeanne")), ("Marie DUPONT-LE GUEN", ("DUPONT-LE GUEN", "Marie")),
     ("dupont marie", ("dupont", "marie")), ("DUPONT", None)],
)  # fmt: skip
def test_names_in_one_cell_are_told_apart_by_capitals(said: str, expected: tuple[str, str] | None) -> None:
    assert vocabulary.split_name(said) == expected


@pytest.mark.parametrize(
    ("said", "need"),
    [("pansement d'ulcère", "wound_care"), ("Kiné respiratoire", "respiratory_physiotherapy"), ("IDE", "nursing"),
     ("", "nursing"), ("pilulier", "pill_box")],
)  # fmt: skip
def test_the_words_of_a_need_are_those_of_the_profession(said: str, need: str) -> None:
    found = vocabulary.need(said, Kind.CARE)
    assert found is not None
    assert found.value == need


def test_gir_1_to_4_is_a_dependency_and_5_and_6_are_not() -> None:
    assert [vocabulary.dependent(f"GIR {gir}") for gir in range(1, 7)] == ["yes"] * 4 + ["no"] * 2


def test_somebody_without_a_home_needs_no_commune() -> None:
    row = read(commune="SDF")
    assert row.need is not None
    assert row.need.residence.none


@pytest.mark.parametrize(
    ("heading", "column"),
    [("N° de Téléphone", Holds.PHONE), ("NOM D'USAGE", Holds.FAMILY_NAME), ("Né(e) le", Holds.BIRTH),
     ("D.D.N.", None), ("Ville", Holds.COMMUNE), ("ALD (O/N)", Holds.ALD), ("Couleur préférée", None)],
)  # fmt: skip
def test_french_headings_are_guessed(heading: str, column: Holds | None) -> None:
    assert guess([heading], {}) == ({column: 0} if column else {})


def test_what_was_chosen_last_for_a_heading_comes_before_the_guess() -> None:
    remembered = {plain("Téléphone"): "", plain("Rappeler au"): "phone"}
    assert guess(["Téléphone", "Rappeler au"], remembered) == {Holds.PHONE: 1}


def test_two_are_the_same_by_date_or_by_the_year_when_a_date_is_unknown() -> None:
    people = People()
    people.add((b"date", b"year"))
    assert people.has((b"date", b"year"))
    assert people.has((None, b"year"))
    assert not people.has((b"other date", b"year"))
    assert not people.has((None, None))
    people.add((None, b"year"))
    assert people.has((b"other date", b"year"))
