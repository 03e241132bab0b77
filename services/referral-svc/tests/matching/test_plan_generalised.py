"""Generalised assignment against the literature: proved optima are reached, and a gap is told, never hidden."""

from pathlib import Path

import pytest

from referral_svc.matching.plan_generalised import Generalised, NoAssignment, assign_generalised

from .gap_instances import instances

#: Those that take a fraction of a second; all of them, and types A to E, in the bench.
SMALL = [f"c{size}_{number}" for size in ("0515", "0520", "0525", "0530", "0824", "1030") for number in (1, 3, 5)]


def test_tasks_that_do_not_fit_are_refused():
    with pytest.raises(NoAssignment):
        assign_generalised([[1, 1]], [[2, 2]], [3])


def test_a_gap_is_told_when_nothing_is_proved():
    found = Generalised((0,), value=105.0, bound=100.0)
    assert found.gap == pytest.approx(5 / 105)
    assert not found.proved


def test_a_family_takes_as_many_places_as_it_has_members():
    """Three persons go to the doctor who has three places, though he is farther than the one who has two."""
    found = assign_generalised([[1, 1], [5, 5]], [[3, 1], [3, 1]], [2, 3])
    assert (found.agents, found.value, found.proved) == ((1, 0), 6, True)


@pytest.mark.shared
@pytest.mark.parametrize("name", SMALL)
def test_the_proved_optimum_of_the_library_is_reached_within_the_budgets(name: str, shared_dir: Path):
    problem = instances(shared_dir, "gap_orlib")[name]
    found = assign_generalised(problem.costs, problem.uses, problem.budgets, maximise=problem.maximise)
    assert (found.value, found.value) == problem.published
    assert found.proved
    used = [0] * len(problem.budgets)
    for task, agent in enumerate(found.agents):
        used[agent] += problem.uses[agent][task]
    assert all(one <= budget for one, budget in zip(used, problem.budgets, strict=True))
