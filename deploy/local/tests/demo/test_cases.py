"""The requests of the demonstration cover the life cycle, the kinds and the priorities."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from carekit.clock import MovableClock
from local_system.demo import accounts
from local_system.demo.cases import COUNT, Case, Ending, cases
from local_system.demo.stories import Storyteller

TODAY = date(2026, 11, 23)


def test_there_are_about_sixty_requests_in_every_state() -> None:
    endings = Counter(c.ending for c in cases(TODAY))
    assert sum(endings.values()) == COUNT == len(cases(TODAY)) >= 60
    assert set(endings) == set(Ending)
    assert 4 <= endings[Ending.STATED] <= 8, "what a coordinator has to qualify on logging in"


def test_the_oldest_request_is_six_weeks_old_and_the_newest_of_this_morning() -> None:
    ages = sorted(c.age.total_seconds() / 86_400 for c in cases(TODAY))
    assert 40 <= ages[-1] <= 42
    assert ages[0] < 0.5


def test_several_kinds_are_stated_but_most_look_for_a_medecin_traitant() -> None:
    kinds = Counter(c.kind for c in cases(TODAY))
    assert kinds["medecin_traitant"] >= COUNT / 2
    assert len(kinds) >= 5


def test_unscheduled_care_and_imaging_are_asked_for_too() -> None:
    kinds = Counter(c.kind for c in cases(TODAY))
    assert (kinds["snp"], kinds["imaging_biology"]) == (4, 1)
    assert {c.ending for c in cases(TODAY) if c.kind == "snp"} == {Ending.STATED, Ending.QUALIFIED}


def test_both_coordinators_have_requests_to_qualify() -> None:
    waiting = [c.kind for c in cases(TODAY) if c.ending is Ending.STATED]
    assert "social" in waiting
    assert len([kind for kind in waiting if kind != "social"]) >= 4


def test_each_request_is_stated_by_somebody_who_has_an_account() -> None:
    keys = {a.key for a in accounts.accounts() if a.cpts == "first"}
    assert {c.referrer for c in cases(TODAY)} <= keys


def test_criteria_of_every_class_are_met_by_somebody() -> None:
    known = cases(TODAY)
    for chip in ("treatment_stopped", "ald", "dependency", "isolation", "homelessness"):
        assert any(c.chips[chip] == "yes" for c in known), chip
    assert {"c2s", "ame", "standard"} <= {c.chips["cover"] for c in known}
    assert any(all(v != "yes" for v in c.chips.values()) and c.patient.age < 70 for c in known), "a P5"


def test_each_person_has_one_request() -> None:
    assert len({c.patient.rank for c in cases(TODAY)}) == COUNT


@pytest.mark.parametrize("hours", range(0, 7 * 24, 5), ids=lambda hours: f"{hours} h into the week")
def test_whenever_it_is_loaded_the_newest_requests_are_already_stated(hours: int) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours)
    stated = [c.stated_at(now) for c in cases(now.date())]
    assert max(stated) <= now
    assert min(stated) >= now - timedelta(days=45)


class Watched:
    """The services of a story: they answer nothing, and know when what was asked of them."""

    def __init__(self, clock: MovableClock) -> None:
        self.services, self.callers, self.done = self, {}, {}
        self.clock = clock

    async def state(self, case: Case) -> UUID:
        self.done["stated"] = self.clock.now()
        return uuid4()

    async def first_slots(self, *_: object) -> list[object]:
        return []

    async def act(self, case: Case, referral_id: UUID, act: str, body: object) -> None:
        self.done[act] = self.clock.now()


@pytest.mark.parametrize("hours", range(0, 7 * 24, 5), ids=lambda hours: f"{hours} h into the week")
async def test_whenever_it_is_loaded_what_is_qualified_was_qualified_in_time(hours: int) -> None:
    now = datetime(2026, 11, 23, 0, 45, tzinfo=UTC) + timedelta(hours=hours)
    late = []
    for case in cases(now.date()):
        if case.ending is Ending.QUALIFIED:
            acts = Watched(MovableClock(now - timedelta(days=45)))
            async for at in Storyteller(acts, now, {}).tell(case):  # type: ignore[arg-type]
                acts.clock.move_to(max(at, acts.clock.now()))
            assert acts.done["stated"] <= acts.done["qualification"]
            late += [case.rank] if acts.done["qualification"] > now else []
    assert late == []
