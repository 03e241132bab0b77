"""What a professional, his delegate, or his CPTS with a trace, do with his sheet.

Every act: the sheet is locked, the version checked, the change traced, the other services told; one transaction.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from directory_svc import policies
from directory_svc.descriptions import announce
from directory_svc.offers import repository
from directory_svc.offers.errors import AbsenceUnknown, LanguageUnknown, OfferMissing, ProfessionalUnknown
from directory_svc.offers.models import Absence, ContactCorrection, Offer, SheetChange
from directory_svc.offers.schemas import (
    AbsenceOut,
    CorrectContact,
    OfferOut,
    SheetOut,
    StateAbsence,
    StateOffer,
    StateVolunteering,
    VolunteeringOut,
)
from directory_svc.policies import OutsideYourTerritory, author_of_sheet
from directory_svc.professionals.schemas import SheetChangeOut, SheetChangesOut
from directory_svc.reference.repository import unknown_languages


@dataclass(frozen=True)
class Edit:
    """One edit of one sheet, inside its transaction."""

    session: AsyncSession
    sheet: Offer
    caller: Caller
    source: str
    clock: Clock

    async def trace(self, act: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.sheet.version += 1
        self.session.add(
            SheetChange(
                id=new_id(),
                cpts_id=self.caller.cpts,
                professional_id=self.sheet.professional_id,
                changed_at=self.clock.now(),
                account_id=self.caller.account_id,
                author_name=self.caller.name,
                author_role=role_behind(self.caller, self.source),
                act=act,
                before=before,
                after=after,
            )
        )
        await self.session.flush()
        await announce.professional_everywhere(self.session, self.sheet.professional_id, self.clock.now())


@asynccontextmanager
async def editing(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> AsyncIterator[Edit]:
    source = author_of_sheet(caller, professional_id)
    _ = caller.cpts
    async with unit.begin() as session:
        if not await repository.professional_exists(session, professional_id):
            raise ProfessionalUnknown
        if source == "cpts" and not await repository.is_ours(session, professional_id):
            raise OutsideYourTerritory
        yield Edit(session, await repository.sheet_for_edit(session, professional_id), caller, source, clock)


async def state_offer(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, act: StateOffer, edited: int
) -> SheetOut:
    async with editing(unit, caller, clock, professional_id) as edit:
        check_version(edit.sheet.version, edited)
        unknown = await unknown_languages(edit.session, act.languages)
        if unknown:
            raise LanguageUnknown(f"Not in the reference list: {', '.join(unknown)}")
        before = _stated(edit.sheet)
        _write(edit.sheet, act)
        _confirm(edit)
        await edit.trace("offer", before, _stated(edit.sheet))
        return _sheet_out(edit.sheet)


async def confirm_offer(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> SheetOut:
    async with editing(unit, caller, clock, professional_id) as edit:
        if edit.sheet.source is None:
            raise OfferMissing
        before = {"confirmed_at": _iso(edit.sheet.confirmed_at)}
        _confirm(edit)
        await edit.trace("confirmation", before, {"confirmed_at": _iso(edit.sheet.confirmed_at)})
        return _sheet_out(edit.sheet)


async def correct_contact(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, act: CorrectContact, edited: int
) -> SheetOut:
    async with editing(unit, caller, clock, professional_id) as edit:
        check_version(edit.sheet.version, edited)
        present = await repository.correction(edit.session, professional_id)
        before: dict[str, Any] = {}
        if present is not None:
            before = {"email": present.email, "phone": present.phone, "mssante": present.mssante}
        if present is None:
            present = ContactCorrection(cpts_id=caller.cpts, professional_id=professional_id)
            edit.session.add(present)
        present.email, present.phone, present.mssante = act.email, act.phone, act.mssante
        present.source, present.corrected_at, present.corrected_by = edit.source, clock.now(), caller.name
        await edit.trace("contact", before, act.model_dump())
        return _sheet_out(edit.sheet)


async def state_absence(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, act: StateAbsence, once: Once
) -> AbsenceOut:
    async with editing(unit, caller, clock, professional_id) as edit:
        await idempotency.claim(edit.session, once, clock.now())
        absence = Absence(id=new_id(), professional_id=professional_id, stated_at=clock.now(), **act.model_dump())
        edit.session.add(absence)
        await edit.trace("absence", {}, _absence_facts(absence))
        return await idempotency.keep(edit.session, once, absence_out(absence))


async def remove_absence(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, absence_id: UUID) -> None:
    async with editing(unit, caller, clock, professional_id) as edit:
        absence = await repository.absence(edit.session, professional_id, absence_id)
        if absence is None:
            raise AbsenceUnknown
        await edit.session.delete(absence)
        await edit.trace("absence_removed", _absence_facts(absence), {})


async def state_volunteering(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, act: StateVolunteering
) -> VolunteeringOut:
    async with editing(unit, caller, clock, professional_id) as edit:
        changed = await repository.set_volunteering(
            edit.session, caller.cpts, professional_id, act.is_volunteer, clock.now()
        )
        if changed:
            await edit.trace("volunteering", {"is_volunteer": not act.is_volunteer}, act.model_dump())
    return VolunteeringOut(professional_id=professional_id, is_volunteer=act.is_volunteer)


async def sheet_changes(
    unit: Unit, caller: Caller, professional_id: UUID, cursor: str | None, limit: int
) -> SheetChangesOut:
    author_of_sheet(caller, professional_id)
    _ = caller.cpts
    before: UUID | None = None
    if cursor:
        (before,) = decode_cursor(repository.SHEET_CHANGES, cursor, (UUID,))
    async with unit.begin() as session:
        rows = await repository.changes(session, professional_id, before, limit + 1)
    page = rows[:limit]
    return SheetChangesOut(
        items=[SheetChangeOut.model_validate(row) for row in page],
        next=encode_cursor(repository.SHEET_CHANGES, str(page[-1].id)) if len(rows) > limit else None,
    )


def role_behind(caller: Caller, source: str) -> str:
    """The role in which the edit was made, for the trace."""
    if source == "cpts":
        return next(role for role in policies.CORRECTORS if caller.has(role))
    return "professional" if source == "self" else "delegate"


def _write(sheet: Offer, act: StateOffer) -> None:
    sheet.accepts_new_patients = act.accepts_new_patients
    sheet.accepts_from = act.accepts_from
    sheet.capacity = act.capacity
    sheet.working_time = act.working_time
    sheet.home_visits = act.home_visits
    sheet.teleconsultation = act.teleconsultation
    sheet.languages = sorted(set(act.languages))
    sheet.wheelchair_accessible = act.wheelchair_accessible
    sheet.min_age = act.min_age
    sheet.max_age = act.max_age
    sheet.tiers_payant = act.tiers_payant


def _confirm(edit: Edit) -> None:
    edit.sheet.source = edit.source
    edit.sheet.confirmed_at = edit.clock.now()
    edit.sheet.confirmed_by = edit.caller.name


def offer_out(sheet: Offer) -> OfferOut:
    return OfferOut.model_validate(sheet)


def absence_out(absence: Absence, *, with_reason: bool = True) -> AbsenceOut:
    return AbsenceOut(
        absence_id=absence.id,
        starts_on=absence.starts_on,
        ends_on=absence.ends_on,
        reason_code=absence.reason_code if with_reason else None,
    )


def _sheet_out(sheet: Offer) -> SheetOut:
    return SheetOut(professional_id=sheet.professional_id, version=sheet.version, offer=offer_out(sheet))


def _stated(sheet: Offer) -> dict[str, Any]:
    return StateOffer.model_construct(
        **{field: getattr(sheet, field) for field in StateOffer.model_fields}
    ).model_dump(mode="json")


def _absence_facts(absence: Absence) -> dict[str, Any]:
    return absence_out(absence).model_dump(mode="json")


def _iso(at: Any) -> str | None:
    return at.isoformat() if at else None
