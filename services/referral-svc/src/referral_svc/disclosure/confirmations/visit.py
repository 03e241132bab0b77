"""The facts of an appointment that its confirmation may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS
from referral_svc.known.models import KnownAppointment, KnownCommune, KnownCpts
from referral_svc.known.repository import professional_of

#: Doctors, dental surgeons, midwives (TRE_G15): a consultation is theirs alone (L6316-1 of the CSP).
_CONSULTING = frozenset({"10", "40", "50"})


class Assisted(StrEnum):
    """How somebody is seen who is assisted where she goes, though at a distance."""

    CONSULTATION = "consultation"
    CARE = "care"


@dataclass(frozen=True)
class Visit:
    appointment_id: UUID
    starts_at: datetime
    zone: ZoneInfo
    modality: str
    assisted: Assisted | None
    professional_name: str | None
    place: str | None
    phone: str | None
    cpts_name: str


async def visit_of(session: AsyncSession, known: KnownAppointment) -> Visit:
    """The name of a place may tell of a disease (« centre d’addictologie »): its address is said instead, and its
    label only where no address is known. Of a centre, a booth or a team it comes with the appointment, of a
    professional's own place from the directory. Who answers for a booth may be its pharmacist: he is named as whom
    the person sees only where he is of the profession that sees her."""
    cpts = await session.get(KnownCpts, known.cpts_id)
    professional = await professional_of(session, known.cpts_id, known.professional_id)
    place = _place(professional.places if professional else [], known)
    commune = await session.get(KnownCommune, (known.cpts_id, known.commune_code)) if known.commune_code else None
    town = commune.name if commune else None
    if known.place_street:
        said = _line(known.place_street, known.place_postal_code, town)
    elif place.get("address"):
        said = _line(place["address"], place.get("postal_code"), place.get("commune_name"))
    else:
        said = _line(known.place_label, town)
    assisted = _assisted(known)
    sees_her = professional is not None and (
        assisted is None or professional.profession_code == known.profession_code
    )
    return Visit(
        appointment_id=known.appointment_id,
        starts_at=known.starts_at,
        zone=ZoneInfo(cpts.time_zone) if cpts else PARIS,
        modality=known.modality,
        assisted=assisted,
        professional_name=professional.name if professional and sees_her else None,
        place=(said or None) if known.modality == "AMB" or assisted else None,
        phone=place.get("phone") or (professional.phone if professional else None)
        or (cpts.coordination_phone if cpts else None),
        cpts_name=cpts.name if cpts else "",
    )  # fmt: skip


def _assisted(known: KnownAppointment) -> Assisted | None:
    if known.modality != "VR" or known.agenda_kind != "tele_booth":
        return None
    return Assisted.CONSULTATION if known.profession_code in _CONSULTING else Assisted.CARE


def _line(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _place(places: list[dict[str, Any]], known: KnownAppointment) -> dict[str, Any]:
    same = (one for one in places if one.get("label") == known.place_label)
    return next((one for one in same if one.get("commune_code") == known.commune_code), {})
