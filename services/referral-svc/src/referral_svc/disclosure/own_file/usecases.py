"""The person asks what is written about her (RGPD, article 15): her coordinator hands it over whole."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import RoleRefused
from referral_svc.context import Context
from referral_svc.disclosure import crypto, reading_log
from referral_svc.disclosure.bulletins import care_out, identity, social_out
from referral_svc.disclosure.models import SealedCareBulletin, SealedSocialBulletin
from referral_svc.disclosure.own_file.schemas import (
    PersonFile,
    PersonFileMessage,
    PersonFileReading,
    PersonFileReport,
)
from referral_svc.disclosure.reports.models import Report, ReportState
from referral_svc.disclosure.taking_part import ground_of
from referral_svc.disclosure.threads.models import ThreadMessage
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import policies, repository, timeline
from referral_svc.referrals.consents import Consent

GROUND = "coordination"


async def person_file(context: Context, vault: Vault, referral_id: UUID) -> PersonFile:
    """All that is sealed under one request, and who read it. One line in the log of readings, one in the timeline."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        await ground_of(session, context, referral)
        if not policies.coordinates(context.caller, referral):
            raise RoleRefused("The coordinator of the request answers the person")
        person = await vault.person(session, referral_id)
        key = await vault.keys.data_key(session, referral_id)
        consent = await session.get_one(Consent, referral_id)
        care = await session.get_one(SealedCareBulletin, referral_id)
        social = await session.get_one(SealedSocialBulletin, referral_id)
        readings = await reading_log.of(session, referral_id)
        whole = PersonFile(
            identity=identity(person, referral),
            informed_by=person.informed_by,
            consent_given=consent.given,
            consent_at=consent.given_at,
            bulletin_sharing=consent.bulletin_sharing,
            medical_criteria=referral.medical_criteria,
            social_criteria=person.social_criteria,
            care=care_out(referral, person, care, await vault.open_bulletin(session, care), GROUND),
            social=social_out(referral, person, social, await vault.open_bulletin(session, social), GROUND),
            messages=await _messages(session, referral_id, key),
            reports=await _reports(session, referral_id, key),
            readings=[PersonFileReading(at=row.at, reader_name=row.reader_name, what=row.what) for row in readings],
        )
        await reading_log.note(
            session, referral.cpts_id, {referral_id: GROUND}, "person_file", context.caller, context.at
        )
        await timeline.add(session, referral_id, "person_file_handed", context.by, context.at)
        return whole


async def _messages(session: AsyncSession, referral_id: UUID, key: bytes) -> list[PersonFileMessage]:
    rows = await session.scalars(
        select(ThreadMessage).where(ThreadMessage.referral_id == referral_id).order_by(ThreadMessage.sent_at)
    )
    return [
        PersonFileMessage(
            author_name=row.author_name,
            sent_at=row.sent_at,
            **crypto.unseal_record(key, "thread_message", row.id, 1, {"words": row.words}),
        )
        for row in rows
    ]


async def _reports(session: AsyncSession, referral_id: UUID, key: bytes) -> list[PersonFileReport]:
    rows = await session.scalars(
        select(Report)
        .where(Report.referral_id == referral_id, Report.state == ReportState.FILED)
        .order_by(Report.filed_at)
    )
    return [
        PersonFileReport(
            report_id=row.id,
            kind=row.kind,
            author_name=row.author_name,
            filed_at=row.filed_at,
            **crypto.unseal_record(key, "report", row.id, 1, {"words": row.words, "file_name": row.file_name}),
        )
        for row in rows
    ]
