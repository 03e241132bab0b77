"""Acts are claimed from the CPAM: the list names the persons, and each of them is written down as read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.disclosure import reading_log
from referral_svc.disclosure.bulletins import grounds_of
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.messages_fr import CPAM_HEADER, before_rights_words, unpaid_act_words
from referral_svc.disclosure.models import SealedSocialBulletin
from referral_svc.disclosure.unpaid_acts.schemas import ClaimUnpaidActs
from referral_svc.disclosure.vault import Person, Vault
from referral_svc.known.models import KnownProfessional
from referral_svc.referrals import policies
from referral_svc.referrals.models import Referral
from referral_svc.unpaid_acts import repository
from referral_svc.unpaid_acts.codes import UnpaidActState, UnpaidActStep
from referral_svc.unpaid_acts.errors import ConventionMissing, UnpaidActNotFound
from referral_svc.unpaid_acts.models import UnpaidAct


async def claim(context: Context, vault: Vault, asked: ClaimUnpaidActs) -> str:
    """The list as CSV. What waited is claimed; what was claimed before may be handed over again."""
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        if not await repository.cpam_may_be_told_names(session):
            raise ConventionMissing
        lines = await repository.to_hand_over(session, context.caller, asked.unpaid_act_ids)
        if len(lines) != len(set(asked.unpaid_act_ids)):
            raise UnpaidActNotFound
        people = await _people(session, context, vault, [referral for _, referral in lines])
        rights = await _rights_open_from(session, context, vault, [referral for _, referral in lines])
        numbers = await _numbers(session, context, lines)
        for act, _ in lines:
            if act.state != UnpaidActState.CLAIMED:
                act.take(UnpaidActStep.CLAIM, context.caller.name, context.at)
        lines.sort(key=lambda line: (line[0].done_on, line[0].id))
        return csv_text(
            CPAM_HEADER,
            [
                [
                    *_person(people[referral.id]),
                    *unpaid_act_words(act.kind, act.done_on),
                    act.professional_name,
                    numbers.get(act.professional_id),
                    rights.get(referral.id),
                    before_rights_words(act.done_on, rights.get(referral.id)),
                    referral.case_number,
                ]
                for act, referral in lines
            ],
        )


async def _people(
    session: AsyncSession, context: Context, vault: Vault, referrals: list[Referral]
) -> dict[UUID, Person]:
    """Each one logged as read, on the ground on which it is given."""
    grounds = await grounds_of(session, context, referrals, "name")
    people = await vault.people(session, list(grounds))
    if any(referral.id not in people for referral in referrals):
        raise BulletinErased
    await reading_log.note(session, context.caller.cpts, grounds, "cpam_list", context.caller, context.at)
    return people


async def _rights_open_from(
    session: AsyncSession, context: Context, vault: Vault, referrals: list[Referral]
) -> dict[UUID, date]:
    """From the medico-social bulletin, of those requests alone whose bulletin the caller may read."""
    readable = await grounds_of(session, context, referrals, "social")
    rows = await session.scalars(
        select(SealedSocialBulletin).where(SealedSocialBulletin.referral_id.in_(list(readable)))
    )
    found: dict[UUID, date] = {}
    for row in rows:
        status: dict[str, Any] | None = (await vault.open_bulletin(session, row))["rights_status"]
        if status and status["open_from"]:
            found[row.referral_id] = date.fromisoformat(status["open_from"])
    return found


async def _numbers(
    session: AsyncSession, context: Context, lines: list[tuple[UnpaidAct, Referral]]
) -> dict[UUID, str | None]:
    """RPPS numbers, by which the CPAM knows a professional."""
    rows = await session.execute(
        select(KnownProfessional.professional_id, KnownProfessional.rpps).where(
            KnownProfessional.cpts_id == context.caller.cpts,
            KnownProfessional.professional_id.in_({act.professional_id for act, _ in lines}),
        )
    )
    return {row.professional_id: row.rpps for row in rows}


def _person(person: Person) -> list[object]:
    return [
        person.family_name,
        person.birth_name,
        person.given_name,
        person.birth_date or person.birth.get("year"),
        person.nir,
        person.cover,
    ]
