"""Reports (comptes rendus) and results: filed by those who gave care, read by those who take part (rules of the
profession, sections 4 and 6). Each reading is logged; all of it is sealed with the key of the request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller, RoleRefused
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.disclosure import crypto, reading_log
from referral_svc.disclosure.errors import FileAlreadyGiven, ReportNotFound
from referral_svc.disclosure.reports.files import SealedFile, seal_file, unseal_piece
from referral_svc.disclosure.reports.filing import announce_withdrawal, filed, recount
from referral_svc.disclosure.reports.models import (
    Report,
    ReportKind,
    ReportPiece,
    ReportReaders,
    ReportState,
    Scan,
)
from referral_svc.disclosure.reports.schemas import FileReport, ReportOut, ReportRead, Reports, WithdrawReport
from referral_svc.disclosure.taking_part import ground_of
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import policies, repository
from referral_svc.referrals.codes import Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.errors import ActNotAllowedNow
from referral_svc.referrals.models import Referral

_TABLE = Report.__tablename__
#: Once placed, somebody gives care; a result may come after the end, until the content is erased.
_REPORTED_IN = (Status.PLACED, Status.CLOSED)


@dataclass(frozen=True)
class FileRules:
    limit_bytes: int
    scanned: bool
    """A scanner is set up: nobody reads a file before it did."""


async def listed(context: Context, referral_id: UUID, rules: FileRules) -> Reports:
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        ground = await ground_of(session, context, referral)
        shared = await _shared(session, referral)
        rows = await session.scalars(
            select(Report).where(Report.referral_id == referral_id).order_by(Report.begun_at.desc(), Report.id.desc())
        )
        may = await _may_file(session, context, referral) and _is_reported(referral)
        return Reports(
            items=[
                _out(row, context.caller) for row in rows if row.is_open_to(context.caller, ground, shared=shared)
            ],
            may_file=may,
            is_shared=shared,
            file_limit_bytes=rules.limit_bytes,
        )


async def begin(context: Context, vault: Vault, referral_id: UUID, act: FileReport, once: Once) -> ReportOut:
    """Filed at once when it is only written; else once its file has come and, where one is set up, been scanned."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        await ground_of(session, context, referral)
        if not await _may_file(session, context, referral):
            raise RoleRefused("A report is filed by a professional who takes part, or by the coordinator")
        await idempotency.claim(session, once, context.at)
        _require_reported(referral)
        report = await _sealed(session, context, vault, referral, act)
        if act.file is None:
            report.file(context.at)
            await filed(session, context.ports.loop, referral, report, context.at)
        return await idempotency.keep(session, once, _out(report, context.caller))


async def file_words(session: AsyncSession, context: Context, vault: Vault, referral: Referral, advice: str) -> None:
    """An advice (`disclosure/advice`), with the request locked and the right to give it checked."""
    # Not validated: the form of reports refuses what is an act of its own.
    act = FileReport.model_construct(
        kind=ReportKind.ADVICE, readers=ReportReaders.PARTICIPANTS, words=advice, file=None
    )
    report = await _sealed(session, context, vault, referral, act)
    report.file(context.at)
    await filed(session, context.ports.loop, referral, report, context.at)


async def _sealed(
    session: AsyncSession, context: Context, vault: Vault, referral: Referral, act: FileReport
) -> Report:
    report_id = new_id()
    key = await vault.keys.data_key(session, referral.id)
    sealed = {"words": act.words, "file_name": act.file.name if act.file else None}
    report = Report(
        id=report_id,
        cpts_id=referral.cpts_id,
        referral_id=referral.id,
        kind=act.kind,
        readers=act.readers,
        state=ReportState.AWAITING_FILE,
        scan=Scan.NO_FILE,
        author_account_id=context.caller.account_id,
        author_professional_id=context.caller.professional_id,
        author_name=context.caller.name,
        begun_at=context.at,
        media_type=act.file.media_type if act.file else None,
        pieces=0,
        **crypto.seal_record(key, _TABLE, report_id, 1, sealed),
    )
    session.add(report)
    return report


async def give_file(
    context: Context, vault: Vault, report_id: UUID, body: AsyncIterator[bytes], rules: FileRules
) -> ReportOut:
    """No transaction is open while the body comes: a slow telephone must not hold a connection."""
    async with context.unit.begin() as session:
        report, referral = await _own_awaiting(session, context, report_id)
        key = await vault.keys.data_key(session, referral.id)
        media_type = report.media_type or ""
    sealed = await seal_file(key, report_id, media_type, body, rules.limit_bytes)
    with sealed.spool:
        async with context.unit.begin() as session:
            report, referral = await _own_awaiting(session, context, report_id)
            await vault.keys.data_key(session, referral.id)  # erased meanwhile: refused, and nothing is put away
            report.give(sealed.size_bytes, sealed.pieces, scanned=rules.scanned, at=context.at)
            await _put(session, report, sealed)
            if report.state == ReportState.FILED:
                await filed(session, context.ports.loop, referral, report, context.at)
            return _out(report, context.caller)


async def read(context: Context, vault: Vault, report_id: UUID) -> ReportRead:
    async with context.unit.begin() as session:
        report, referral, ground = await _readable(session, context, report_id)
        key = await vault.keys.data_key(session, referral.id)
        opened = crypto.unseal_record(
            key, _TABLE, report.id, 1, {"words": report.words, "file_name": report.file_name}
        )
        await reading_log.note(session, referral.cpts_id, {referral.id: ground}, "report", context.caller, context.at)
        return ReportRead(**_out(report, context.caller).model_dump(), **opened, ground=ground)


