"""/api/referral/v1/referrals/{id}/reports and /reports, /report-files: what those who gave care file and read."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Acting, Asked, Creating, OpenVault, settings_of
from referral_svc.disclosure.errors import (
    BulletinErased,
    FileAlreadyGiven,
    FileEmpty,
    FileNotWhatItSays,
    FileTooLarge,
    ReportNotFound,
    ReportNotReadable,
)
from referral_svc.disclosure.reports import usecases as reports
from referral_svc.disclosure.reports.schemas import FileReport, ReportOut, ReportRead, Reports, WithdrawReport
from referral_svc.referrals.errors import ActNotAllowedNow, ReferralNotFound

#: Bodies below are files, streamed; the use case has its own limit.
FILES = "/api/referral/v1/report-files/"

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)

HIDDEN = (CptsMissing, ReferralNotFound, ReportNotFound)
_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def file_rules(request: Request) -> reports.FileRules:
    settings = settings_of(request)
    return reports.FileRules(settings.report_bytes, scanned=settings.scanner is not None)


Rules = Annotated[reports.FileRules, Depends(file_rules)]


@router.get("/referrals/{referral_id}/reports", responses=responses(CptsMissing, ReferralNotFound))
async def list_reports(referral_id: UUID, asked: Asked, rules: Rules) -> Reports:
    """Which reports are open to the caller: who filed what when. What they say is read one by one."""
    return await reports.listed(asked, referral_id, rules)


@router.post(
    "/referrals/{referral_id}/reports",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, ReferralNotFound, BulletinErased, ActNotAllowedNow, IdempotencyKeyInvalid,
        IdempotencyKeyReused,
    ),
)  # fmt: skip
async def file_report(
    referral_id: UUID, act: FileReport, asked: Asked, vault: OpenVault, once: Creating
) -> ReportOut:
    """Files a report that is written, or announces its file. Those who may read it get a notice that says nothing
    of it."""
    return await reports.begin(asked, vault, referral_id, act, once)


@router.put(
    "/report-files/{report_id}",
    responses=responses(
        *HIDDEN, BulletinErased, ActNotAllowedNow, FileAlreadyGiven, FileEmpty, FileNotWhatItSays, FileTooLarge
    ),
    openapi_extra={"requestBody": {"required": True, "content": _BINARY, "description": "The file as it is"}},
)
async def give_report_file(
    report_id: UUID, request: Request, asked: Asked, vault: OpenVault, rules: Rules
) -> ReportOut:
    """The file that was announced: PDF, JPEG, PNG, WebP, HEIC or TIFF by its first bytes."""
    return await reports.give_file(asked, vault, report_id, request.stream(), rules)


@router.get("/reports/{report_id}", responses=responses(*HIDDEN, ReportNotReadable, BulletinErased))
async def read_report(report_id: UUID, asked: Asked, vault: OpenVault) -> ReportRead:
    """What it says, with the ground on which it is given. Each reading is logged."""
    return await reports.read(asked, vault, report_id)


@router.get(
    "/report-files/{report_id}",
    response_class=Response,
    responses={**responses(*HIDDEN, ReportNotReadable, BulletinErased), 200: {"content": _BINARY}},
)
async def read_report_file(report_id: UUID, asked: Asked, vault: OpenVault) -> Response:
    """The file itself, always as a download that no browser runs. Each reading is logged."""
    file = await reports.open_file(asked, vault, report_id)
    return StreamingResponse(
        file.pieces,
        media_type="application/octet-stream",
        headers={
            "Content-Length": str(file.size_bytes),
            "Content-Disposition": f"attachment; filename=\"document\"; filename*=UTF-8''{quote(file.name, safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        },
    )


@router.post(
    "/reports/{report_id}/withdrawal",
    responses=responses(RoleRefused, *HIDDEN, ReportNotReadable, IdempotencyKeyInvalid, IdempotencyKeyReused),
)
async def withdraw_report(report_id: UUID, act: WithdrawReport, asked: Asked, once: Acting) -> ReportOut:
    """What was filed by mistake, above all for another person: its content is destroyed at once."""
    return await reports.withdraw(asked, report_id, act, once)
