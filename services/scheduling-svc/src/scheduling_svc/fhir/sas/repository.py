"""The slots of a search, one statement in each CPTS: the wall between CPTS stays, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from carekit.driver_session import DriverSession, enter_cpts
from scheduling_svc.slots.policies import LEAVING, REGULATION
from scheduling_svc.slots.search import FITS_SNP, NOT_SHADOWED


@dataclass(frozen=True)
class Cpts:
    cpts_id: UUID
    name: str
    zone: ZoneInfo
    finess: str | None
    phone: str | None


@dataclass(frozen=True)
class Found:
    """One free slot, whose it is and where; a member of the CPTS without any has `slot_id` None."""

    cpts: Cpts
    professional_id: UUID
    rpps: str
    family_name: str
    given_name: str | None
    specialty_codes: list[str]
    phone: str | None
    is_member: bool
    slot_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    modalities: list[str]
    appointment_type: str
    audience: list[str]
    #: Named by the owner, beyond the CPTS where the agenda stands.
    shared_with: list[UUID]
    #: Minutes by reason; empty where the owner named none.
    reasons: dict[str, int]
    place_id: UUID
    address: str
    postal_code: str
    city: str
    structure_id: str


_CPTS_KNOWING = text(
    "select c.cpts_id, c.name, c.time_zone, c.finess, c.coordination_phone "
    "from cpts_knowing(cast(:rpps as text[])) knowing join known_cpts c on c.cpts_id = knowing order by c.cpts_id"
)

# The audiences that see the slot now.
_AUDIENCES = ", ".join(f"case when s.{audience}_from <= :now then '{audience}' end" for audience in LEAVING)

# A regulator books for unscheduled care: a slot kept for other reasons would refuse him.
# A slot whose place cannot be told as the guide asks (address, post code, national identifier of the structure)
# is left out: the SAS would refuse it, and the whole answer with it. `offset 0` keeps the slots inside each
# professional: pulled up into a join, the planner read the slots of every place of the CPTS (82 ms for 25 of 1,000).
_FREE_SLOTS = text(
    f"""
    select a.professional_id, a.rpps, a.family_name, a.given_name, a.specialty_codes, a.phone, a.is_member,
        f.slot_id, f.starts_at, f.ends_at, f.modalities, f.appointment_type, f.audience, f.shared_with,
        f.reasons, f.place_id, f.address, f.postal_code, f.city, f.structure_id
    from known_professional a
    left join lateral (
        select s.slot_id, s.starts_at, s.ends_at, s.modalities, s.appointment_type, s.reasons, s.place_id,
            s.shared_with, l.address, l.postal_code, l.commune_name as city, l.structure_id,
            array_remove(array[{_AUDIENCES}], null) as audience
        from slot s
        join known_place l on l.cpts_id = s.cpts_id and l.professional_id = s.professional_id
            and l.place_id = s.place_id
        where s.professional_id = a.professional_id and s.status = 'free'
          and s.starts_at >= :first and s.starts_at <= :last
          and ({" or ".join(f"s.{audience}_from <= :now" for audience in sorted(REGULATION))})
          and l.address <> '' and l.commune_name <> '' and l.postal_code ~ '^[0-9]{{5}}$'
          and l.structure_id ~ '^(1[0-9A-Z]{{9}}|3[0-9]{{14}}|4[0-9]{{14}})$'
          and {NOT_SHADOWED}
          {FITS_SNP}
        offset 0) f on true
    where a.rpps = any(cast(:rpps as text[])) and a.family_name <> '' and (f.slot_id is not null or a.is_member)
    order by f.starts_at, f.slot_id
    """  # noqa: S608  (a constant condition; every value is a bound parameter)
)


async def free_slots(
    session: DriverSession, rpps: tuple[str, ...], span: tuple[datetime, datetime], now: datetime
) -> list[Found]:
    """In every CPTS of the platform; it serves those of a department, about fifteen."""
    asked = {"rpps": list(rpps), "first": span[0], "last": span[1], "now": now}
    found = []
    for cpts in (await session.execute(_CPTS_KNOWING, asked)).all():
        await enter_cpts(session, cpts.cpts_id)
        here = Cpts(cpts.cpts_id, cpts.name, ZoneInfo(cpts.time_zone), cpts.finess, cpts.coordination_phone)
        found += [Found(here, *row) for row in (await session.execute(_FREE_SLOTS, asked)).all()]
    return found
