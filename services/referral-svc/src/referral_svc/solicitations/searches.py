"""The blind view of a request, as matching searches by it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from carekit.clock import local_date
from referral_svc.matching.conditions import Search
from referral_svc.referrals.models import Referral

#: Youngest and oldest age, in completed years, of each band of the card.
AGES = {
    "0-1": (0, 1),
    "2-5": (2, 5),
    "6-15": (6, 15),
    "16-39": (16, 39),
    "40-69": (40, 69),
    "70-79": (70, 79),
    "80+": (80, 130),
}


def search_for(
    referral: Referral,
    medical_class: int,
    latitude: float | None,
    longitude: float | None,
    zone: ZoneInfo,
) -> Search:
    """The blind view of a request."""
    return Search(
        kind=referral.kind.value,
        professions=referral.professions,
        general_practice=referral.kind.value in ("medecin_traitant", "snp"),
        age_years=AGES.get(referral.age_band.value),
        latitude=latitude,
        longitude=longitude,
        medical_class=medical_class,
        home_visit=bool(referral.constraints.get("home_visit")),
        teleconsultation=referral.constraints.get("teleconsultation"),
        usual_professional_id=referral.usual_professional_id,
        specialties=referral.specialties,
        structures=referral.structures,
        starts_on=local_date(referral.needed_at, zone) if referral.needed_at else None,
    )
