"""Builders with good defaults and one relevant override."""

from uuid import UUID, uuid4

from referral_svc.matching.conditions import Practice, Search

HERE = (45.70, 4.90)
KM = 1 / 111.195
"""Degrees of latitude in one km."""


def search(**given):
    values = {
        "kind": "medecin_traitant",
        "professions": frozenset({"10"}),
        "general_practice": True,
        "age_years": (40, 69),
        "latitude": HERE[0],
        "longitude": HERE[1],
        "medical_class": 5,
    }
    return Search(**{**values, **given})


def practice(number=None, *, km=1.0, **given):
    values = {
        "professional_id": UUID(int=number) if number is not None else uuid4(),
        "profession_code": "10",
        "is_general_practitioner": True,
        "points": ((HERE[0] + km * KM, HERE[1]),),
        "accepts_new_patients": True,
        "capacity": 40,
    }
    return Practice(**{**values, **given})
