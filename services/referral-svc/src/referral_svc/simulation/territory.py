"""The invented territory: communes, doctors who differ, and the persons who look for one during a year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from carekit.clock import PARIS

INHABITANTS = 67_000
DOCTORS, VOLUNTEERS = 95, 57
#: P1, P2 and P3 are the 219 fragile persons of the 450.
PERSONS_BY_CLASS = {1: 25, 2: 120, 3: 74, 4: 60, 5: 171}

COMMUNES = 24
RADIUS_KM = 10.0
CENTRE = (45.70, 4.90)
KM_NORTH = 1 / 111.195
KM_EAST = KM_NORTH / math.cos(math.radians(CENTRE[0]))

FIRST_DAY = date(2026, 1, 5)
DAYS = 364
#: Public holidays of the simulated year, and those in which its last requests may still wait.
HOLIDAYS = frozenset(
    date(*day)
    for day in [
        (2026, 4, 6), (2026, 5, 1), (2026, 5, 8), (2026, 5, 14), (2026, 5, 25), (2026, 7, 14), (2026, 8, 15),
        (2026, 11, 1), (2026, 11, 11), (2026, 12, 25), (2027, 1, 1),
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Commune:
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Doctor:
    """One general practitioner as he is, which nobody sees; what he declares is marked so."""

    number: int
    volunteers: bool
    latitude: float
    longitude: float
    capacity: int
    """Declared: new persons a year."""
    working_time: float
    """Declared."""
    home_visits: bool
    """Declared."""
    weekly_cap: int | None
    """Declared; None: that of the CPTS."""
    willingness: float
    """Chance that an answer is a yes, while he has room and is not asked from far away."""
    silence: float
    """Chance that a mail stays without answer before any reminder."""
    median_hours: float
    """Opening hours until half of his answers came."""
    fatigue: float
    """Part of his answers lost for each solicitation of the four weeks before."""
    day_off: int
    """0 for Monday: he reads nothing on that weekday."""
    holidays: tuple[tuple[date, date], ...]
    tells_holidays: bool


@dataclass(frozen=True)
class Person:
    """One request, as matching may know it."""

    number: int
    commune: Commune
    priority_class: int
    home_visit: bool
    qualified_at: datetime
    usual_doctor: int | None

    @property
    def medical_class(self) -> int:
        """The blind view does not know P4."""
        return 5 if self.priority_class == 4 else self.priority_class

    @property
    def fragile(self) -> bool:
        return self.priority_class <= 3


@dataclass(frozen=True)
class Territory:
    seed: int
    communes: tuple[Commune, ...]
    doctors: tuple[Doctor, ...]
    persons: tuple[Person, ...]


def territory(seed: int, weeks: int = DAYS // 7) -> Territory:
    """The same for the same seed. Fewer weeks have fewer persons, at the same pace."""
    dice = Random(f"territory {seed}")
    communes = _communes(dice)
    doctors = tuple(_doctor(dice, number, communes) for number in range(DOCTORS))
    return Territory(seed, communes, doctors, _persons(dice, communes, doctors, weeks))


def at_paris(day: date, hour: float) -> datetime:
    local = datetime.combine(day, time(), PARIS) + timedelta(hours=hour)
    return local.astimezone(UTC)


def _communes(dice: Random) -> tuple[Commune, ...]:
    """One town, a few boroughs, many villages: sizes fall by rank, the town lies near the middle."""
    sizes = [1 / (rank + 1) ** 1.1 for rank in range(COMMUNES)]
    scale = INHABITANTS / sum(sizes)
    found = []
    for rank, size in enumerate(sizes):
        far = RADIUS_KM * math.sqrt(dice.random()) if rank else 2 * dice.random()
        found.append(Commune(round(size * scale), *_around(dice, CENTRE, far)))
    return tuple(found)


def _around(dice: Random, point: tuple[float, float], km: float) -> tuple[float, float]:
    angle = dice.uniform(0, 2 * math.pi)
    return point[0] + km * math.cos(angle) * KM_NORTH, point[1] + km * math.sin(angle) * KM_EAST


def _doctor(dice: Random, number: int, communes: Sequence[Commune]) -> Doctor:
    """Practices stand where people live, and hardly where fewer than a thousand do."""
    attraction = [commune.population if commune.population >= 1000 else 100 for commune in communes]
    commune = dice.choices(communes, attraction)[0]
    latitude, longitude = _around(dice, (commune.latitude, commune.longitude), 1.5 * math.sqrt(dice.random()))
    working_time = dice.choices([1.0, 0.8, 0.5], [6, 3, 1])[0]
    willingness = dice.betavariate(4.0, 2.0)
    # Whoever says yes more often declares more room: 16 a year at the mean.
    capacity = dice.lognormvariate(math.log(16 * (0.6 + 0.6 * willingness)), 0.4)
    return Doctor(
        number=number,
        volunteers=number < VOLUNTEERS,
        latitude=latitude,
        longitude=longitude,
        capacity=round(min(40.0, max(6.0, capacity))),
        working_time=working_time,
        home_visits=dice.random() < 0.7,
        weekly_cap=dice.choices([None, 2, 1], [8, 1, 1])[0],
        willingness=willingness,
        silence=dice.betavariate(1.5, 4.5),
        median_hours=dice.lognormvariate(math.log(5), 0.8),
        fatigue=dice.uniform(0.01, 0.06),
        day_off=dice.randrange(5),
        holidays=_holidays(dice),
        tells_holidays=dice.random() < 0.7,
    )


def _holidays(dice: Random) -> tuple[tuple[date, date], ...]:
    """Six weeks: three in summer, one in each of three other seasons."""
    summer = FIRST_DAY + timedelta(weeks=dice.randrange(25, 32))
    others = [FIRST_DAY + timedelta(weeks=dice.randrange(*season)) for season in ((6, 10), (14, 18), (41, 51))]
    weeks = [(summer, 3), *((start, 1) for start in others)]
    return tuple((start, start + timedelta(days=7 * length - 1)) for start, length in weeks)


def _persons(dice: Random, communes: Sequence[Commune], doctors: Sequence[Doctor], weeks: int) -> tuple[Person, ...]:
    classes = [number for number, count in PERSONS_BY_CLASS.items() for _ in range(count)]
    dice.shuffle(classes)
    classes = classes[: round(len(classes) * weeks * 7 / DAYS)]
    days = [FIRST_DAY + timedelta(days=n) for n in range(weeks * 7)]
    worked = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
    # Coordinators qualify on weekdays, from nine to six.
    instants = sorted(at_paris(dice.choice(worked), dice.uniform(9, 18)) for _ in classes)
    persons = []
    for number, (at, priority) in enumerate(zip(instants, classes, strict=True)):
        commune = dice.choices(communes, [one.population for one in communes])[0]
        known = dice.random() < 0.06
        near = sorted(
            (one for one in doctors if one.volunteers),
            key=lambda one: _square(commune.latitude - one.latitude, commune.longitude - one.longitude),
        )
        persons.append(
            Person(
                number=number,
                commune=commune,
                priority_class=priority,
                home_visit=dice.random() < (0.25 if priority == 3 else 0.05),
                qualified_at=at,
                usual_doctor=dice.choice(near[:5]).number if known else None,
            )
        )
    return tuple(persons)


def _square(north: float, east: float) -> float:
    return (north / KM_NORTH) ** 2 + (east / KM_EAST) ** 2
