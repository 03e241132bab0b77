"""/api/referral/v1/appeals: what professionals seek of each other (F147). Nothing of a person who needs care."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.pages import BadCursor
from carekit.problems import responses
from carekit.spreadsheet import CSV_FILE, csv_file
from referral_svc.appeals import usecases
from referral_svc.appeals.errors import (
    AppealCommuneNotServed,
    AppealDayOutOfBounds,
    AppealNamesSomebody,
    AppealNotFound,
    AppealStepRefused,
    AppealTakenAlready,
    NotItsAuthor,
    OwnAppeal,
    ProfessionNotHere,
    ReplyEmpty,
    TakerUnknown,
    TooManyReplies,
)
from referral_svc.appeals.schemas import (
    AppealFilters,
    AppealOut,
    AppealPage,
    CloseAppeal,
    ConfirmTaker,
    PostAppeal,
    RemoveAppeal,
    ReplyToAppeal,
)
from referral_svc.deps import SIGNED_IN, Asked, Creating

router = APIRouter(prefix="/api/referral/v1/appeals", tags=["appeals"], dependencies=SIGNED_IN)

HERE = (RoleRefused, CptsMissing)
LISTING = responses(*HERE, BadCursor)
READER = (*HERE, AppealNotFound)
STEP = (*READER, AppealStepRefused)
ONCE = (IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.get("", responses=LISTING)
async def list_appeals(filters: Annotated[AppealFilters, Query()], asked: Asked) -> AppealPage:
    """The newest first, each with its replies. One that was removed is shown to its author, coordinators and the
    director, without its words."""
    return await usecases.page(asked, filters)


@router.get(
    "/export",
    response_class=Response,
    responses=CSV_FILE | LISTING,
)
async def export_appeals(filters: Annotated[AppealFilters, Query()], asked: Asked) -> Response:
    """The same as CSV (`;`, UTF-8), subjects alone, for coordinators and the director. `cursor` and `limit` are
    ignored."""
    return csv_file("entraide.csv", await usecases.export(asked, filters))


@router.post(
    "",
    status_code=201,
    responses=responses(
        *HERE, AppealNamesSomebody, AppealDayOutOfBounds, ProfessionNotHere, AppealCommuneNotServed, *ONCE
    ),
)
async def post_appeal(act: PostAppeal, asked: Asked, once: Creating) -> AppealOut:
    """Any professional or referrer says what he seeks. It closes by itself after its last day."""
    return await usecases.post(asked, act, once)


@router.post(
    "/{appeal_id}/replies",
    status_code=201,
    responses=responses(*STEP, AppealNamesSomebody, OwnAppeal, AppealTakenAlready, TooManyReplies, ReplyEmpty, *ONCE),
)
async def reply_to_appeal(appeal_id: UUID, act: ReplyToAppeal, asked: Asked, once: Creating) -> AppealOut:
    """Words, « je m’en occupe », or both; 50 replies at most."""
    return await usecases.reply(asked, appeal_id, act, once)


@router.post("/{appeal_id}/taker", responses=responses(*STEP, NotItsAuthor, TakerUnknown))
async def confirm_appeal_taker(appeal_id: UUID, act: ConfirmTaker, asked: Asked) -> AppealOut:
    """Its author confirms who takes it; another may be confirmed later."""
    return await usecases.confirm(asked, appeal_id, act)


@router.post("/{appeal_id}/closing", responses=responses(*STEP, NotItsAuthor))
async def close_appeal(appeal_id: UUID, act: CloseAppeal, asked: Asked) -> AppealOut:
    """Its author says that it is met, or needed no longer."""
    return await usecases.close(asked, appeal_id, act)


@router.post("/{appeal_id}/removal", responses=responses(*STEP))
async def remove_appeal(appeal_id: UUID, act: RemoveAppeal, asked: Asked) -> AppealOut:
    """A coordinator or the director takes it off the board: its words and replies are destroyed; its author sees by
    whom and why."""
    return await usecases.remove(asked, appeal_id, act)


@router.put("/{appeal_id}/aside", responses=responses(*STEP, OwnAppeal))
async def set_appeal_aside(appeal_id: UUID, asked: Asked) -> AppealOut:
    """« Pas pour moi »: it leaves the caller's own badge and list, and nobody else's. May be repeated."""
    return await usecases.set_aside(asked, appeal_id)


@router.delete("/{appeal_id}/aside", responses=responses(*READER))
async def bring_appeal_back(appeal_id: UUID, asked: Asked) -> AppealOut:
    """Into the caller's own list again. May be repeated."""
    return await usecases.bring_back(asked, appeal_id)
