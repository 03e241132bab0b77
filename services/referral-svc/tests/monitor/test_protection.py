"""Whatever is shown, no hidden cell can be worked out from it."""

from hypothesis import given
from hypothesis import strategies as st

from referral_svc.monitor.protection import protect

TABLES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6)
FEWEST = st.integers(2, 6)


@given(TABLES, FEWEST)
def test_a_small_cell_is_never_shown(counts: dict[str, int], fewest: int) -> None:
    shown = protect(counts, fewest).shown
    assert all(count == 0 or count >= fewest for count in shown.values())
    assert all(counts[group] == count for group, count in shown.items())


@given(TABLES, FEWEST)
def test_a_hidden_cell_is_never_the_total_less_the_others(counts: dict[str, int], fewest: int) -> None:
    protected = protect(counts, fewest)
    hidden = [count for group, count in counts.items() if group not in protected.shown]
    if protected.total is None:
        return
    assert protected.total == sum(counts.values())
    assert not hidden or (len(hidden) > 1 and sum(hidden) >= fewest)


@given(TABLES, FEWEST)
def test_every_hidden_cell_may_hold_more_than_one_number(counts: dict[str, int], fewest: int) -> None:
    """Hidden cells hold one at least each, and what is left of the total is shared in more than one way."""
    protected = protect(counts, fewest)
    hidden = set(counts) - set(protected.shown)
    if not hidden or protected.total is None:
        return
    together = protected.total - sum(protected.shown.values())
    assert together - (len(hidden) - 1) > 1


def test_the_smallest_open_cell_hides_a_single_small_one() -> None:
    protected = protect({"a": 3, "b": 40, "c": 9, "d": 0}, 5)
    assert (protected.shown, protected.total) == ({"b": 40, "d": 0}, 52)


def test_without_anything_to_hide_behind_the_total_is_withheld() -> None:
    assert protect({"a": 3}, 5).total is None
    assert protect({"a": 2, "b": 2}, 5).total is None
