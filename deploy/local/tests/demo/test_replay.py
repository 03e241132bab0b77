"""Six weeks are told in order, under one clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from carekit.clock import PARIS, MovableClock
from local_system.demo.patients import COUNT, patients
from local_system.demo.replay import Replay, Story, at_work

START = datetime(2026, 10, 12, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def _replay(clock: MovableClock, done: list[str]) -> Replay:
    async def background() -> None:
        done.append("background")

    return Replay(clock, background)


async def test_stories_are_resumed_in_order_of_time_whoever_began_first() -> None:
    clock, told = MovableClock(START), []

    async def story(name: str, *hours: int) -> Story:
        for hour in hours:
            yield START + timedelta(hours=hour)
            told.append((name, (clock.now() - START) // timedelta(hours=1)))

    replay = _replay(clock, [])
    await replay.begin(story("a", 1, 5, 6))
    await replay.begin(story("b", 2, 3, 9))
    async for _ in replay.until(START + timedelta(hours=8)):
        pass
    assert told == [("a", 1), ("b", 2), ("b", 3), ("a", 5), ("a", 6)]
    assert clock.now() == START + timedelta(hours=8)


async def test_an_instant_already_past_is_told_now_because_time_does_not_go_back() -> None:
    clock = MovableClock(START)
    seen: list[datetime] = []

    async def story() -> Story:
        yield START + timedelta(hours=3)
        yield START + timedelta(hours=1)
        seen.append(clock.now())

    replay = _replay(clock, [])
    await replay.begin(story())
    async for _ in replay.until(START + timedelta(hours=9)):
        pass
    assert seen == [START + timedelta(hours=3)]


async def test_the_workers_have_their_turn_after_every_act_and_at_the_end() -> None:
    done: list[str] = []
    clock = MovableClock(START)

    async def story() -> Story:
        yield START + timedelta(hours=1)
        done.append("act")
        yield START + timedelta(hours=2)
        done.append("act")

    replay = _replay(clock, done)
    await replay.begin(story())
    async for _ in replay.until(START + timedelta(hours=5)):
        pass
    assert done == ["act", "background", "act", "background", "background"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (datetime(2026, 11, 23, 14, 7, tzinfo=PARIS), datetime(2026, 11, 23, 14, 7, tzinfo=PARIS)),
        (datetime(2026, 11, 23, 6, 12, tzinfo=PARIS), datetime(2026, 11, 23, 8, 42, tzinfo=PARIS)),
        (datetime(2026, 11, 23, 21, 12, tzinfo=PARIS), datetime(2026, 11, 24, 8, 42, tzinfo=PARIS)),
        (datetime(2026, 11, 20, 21, 0, tzinfo=PARIS), datetime(2026, 11, 23, 8, 30, tzinfo=PARIS)),
        (datetime(2026, 11, 21, 10, 5, tzinfo=PARIS), datetime(2026, 11, 23, 8, 35, tzinfo=PARIS)),
    ],
    ids=["in office hours", "before opening", "in the evening", "friday night", "saturday"],
)
def test_acts_of_the_office_happen_in_office_hours(given: datetime, expected: datetime) -> None:
    assert at_work(given) == expected


def test_invented_persons_are_reached_by_numbers_kept_for_fiction_and_told_apart() -> None:
    people = patients(TODAY)
    phones = [p.phone for p in people if p.phone]
    assert len(people) == COUNT >= 60
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"063998\d{4}", phone) for phone in phones)
    assert len({(p.given_name, p.family_name) for p in people}) >= COUNT - 1


def test_some_persons_have_no_address_no_phone_or_no_known_birth_date() -> None:
    people = patients(TODAY)
    assert any(p.commune is None for p in people)
    assert any(p.phone is None for p in people)
    assert any(p.born_on is None and p.birth_year for p in people)
    assert any(p.born_on is None and p.birth_year is None for p in people)


def test_ages_are_those_of_the_birth_dates() -> None:
    for person in patients(TODAY):
        if person.born_on:
            assert abs((TODAY - person.born_on).days / 365.25 - person.age) <= 1.1
