"""The facts of an appointment that its confirmation may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS
from referral_svc.known.models import KnownAppointment, KnownCommune, KnownCpts
from referral_svc.known.repository import professional_of


@dataclass(frozen=True)
class Visit:
    appointment_id: UUID
    starts_at: datetime
    zone: ZoneInfo
    modality: str
    professional_name: str | None
    place: str | None
    phone: str | None
    cpts_name: str


async def visit_of(session: AsyncSession, known: KnownAppointment) -> Visit:
    """The name of a place may tell of a disease (« centre d’addictologie »): its address is said instead, and its
    label only where no address is known."""
    cpts = await session.get(KnownCpts, known.cpts_id)
    professional = await professional_of(session, known.cpts_id, known.professional_id)
    place = _place(professional.places if professional else [], known)
    commune = await session.get(KnownCommune, (known.cpts_id, known.commune_code)) if known.commune_code else None
    address = [place.get("address"), place.get("postal_code"), place.get("commune_name")]
    said = ", ".join(part for part in address if part) if place.get("address") else ""
    fallback = ", ".join(part for part in (known.place_label, commune.name if commune else None) if part)
    return Visit(
        appointment_id=known.appointment_id,
        starts_at=known.starts_at,
        zone=ZoneInfo(cpts.time_zone) if cpts else PARIS,
        modality=known.modality,
        professional_name=professional.name if professional else None,
        place=(said or fallback or None) if known.modality == "AMB" else None,
        phone=place.get("phone") or (professional.phone if professional else None)
        or (cpts.coordination_phone if cpts else None),
        cpts_name=cpts.name if cpts else "",
    )  # fmt: skip


def _place(places: list[dict[str, Any]], known: KnownAppointment) -> dict[str, Any]:
    same = (one for one in places if one.get("label") == known.place_label)
    return next((one for one in same if one.get("commune_code") == known.commune_code), {})
