"""A gap is said only where there are cases enough, and only beyond chance."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from referral_svc.monitor.comparison import FEWEST_COMPARED, Case, Comparison, Figure, compare, holm
from referral_svc.monitor.reasons import REASONS, compare_reasons

FEWEST = 5


def cases(group: str, count: int, *, not_placed: int = 0, days: float = 2.0) -> list[Case]:
    return [
        Case({"cover": group}, {"not_placed": float(i < not_placed), "days_to_yes": days + i / 100})
        for i in range(count)
    ]


def figure(found: list[Case], group: str, measure: str) -> Figure:
    (one,) = compare(found, ["cover"], FEWEST)
    (of_group,) = [each for each in one.groups if each.group == group]
    return next(each for each in of_group.figures if each.measure == measure)


def test_few_cases_are_compared_with_nothing() -> None:
    few = cases("ame", FEWEST_COMPARED - 1, not_placed=0) + cases("standard", 60)
    found = figure(few, "ame", "days_to_yes")
    assert (found.cases, found.p_value, found.others) == (FEWEST_COMPARED - 1, None, None)


def test_a_group_under_the_least_shown_has_no_figure_at_all() -> None:
    found = figure(cases("ame", 4) + cases("c2s", 30) + cases("standard", 60), "ame", "days_to_yes")
    assert (found.cases, found.value, found.others) == (None, None, None)


def test_a_part_that_few_or_all_but_few_met_is_kept_back() -> None:
    for not_placed in (1, 29):
        table = cases("ame", 30, not_placed=not_placed) + cases("c2s", 30, not_placed=15)
        table += cases("standard", 60, not_placed=20)
        assert figure(table, "ame", "not_placed").value is None
    assert figure(cases("ame", 30) + cases("standard", 60, not_placed=20), "ame", "not_placed").value == 0.0


def test_a_wide_gap_is_beyond_chance_and_a_better_lot_is_no_alert() -> None:
    table = cases("ame", 40, not_placed=30, days=9.0) + cases("standard", 200, not_placed=20)
    for measure in ("not_placed", "days_to_yes"):
        assert figure(table, "ame", measure).is_beyond_chance, measure
        better = figure(table, "standard", measure)
        assert better.p_value is not None
        assert better.p_value < 0.05
        assert not better.is_beyond_chance


def test_equal_lots_are_no_gap() -> None:
    table = cases("ame", 30, not_placed=6) + cases("standard", 60, not_placed=12)
    found = figure(table, "ame", "not_placed")
    assert (found.value, found.others, found.is_beyond_chance) == (0.2, 0.2, False)


def test_chance_alone_alerts_seldom() -> None:
    """A hundred territories without any gap: at most a handful say one (5 % by Holm's correction)."""
    alerted = 0
    for seed in range(100):
        rng = random.Random(seed)
        table = [
            Case(
                {"cover": rng.choice(("ame", "c2s", "standard", "standard")), "sex": rng.choice(("female", "male"))},
                {"not_placed": float(rng.random() < 0.3), "asked": float(rng.randint(1, 9))},
            )
            for _ in range(150)
        ]
        found = compare(table, ["cover", "sex"], FEWEST)
        alerted += any(f.is_beyond_chance for one in found for group in one.groups for f in group.figures)
    assert alerted <= 12


@given(st.lists(st.floats(0, 1), max_size=12))
def test_the_correction_never_makes_a_p_smaller_and_keeps_their_order(p_values: list[float]) -> None:
    corrected = holm(p_values)
    assert all(before <= after <= 1 for before, after in zip(p_values, corrected, strict=True))
    for i, first in enumerate(p_values):
        for j, second in enumerate(p_values):
            assert first >= second or corrected[i] <= corrected[j]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=60))
def test_no_figure_rests_on_a_small_number(found: list[tuple[str, bool]]) -> None:
    table = [Case({"cover": group}, {"not_placed": float(happened)}) for group, happened in found]
    for one in compare(table, ["cover"], FEWEST):
        for group in one.groups:
            rows = [happened for name, happened in found if name == group.group]
            shown = next(each for each in group.figures if each.measure == "not_placed")
            if shown.value is not None:
                assert len(rows) >= FEWEST
                assert sum(rows) == 0 or sum(rows) >= FEWEST
                assert len(rows) - sum(rows) == 0 or len(rows) - sum(rows) >= FEWEST


def left(cover: str, count: int, **reasons: int) -> list[Case]:
    """Placed requests, of which so many were left for each reason."""
    found = []
    for code in ("none", *reasons):
        for _ in range(count - sum(reasons.values()) if code == "none" else reasons[code]):
            values = {reason: float(reason == f"stepped_back_{code}") for reason in REASONS}
            found.append(Case({"cover": cover}, values))
    return found


def of(found: Comparison, group: str, reason: str) -> Figure:
    (one,) = [each for each in found.groups if each.group == group]
    return next(each for each in one.figures if each.measure == f"stepped_back_{reason}")


def test_one_rare_reason_hides_all_reasons_of_its_group_and_what_the_others_have() -> None:
    table = left("ame", 40, too_far=2, other=10) + left("c2s", 40, other=8) + left("standard", 90, other=9)
    found = compare_reasons(table, FEWEST)
    assert {one.value for one in found.groups[0].figures} == {None}
    assert of(found, "standard", "other").others is None


def test_a_reason_given_far_more_often_for_one_cover_is_beyond_chance() -> None:
    table = left("ame", 40, no_capacity=30) + left("standard", 200, no_capacity=10)
    found = of(compare_reasons(table, FEWEST), "ame", "no_capacity")
    assert (found.value, found.is_beyond_chance) == (0.75, True)
    assert not of(compare_reasons(table, FEWEST), "ame", "too_far").is_beyond_chance
