"""Every reason is said in French, with its numbers; no distance is told but as a band."""

import re
from pathlib import Path

import pytest

import referral_svc.matching
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.distance import band_of, band_rank, haversine_km
from referral_svc.matching.messages_fr import CONDITIONS, WORDS, distance_words, words_of
from referral_svc.matching.reasons import Reason

BANDS = DEFAULT_RULES.distance_bands_km
FOLDER = Path(referral_svc.matching.__file__).parent


def test_every_code_that_a_rule_may_give_has_its_words():
    given = set()
    for module in ("conditions.py", "plan_reasons.py", "why.py"):
        source = (FOLDER / module).read_text()
        given |= set(re.findall(r'Reason\("(?:for|attention|against)", "(\w+)"', source))
        given |= set(re.findall(r'^\s+"(\w+)",$', source, re.MULTILINE))
        given |= set(re.findall(r', "(\w+)", \{', source))
    given |= {"not_accessible", "language_required", "sex_required"}
    assert len(given) > 25, "the check reads the code"
    assert given - set(WORDS) == set()


def test_every_condition_has_its_words_when_it_is_counted():
    source = (FOLDER / "conditions.py").read_text()
    coded = set(re.findall(r'^\s+"(\w+)",$', source, re.MULTILINE)) | set(re.findall(r', "(\w+)", \{', source))
    assert coded | {"not_accessible", "language_required", "sex_required", "out_of_ring"} <= set(CONDITIONS)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("against", "out_of_ring", {"ring_km": 5.0}), "Hors du rayon de 5 km"),
        (Reason("against", "paused", {"until": "2026-12-01"}), "En pause jusqu’au 01/12/2026"),
        (Reason("for", "distance_2_to_5"), "Entre 2 et 5 km"),
        (Reason("for", "distance_under_2"), "À moins de 2 km"),
        (Reason("for", "distance_over_20"), "À plus de 20 km"),
        (Reason("attention", "distance_unknown"), "Distance inconnue"),
        (Reason("for", "places_left", {"places": 3}), "Places restantes\u00a0: 3"),
        (
            Reason("for", "below_fair_share", {"placements": 3, "average": 4.5, "target": 4.2, "months": 12}),
            "3 patients en 12 mois, moyenne 4,5, part équitable 4,2",
        ),
    ],
)
def test_the_words_carry_the_numbers(reason, words):
    assert words_of(reason) == words


def test_french_typography_is_kept():
    for sentence in [*WORDS.values(), *CONDITIONS.values()]:
        assert " :" not in sentence
        assert " ;" not in sentence
        assert "'" not in sentence


def test_haversine_agrees_with_known_distances():
    assert haversine_km(48.8566, 2.3522, 45.7640, 4.8357) == pytest.approx(391.5, abs=1)  # Paris to Lyon
    assert haversine_km(45, 4, 45, 4) == 0
    assert haversine_km(0, 0, 0, 180) == pytest.approx(20015.1, abs=1)


@pytest.mark.parametrize(
    ("km", "band"),
    [
        (0, "under_2"),
        (2, "under_2"),
        (2.01, "2_to_5"),
        (5, "2_to_5"),
        (9, "5_to_10"),
        (20, "10_to_20"),
        (21, "over_20"),
        (None, "unknown"),
    ],
)
def test_a_distance_falls_in_its_band(km, band):
    assert band_of(km, BANDS) == band
    assert distance_words(band)


def test_nearer_bands_rank_before_farther_and_unknown_last():
    names = [band_of(km, BANDS) for km in (1, 3, 7, 15, 30, None)]
    assert [band_rank(name, BANDS) for name in names] == list(range(6))
