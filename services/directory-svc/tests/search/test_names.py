"""Folding and forms of names: what must hold whatever is typed."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory_svc.imports.columns import folded
from directory_svc.search.names import PARTICLES, name_key, one_letter_less, words_of

NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F) | st.sampled_from("éèçœæß'’-· ŁłĐđøĲﬁ"), max_size=40
)
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=15)


@pytest.mark.parametrize(
    ("written", "folded_to"),
    [
        ("D'Angély-Lœwe  Éric", "d angely loewe eric"),
        ("N’DIAYE", "n diaye"),
        ("Straße Đorđe Ñuñez", "strasse dorde nunez"),
        ("  --  ", ""),
        ("Saint-Élie-sur-Orsane", "saint elie sur orsane"),
    ],
)
def test_names_are_folded(written: str, folded_to: str) -> None:
    assert name_key(written) == folded_to


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(NAMES)
def test_case_and_composition_do_not_matter(name: str) -> None:
    key = name_key(name)
    assert name_key(unicodedata.normalize("NFD", name)) == key
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@settings(max_examples=300)
@given(st.lists(NAMES, min_size=1, max_size=20))
def test_a_column_is_folded_as_one_name_is(names: list[str]) -> None:
    column = pl.DataFrame({"name": names}).select(folded(pl.col("name"))).to_series().to_list()
    assert column == [name_key(name) for name in names]


@given(LETTERS, st.data())
def test_one_mistake_leaves_a_form_in_common(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcxyz"))
    for mistaken in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ):
        if len(mistaken) >= 4:
            assert set(one_letter_less(word)) & set(one_letter_less(mistaken))


@given(st.lists(st.sampled_from([*sorted(PARTICLES), "gall", "fontaine"]), min_size=1, max_size=5))
def test_particles_are_left_out_unless_nothing_else_is_there(words: list[str]) -> None:
    telling = words_of(" ".join(words))
    assert telling
    assert set(telling) <= PARTICLES or not set(telling) & PARTICLES