@dataclass(frozen=True)
class OpenFile:
    name: str
    size_bytes: int
    pieces: AsyncIterator[bytes]


async def open_file(context: Context, vault: Vault, report_id: UUID) -> OpenFile:
    async with context.unit.begin() as session:
        report, referral, ground = await _readable(session, context, report_id)
        if not report.pieces or report.size_bytes is None:
            raise ReportNotFound
        key = await vault.keys.data_key(session, referral.id)
        name = crypto.unseal_record(key, _TABLE, report.id, 1, {"file_name": report.file_name})["file_name"]
        await reading_log.note(
            session, referral.cpts_id, {referral.id: ground}, "report_file", context.caller, context.at
        )
    return OpenFile(name, report.size_bytes, _pieces(context, key, report))


async def withdraw(context: Context, report_id: UUID, act: WithdrawReport, once: Once) -> ReportOut:
    """By whoever filed it, or the coordinator: what was filed for the wrong person goes at once."""
    async with context.unit.begin() as session:
        report, referral = await _known(session, context, report_id)
        if not (report.is_by(context.caller) or policies.coordinates(context.caller, referral)):
            raise RoleRefused("A report is taken back by its author or the coordinator")
        await idempotency.claim(session, once, context.at)
        report.withdraw()
        await forget_content(session, report)
        await recount(session, referral, context.at)
        await announce_withdrawal(session, referral, report, act.reason_code, context.by, context.at)
        return await idempotency.keep(session, once, _out(report, context.caller))


async def forget_content(session: AsyncSession, report: Report) -> None:
    report.words = report.file_name = b""
    report.pieces = 0
    await session.execute(delete(ReportPiece).where(ReportPiece.report_id == report.id))


async def _pieces(context: Context, key: bytes, report: Report) -> AsyncIterator[bytes]:
    """One short transaction each: a slow reader holds no connection, and an erased report stops in the middle."""
    for position in range(report.pieces):
        async with context.unit.begin() as session:
            sealed = await session.scalar(
                select(ReportPiece.sealed).where(ReportPiece.report_id == report.id, ReportPiece.position == position)
            )
        if sealed is None:
            raise ReportNotFound
        yield unseal_piece(key, report.id, position, sealed)


async def _put(session: AsyncSession, report: Report, sealed: SealedFile) -> None:
    for position, piece in sealed.each():
        await session.execute(
            insert(ReportPiece).values(
                report_id=report.id,
                position=position,
                cpts_id=report.cpts_id,
                referral_id=report.referral_id,
                sealed=piece,
            )
        )


async def _known(session: AsyncSession, context: Context, report_id: UUID) -> tuple[Report, Referral]:
    """The request's row is locked first, as by every other act on it."""
    found = await session.scalar(select(Report.referral_id).where(Report.id == report_id))
    if found is None:
        raise ReportNotFound
    referral = await repository.referral_for_act(session, found)
    ground = await ground_of(session, context, referral)
    report = await session.get_one(Report, report_id, populate_existing=True)
    if not report.is_open_to(context.caller, ground, shared=await _shared(session, referral)):
        raise ReportNotFound
    return report, referral


async def _own_awaiting(session: AsyncSession, context: Context, report_id: UUID) -> tuple[Report, Referral]:
    report, referral = await _known(session, context, report_id)
    if not report.is_by(context.caller):
        raise ReportNotFound
    if report.state != ReportState.AWAITING_FILE:
        raise FileAlreadyGiven
    _require_reported(referral)
    return report, referral


async def _readable(session: AsyncSession, context: Context, report_id: UUID) -> tuple[Report, Referral, str]:
    report = await session.get(Report, report_id)
    if report is None:
        raise ReportNotFound
    referral = await repository.referral_of(session, report.referral_id)
    ground = await ground_of(session, context, referral)
    if not report.is_open_to(context.caller, ground, shared=await _shared(session, referral)):
        raise ReportNotFound
    report.require_readable()
    return report, referral, ground


async def _may_file(session: AsyncSession, context: Context, referral: Referral) -> bool:
    caller = context.caller
    if policies.coordinates(caller, referral) or policies.placed_with(caller, referral):
        return True
    if not caller.has("professional") or caller.professional_id is None:
        return False
    return await context.ports.loop.takes_part(session, referral.id, caller)


def _is_reported(referral: Referral) -> bool:
    return referral.status in _REPORTED_IN and referral.erased_at is None


def _require_reported(referral: Referral) -> None:
    if not _is_reported(referral):
        raise ActNotAllowedNow(
            f"A report is not filed when {referral.status.value}",
            act="report",
            status_of_request=referral.status.value,
            allowed_from=[status.value for status in _REPORTED_IN],
        )


async def _shared(session: AsyncSession, referral: Referral) -> bool:
    consent = await session.get(Consent, referral.id)
    return consent is not None and consent.bulletin_sharing and consent.withdrawn_at is None


def _out(report: Report, caller: Caller) -> ReportOut:
    return ReportOut(
        report_id=report.id,
        kind=report.kind,
        state=report.state,
        scan=report.scan,
        readers=report.readers,
        author_name=report.author_name,
        is_mine=report.is_by(caller),
        begun_at=report.begun_at,
        filed_at=report.filed_at,
        media_type=report.media_type,
        size_bytes=report.size_bytes,
    )
