"""A professional's page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from directory_svc import policies
from directory_svc.offers import repository as sheets
from directory_svc.offers.errors import ProfessionalUnknown
from directory_svc.offers.models import ContactCorrection, Offer
from directory_svc.offers.usecases import absence_out, offer_out
from directory_svc.professionals import repository
from directory_svc.professionals.models import PracticePlace
from directory_svc.professionals.schemas import ContactOut, FreshnessOut, PlaceOut, ProfessionalOut
from directory_svc.territory.repository import today_of
from directory_svc.trainings import repository as trainings
from directory_svc.trainings.usecases import training_out


async def professional_page(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> ProfessionalOut:
    policies.may_read(caller)
    async with unit.begin() as session:
        person = await repository.professional(session, professional_id)
        if person is None:
            raise ProfessionalUnknown
        places = await repository.places(session, professional_id)
        sheet = await sheets.offer_of(session, professional_id)
        today = await today_of(session, caller.cpts_id, clock.now())
        absences = await sheets.absences(session, professional_id, since=today)
        correction = await sheets.correction(session, professional_id)
        training = await trainings.training_of(session, professional_id)
        is_ours = await sheets.is_ours(session, professional_id)
    reads_whole = policies.reads_whole_sheet(caller, professional_id, is_ours=is_ours)
    stated = sheet if sheet is not None and sheet.source is not None else None
    return ProfessionalOut(
        professional_id=person.id,
        rpps=person.rpps,
        family_name=person.family_name,
        given_name=person.given_name,
        title=person.title,
        sex=person.sex,
        profession_code=person.profession_code,
        profession_label=person.profession_label,
        specialty_codes=person.specialty_codes,
        specialty_labels=person.specialty_labels,
        is_general_practitioner=person.is_general_practitioner,
        is_member=person.joined_on is not None,
        is_volunteer=person.is_volunteer,
        member_since=person.joined_on,
        in_territory=person.in_territory,
        places=[_place_out(place) for place in places],
        contact=_contact(places, correction),
        offer=offer_out(stated) if stated else None,
        absences=[absence_out(absence, with_reason=reads_whole) for absence in absences],
        remote_care_training=training_out(training) if training and reads_whole else None,
        freshness=_freshness(person, stated, correction),
        version=sheet.version if sheet else 0,
    )


def _place_out(place: PracticePlace) -> PlaceOut:
    return PlaceOut(
        place_id=place.id,
        profession_code=place.profession_code,
        label=place.label,
        address=place.address,
        postal_code=place.postal_code,
        commune_code=place.commune_code,
        commune_name=place.commune_name,
        phone=place.phone,
        email=place.email,
        structure_finess=place.structure_finess,
        sector_code=place.sector_code,
        mode_code=place.mode_code,
        lat=place.lat,
        lon=place.lon,
    )


def _contact(places: list[PracticePlace], correction: ContactCorrection | None) -> ContactOut:
    """The CPTS's own word first, then the register's."""
    email = next((place.email for place in places if place.email), None)
    phone = next((place.phone for place in places if place.phone), None)
    if correction is None:
        return ContactOut(email=email, phone=phone, mssante=None, source="rpps")
    return ContactOut.model_validate(
        {
            "email": correction.email or email,
            "phone": correction.phone or phone,
            "mssante": correction.mssante,
            "source": correction.source,
        }
    )


def _freshness(person: Any, sheet: Offer | None, correction: ContactCorrection | None) -> list[FreshnessOut]:
    facts: list[dict[str, Any]] = [
        {"fact": "identity", "source": "rpps", "confirmed_at": person.registered_at, "confirmed_by": None}
    ]
    if sheet is not None:
        facts.append(
            {
                "fact": "offer",
                "source": sheet.source,
                "confirmed_at": sheet.confirmed_at,
                "confirmed_by": sheet.confirmed_by,
            }
        )
    if correction is not None:
        facts.append(
            {
                "fact": "contact",
                "source": correction.source,
                "confirmed_at": correction.corrected_at,
                "confirmed_by": correction.corrected_by,
            }
        )
    return [FreshnessOut.model_validate(fact) for fact in facts]
