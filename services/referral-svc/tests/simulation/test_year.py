"""The short form of `make simulate`: a few weeks, in which what must never happen does not."""

from datetime import timedelta
from uuid import UUID

import pytest

from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.fairness import Load, fair_shares
from referral_svc.simulation.declared import WEEK
from referral_svc.simulation.measures import asked, gini, measure, percentile
from referral_svc.simulation.runs import ways
from referral_svc.simulation.territory import DOCTORS, INHABITANTS, PERSONS_BY_CLASS, VOLUNTEERS, territory
from referral_svc.simulation.ways import Ours
from referral_svc.simulation.year import Year, office_time

WEEKS = 6
LEARNS = DEFAULT_RULES.responsiveness
assert LEARNS is not None


@pytest.fixture(scope="module")
def year() -> Year:
    return Year(territory(7, WEEKS), Ours(), DEFAULT_RULES).run()


def test_the_territory_is_the_one_that_was_asked_for():
    world = territory(7)
    assert abs(sum(commune.population for commune in world.communes) - INHABITANTS) < 50
    assert (len(world.doctors), sum(one.volunteers for one in world.doctors)) == (DOCTORS, VOLUNTEERS) == (95, 57)
    assert len(world.persons) == sum(PERSONS_BY_CLASS.values()) == 450
    assert sum(person.fragile for person in world.persons) == 219


def test_nobody_is_asked_beyond_his_caps(year: Year):
    for doctor, standing in zip(year.world.doctors, year.standings, strict=True):
        cap = DEFAULT_RULES.weekly_cap if doctor.weekly_cap is None else doctor.weekly_cap
        for at in standing.asked_at:
            in_week = sum(1 for other in standing.asked_at if at - WEEK < other <= at)
            span = timedelta(days=LEARNS.asked_within_days)
            assert in_week <= cap
            assert sum(1 for other in standing.asked_at if at - span < other <= at) <= LEARNS.asked_at_most


def test_nobody_is_asked_who_neither_volunteers_nor_has_a_place_nor_makes_the_home_visit(year: Year):
    for case in year.cases:
        for number in case.asks:
            doctor = year.world.doctors[number]
            assert doctor.volunteers
            assert doctor.home_visits or not case.person.home_visit
    for doctor, standing in zip(year.world.doctors, year.standings, strict=True):
        assert standing.placements <= doctor.capacity


def test_no_doctor_is_proposed_twice_to_one_person_and_everybody_is_placed_once(year: Year):
    placed = sum(case.doctor is not None for case in year.cases)
    assert sum(standing.placements for standing in year.standings) == placed
    for case in year.cases:
        assert len(case.asks) == case.solicitations
        assert case.state in ("placed", "given_up")


def test_after_each_placement_nobody_asked_in_turn_is_above_his_share_by_more_than_the_bound():
    """Adaptive waves, late answers and several searches at once: held at each placement, over everybody who could
    take such a person there."""
    seen = []

    class Watched(Year):
        def _place(self, case, doctor):
            super()._place(case, doctor)
            if not case.in_turn or case.asks[doctor].late:
                return
            within = [
                other
                for other in self.volunteers
                if self.km(case.person, other) <= case.ring_km and (other.home_visits or not case.person.home_visit)
            ]
            loads = [
                Load(
                    UUID(int=other.number),
                    float(other.capacity),
                    other.working_time,
                    placements=self.standings[other.number].placements,
                )
                for other in within
            ]
            seen.append(-fair_shares(loads, DEFAULT_RULES.bound)[UUID(int=doctor)].shortfall)

    Watched(territory(7, WEEKS), Ours(), DEFAULT_RULES).run()
    assert len(seen) > 20
    assert max(seen) <= DEFAULT_RULES.bound + 1e-9


def test_the_same_seed_gives_the_same_year_and_another_seed_another():
    first, again, other = (measure(Year(territory(seed, 2), Ours(), DEFAULT_RULES).run()) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_every_way_meets_the_same_doctors_in_the_same_mood():
    for way in ways():
        ran = Year(territory(7, 2), way, DEFAULT_RULES).run()
        assert all(case.state in ("placed", "given_up") for case in ran.cases)
        assert len(asked(ran)) == VOLUNTEERS


def test_nothing_leaves_when_the_coordinator_is_away(year: Year):
    for standing in year.standings:
        assert all(office_time(at) == at for at in [*standing.asked_at, *standing.called_at])


def test_gini_and_percentile_are_those_of_the_books():
    assert gini([1, 1, 1, 1]) == 0
    assert gini([0, 0, 0, 1]) == 0.75
    assert gini([1, 3]) == 0.25
    assert percentile([5, 1, 3, 2, 4, 6, 7, 8, 9, 10], 0.9) == 9
