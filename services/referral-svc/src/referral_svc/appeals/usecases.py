"""A professional says what he seeks, the others answer, he confirms who takes it and closes it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import RoleRefused
from carekit.clock import local_date
from carekit.db import constraint_of
from carekit.idempotency import Once
from carekit.spreadsheet import csv_text
from referral_svc.appeals import repository
from referral_svc.appeals.codes import AppealState, AppealStep
from referral_svc.appeals.errors import (
    AppealCommuneNotServed,
    AppealDayOutOfBounds,
    AppealNamesSomebody,
    AppealNotFound,
    AppealTakenAlready,
    NotItsAuthor,
    OwnAppeal,
    ProfessionNotHere,
    ReplyEmpty,
    TakerUnknown,
    TooManyReplies,
)
from referral_svc.appeals.models import Appeal, AppealReply
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
from referral_svc.appeals.screen import names_somebody
from referral_svc.appeals.views import MODERATORS, moderates, out
from referral_svc.context import Context
from referral_svc.known.repository import commune_names, commune_of, today_of, zone_of
from referral_svc.referrals.policies import LISTERS, STATERS

OPEN_FOR = timedelta(days=30)
FARTHEST = timedelta(days=90)
REPLIES_AT_MOST = 50
EXPORTED_AT_MOST = 5_000


async def page(context: Context, filters: AppealFilters) -> AppealPage:
    context.caller.require(*LISTERS)
    async with context.unit.begin() as session:
        query = repository.listed(context.caller, filters, moderates=moderates(context.caller))
        rows, after = await repository.page_of(session, query, filters.cursor, filters.limit)
        return AppealPage(items=await _shown(session, context, rows), next=after)


async def export(context: Context, filters: AppealFilters) -> str:
    """Subjects alone: what the CPTS was asked for, and what became of it."""
    context.caller.require(*MODERATORS)
    async with context.unit.begin() as session:
        query = repository.listed(context.caller, filters, moderates=True)
        rows, _ = await repository.page_of(session, query, None, EXPORTED_AT_MOST)
        replies = await repository.replies_to(session, [row.id for row in rows])
        zone = await zone_of(session, context.caller.cpts)
    header = ["posted_on", "author", "subject", "professions", "commune", "open_until", "state", "replies", "taker"]
    return csv_text(
        header,
        [
            [
                local_date(row.posted_at, zone),
                row.author_name,
                row.subject,
                " ".join(row.profession_codes),
                row.commune_code,
                row.open_until,
                row.state.value,
                len(replies[row.id]),
                row.taker_name,
            ]
            for row in rows
        ],
    )


async def post(context: Context, act: PostAppeal, once: Once) -> AppealOut:
    author = _writer(context)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        today = await today_of(session, context.caller.cpts, context.at)
        _screen(today, subject=act.subject, words=act.words)
        await _require_reaches(session, context, act)
        appeal = Appeal(
            cpts_id=context.caller.cpts,
            subject=act.subject,
            words=act.words,
            profession_codes=sorted(set(act.profession_codes)),
            commune_code=act.commune_code,
            open_until=_last_day(act.open_until, today),
            posted_at=context.at,
            author_account_id=author,
            author_name=context.caller.name,
            state=AppealState.OPEN,
            state_at=context.at,
            state_by_name=context.caller.name,
        )
        session.add(appeal)
        await session.flush()
        return await idempotency.keep(session, once, await _one(session, context, appeal))


async def reply(context: Context, appeal_id: UUID, act: ReplyToAppeal, once: Once) -> AppealOut:
    writer = _writer(context)
    if not (act.words or act.takes):
        raise ReplyEmpty
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        appeal = await _for_act(session, context, appeal_id)
        appeal.require_standing()
        if act.takes and appeal.author_account_id == writer:
            raise OwnAppeal
        _screen(await today_of(session, appeal.cpts_id, context.at), words=act.words)
        if len((await repository.replies_to(session, [appeal.id]))[appeal.id]) >= REPLIES_AT_MOST:
            raise TooManyReplies(most=REPLIES_AT_MOST)
        await _add(
            session,
            AppealReply(
                cpts_id=appeal.cpts_id,
                appeal_id=appeal.id,
                account_id=writer,
                name=context.caller.name,
                words=act.words,
                takes=act.takes,
                written_at=context.at,
            ),
        )
        return await idempotency.keep(session, once, await _one(session, context, appeal))


async def confirm(context: Context, appeal_id: UUID, act: ConfirmTaker) -> AppealOut:
    """Of those who said « je m’en occupe », the author says who does."""
    async with context.unit.begin() as session:
        appeal = await _own(session, context, appeal_id)
        replies = (await repository.replies_to(session, [appeal.id]))[appeal.id]
        taker = next((one for one in replies if one.id == act.reply_id and one.takes), None)
        if taker is None:
            raise TakerUnknown
        appeal.confirm(taker.name, context.caller.name, context.at)
        return await _one(session, context, appeal)


async def close(context: Context, appeal_id: UUID, act: CloseAppeal) -> AppealOut:
    async with context.unit.begin() as session:
        appeal = await _own(session, context, appeal_id)
        step = AppealStep.MEET if act.outcome == "met" else AppealStep.DROP
        appeal.take(step, context.caller.name, context.at)
        return await _one(session, context, appeal)


async def remove(context: Context, appeal_id: UUID, act: RemoveAppeal) -> AppealOut:
    """The line stays for its author, with who, when and why; every word of it goes, the replies too."""
    context.caller.require(*MODERATORS)
    async with context.unit.begin() as session:
        appeal = await _for_act(session, context, appeal_id)
        appeal.remove(act.reason_code, context.caller.name, context.at)
        await session.execute(delete(AppealReply).where(AppealReply.appeal_id == appeal.id))
        return await _one(session, context, appeal)


async def set_aside(context: Context, appeal_id: UUID) -> AppealOut:
    """For this reader alone. He may answer it all the same: it stands in the list of all that are open."""
    reader = _writer(context)
    async with context.unit.begin() as session:
        appeal = await _for_act(session, context, appeal_id)
        appeal.require_standing()
        if appeal.author_account_id == reader:
            raise OwnAppeal
        await repository.set_aside(session, appeal, reader, context.at)
        return await _one(session, context, appeal)


async def bring_back(context: Context, appeal_id: UUID) -> AppealOut:
    reader = _writer(context)
    async with context.unit.begin() as session:
        appeal = await _for_act(session, context, appeal_id)
        await repository.bring_back(session, appeal.id, reader)
        return await _one(session, context, appeal)


def _writer(context: Context) -> UUID:
    context.caller.require(*STATERS)
    if context.caller.account_id is None:
        raise RoleRefused("Only an account posts and answers")
    return context.caller.account_id


async def _for_act(session: AsyncSession, context: Context, appeal_id: UUID) -> Appeal:
    caller = context.caller
    appeal = await repository.for_act(session, caller, appeal_id, moderates=moderates(caller))
    if appeal is None:
        raise AppealNotFound
    return appeal


async def _own(session: AsyncSession, context: Context, appeal_id: UUID) -> Appeal:
    writer = _writer(context)
    appeal = await _for_act(session, context, appeal_id)
    if appeal.author_account_id != writer:
        raise NotItsAuthor
    return appeal


def _screen(today: date, **said: str) -> None:
    for field, words in said.items():
        if names_somebody(words, today):
            raise AppealNamesSomebody(field=field)


def _last_day(said: date | None, today: date) -> date:
    day = said or today + OPEN_FOR
    if not today <= day <= today + FARTHEST:
        raise AppealDayOutOfBounds
    return day


async def _require_reaches(session: AsyncSession, context: Context, act: PostAppeal) -> None:
    if set(act.profession_codes) - await repository.professions_here(session, act.profession_codes):
        raise ProfessionNotHere
    code = act.commune_code
    if code is not None and await commune_of(session, context.caller.cpts, code) is None:
        raise AppealCommuneNotServed


async def _add(session: AsyncSession, row: AppealReply) -> None:
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError as refused:
        if constraint_of(refused) == "uq_appeal_reply_takes":
            raise AppealTakenAlready from refused
        raise


async def _one(session: AsyncSession, context: Context, appeal: Appeal) -> AppealOut:
    await session.flush()
    return (await _shown(session, context, [appeal]))[0]


async def _shown(session: AsyncSession, context: Context, rows: list[Appeal]) -> list[AppealOut]:
    replies = await repository.replies_to(session, [row.id for row in rows])
    communes = await commune_names(session, {row.commune_code for row in rows if row.commune_code})
    aside = await repository.aside_acts(session, context.caller, [row.id for row in rows])
    return [
        out(context.caller, row, replies[row.id], communes.get(row.commune_code or ""), aside.get(row.id))
        for row in rows
    ]
