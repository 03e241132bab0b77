"""Whom of one's practice one may name when asked, and whom one named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.models import KnownProfessional
from referral_svc.known.repository import professional_of
from referral_svc.solicitations import repository
from referral_svc.solicitations.codes import Answer
from referral_svc.solicitations.models import Solicitation

#: A practice has fewer; a health centre is asked by name.
LISTED = 20


@dataclass(frozen=True)
class Practice:
    """What a card says of one's practice: whom one may name, whom one named, and by whom one was named."""

    fellows: Sequence[KnownProfessional] = ()
    named: Sequence[tuple[Solicitation, KnownProfessional | None]] = ()
    named_by: KnownProfessional | None = None


async def practice_of(session: AsyncSession, one: Solicitation) -> Practice:
    if one.named_by is not None:
        namer = await repository.solicitation_of(session, one.named_by)
        found = await repository.professionals(session, [namer.professional_id]) if namer else {}
        return Practice(named_by=next(iter(found.values()), None))
    named = await repository.named_by(session, [one.id]) if one.answer == Answer.FELLOW else []
    known = await repository.professionals(session, [each.professional_id for each in named])
    return Practice(await fellows_of(session, one), [(each, known.get(each.professional_id)) for each in named])


async def fellows_of(session: AsyncSession, one: Solicitation) -> list[KnownProfessional]:
    """Of the same structure and the same profession, members or volunteers: what the directory says to everybody."""
    himself = await professional_of(session, one.cpts_id, one.professional_id)
    if himself is None or not himself.structure_finess or one.named_by is not None:
        return []
    rows = await session.scalars(
        select(KnownProfessional)
        .where(
            KnownProfessional.cpts_id == one.cpts_id,
            KnownProfessional.professional_id != himself.professional_id,
            KnownProfessional.structure_finess.op("&&")(himself.structure_finess),
            KnownProfessional.profession_code == himself.profession_code,
            KnownProfessional.is_general_practitioner == himself.is_general_practitioner,
            KnownProfessional.left_on.is_(None),
            or_(KnownProfessional.is_member, KnownProfessional.is_volunteer),
        )
        .order_by(KnownProfessional.family_name, KnownProfessional.given_name, KnownProfessional.professional_id)
        .limit(LISTED)
    )
    return list(rows)
