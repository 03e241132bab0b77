"""The invented persons who are looked after: ordinary names, telephone numbers kept for fiction, no real address."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from local_system.demo import names
from local_system.demo.outlines import Commune, own_communes
from local_system.demo.structures import fiction_phone

COUNT = 83
_COVERS = ("standard",) * 12 + ("c2s",) * 4 + ("ame", "ame", "none", "unknown")


@dataclass(frozen=True)
class Patient:
    rank: int
    family_name: str
    birth_name: str | None
    given_name: str
    sex: str
    born_on: date | None
    """None when only the year is known, or nothing."""
    birth_year: int | None
    commune: Commune | None
    """None for a person without an address."""
    address: str | None
    phone: str | None
    """None: to be reached through the referrer."""
    age: int
    cover: str
    language: str
    """ISO 639-1, `fr` for most."""


@lru_cache(maxsize=4)
def patients(today: date) -> tuple[Patient, ...]:
    rng = random.Random("maillage/patients")
    return tuple(_patient(rng, rank, today) for rank in range(COUNT))


def _patient(rng: random.Random, rank: int, today: date) -> Patient:
    sex = rng.choice(("female", "female", "male"))
    family = rng.choice(names.FAMILY_NAMES).replace("-", " ")
    age = _age(rng)
    born_on = today - timedelta(days=age * 365 + age // 4 + rng.randrange(5, 360))
    known = rng.random()
    towns = own_communes()
    commune = rng.choices(towns, weights=[c.population for c in towns])[0]
    homeless = rank % 29 == 11
    street = rng.choice(names.STREETS)
    return Patient(
        rank=rank,
        family_name=family,
        birth_name=_another(rng, family) if sex == "female" and age > 25 and rng.random() < 0.4 else None,
        given_name=rng.choice(names.FEMALE_NAMES if sex == "female" else names.MALE_NAMES),
        sex=sex,
        born_on=born_on if known < 0.9 else None,
        birth_year=None if known < 0.9 or known > 0.97 else born_on.year,
        commune=None if homeless else commune,
        address=None if homeless else f"{rng.randint(1, 90)} {street[1].lower()} {street[2].lower()}",
        phone=fiction_phone("063998", 100 + rank * 53) if rng.random() < 0.85 else None,
        age=age,
        cover=rng.choice(_COVERS),
        language=rng.choice(("fr",) * 14 + ("ar", "pt", "tr", "ru")),
    )


def _age(rng: random.Random) -> int:
    """Those who look for a doctor: many elderly, some families, few of middle age."""
    low, high = rng.choices(
        ((0, 2), (3, 15), (16, 39), (40, 69), (70, 79), (80, 94)), weights=(4, 6, 20, 30, 22, 18)
    )[0]
    return rng.randint(low, high)


def _another(rng: random.Random, family: str) -> str:
    return rng.choice([n for n in names.FAMILY_NAMES if n != family]).replace("-", " ")
