"""A professional's own list, and his own words about being asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import etag
from carekit.pages import decode_cursor, encode_cursor
from referral_svc.context import Context
from referral_svc.known.models import KnownCpts
from referral_svc.known.repository import professional_of
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.models import Referral
from referral_svc.rulebook.repository import rules_in_force
from referral_svc.solicitations import repository, views
from referral_svc.solicitations.answering import standing_of
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.errors import SettingsOfAnother
from referral_svc.solicitations.everybody import WEEK
from referral_svc.solicitations.fellows import practice_of
from referral_svc.solicitations.models import Solicitation, SolicitationSetting
from referral_svc.solicitations.schemas import (
    ChangeSettings,
    MineFilters,
    MySolicitation,
    MySolicitations,
    SolicitationSettings,
)
from referral_svc.solicitations.together import several_of, speaker_of

LIST = "solicitations"
#: Rows read at once when a state is asked for: what a link shows is decided by rule, not by a column.
BATCH = 100


async def my_solicitations(context: Context, filters: MineFilters) -> MySolicitations:
    context.caller.require("professional", "delegate")
    before = decode_cursor(LIST, filters.cursor, (datetime, UUID)) if filters.cursor else None
    if context.caller.professional_id is None:
        return MySolicitations(items=[], next=None)
    async with context.unit.begin() as session:
        cpts = await session.get(KnownCpts, context.caller.cpts)
        found: list[MySolicitation] = []
        while len(found) <= filters.limit:
            rows = await repository.mine(session, context.caller.professional_id, before, BATCH)
            for one, referral in rows:
                if filters.state is None or one.link_state(referral, context.at) == filters.state:
                    found.append(await _mine(session, one, referral, cpts, context.at))
            if len(rows) < BATCH:
                break
            before = (rows[-1][0].asked_at, rows[-1][0].id)
    page = found[: filters.limit]
    more = len(found) > filters.limit
    return MySolicitations(
        items=page, next=encode_cursor(LIST, page[-1].asked_at, page[-1].solicitation_id) if more else None
    )


async def _mine(
    session: AsyncSession, one: Solicitation, referral: Referral, cpts: KnownCpts | None, at: datetime
) -> MySolicitation:
    """Whom he was given stands for herself; before that, the question about several is of those who wait."""
    if one.persons > 1 and one.state != State.CHOSEN:
        speaker, of_whom = await speaker_of(session, one, at)
        standing, several = await standing_of(session, speaker), await several_of(session, one, at)
        shown = views.mine(speaker, of_whom, cpts, standing, at, several, await practice_of(session, speaker))
        # The question in his list is the one that was asked, whoever speaks for it.
        return shown.model_copy(update={"solicitation_id": one.id, "asked_at": one.asked_at})
    practice = await practice_of(session, one)
    return views.mine(one, referral, cpts, await standing_of(session, one), at, views.ALONE, practice)


async def settings_of(context: Context, professional_id: UUID) -> SolicitationSettings:
    _require_own_or_coordinator(context, professional_id)
    async with context.unit.begin() as session:
        await _require_known(session, context, professional_id)
        return await _shown(session, context, professional_id)


async def change_settings(
    context: Context, professional_id: UUID, edited: int, act: ChangeSettings
) -> SolicitationSettings:
    _require_own_or_coordinator(context, professional_id)
    async with context.unit.begin() as session:
        await _require_known(session, context, professional_id)
        await repository.ensure_settings(session, [professional_id], context.at)
        wishes = (await repository.locked_settings(session, [professional_id]))[professional_id]
        etag.check_version(wishes.version, edited)
        if _opens_up(wishes, act):
            # His own word counts from now on, not the answers that came before it.
            wishes.afresh_since = context.at
        wishes.weekly_cap = act.weekly_cap
        wishes.paused_until = act.paused_until
        wishes.places_left = act.places_left
        wishes.declined_kinds = sorted({kind.value for kind in act.declined_kinds})
        if not context.caller.has("delegate"):
            # A delegate does not give himself the right to answer.
            wishes.delegates_may_answer = act.delegates_may_answer
        await session.flush()
        return await _shown(session, context, professional_id)


def _require_own_or_coordinator(context: Context, professional_id: UUID) -> None:
    caller = context.caller
    caller.require("professional", "delegate", "care_coordinator", "social_coordinator")
    if not caller.has("care_coordinator", "social_coordinator") and caller.professional_id != professional_id:
        raise SettingsOfAnother


async def _require_known(session: AsyncSession, context: Context, professional_id: UUID) -> None:
    if await professional_of(session, context.caller.cpts, professional_id) is None:
        raise SettingsOfAnother


async def _shown(session: AsyncSession, context: Context, professional_id: UUID) -> SolicitationSettings:
    rules = await rules_in_force(session)
    wishes = await repository.settings_of(session, context.caller.cpts, professional_id)
    cap = wishes.weekly_cap if wishes else None
    asked = await repository.asked_since(session, [professional_id], context.at - WEEK)
    return SolicitationSettings(
        professional_id=professional_id,
        weekly_cap=rules.weekly_cap if cap is None else cap,
        weekly_cap_is_default=cap is None,
        paused_until=_future(wishes, context.at),
        places_left=wishes.places_left if wishes else None,
        places_reserved=await repository.reserved_by(session, professional_id),
        asked_this_week=asked.get(professional_id, 0),
        declined_kinds=[Kind(code) for code in wishes.declined_kinds] if wishes else [],
        delegates_may_answer=wishes.delegates_may_answer if wishes else False,
        etag=f'"{wishes.version if wishes else 1}"',
    )


def _opens_up(wishes: SolicitationSetting, act: ChangeSettings) -> bool:
    """Whether he says that he may be asked again: a pause lifted before its time, or more places than before."""
    more_places = act.places_left is not None and act.places_left > (wishes.places_left or 0)
    return more_places or (wishes.paused_until is not None and act.paused_until is None)


def _future(wishes: SolicitationSetting | None, at: datetime) -> datetime | None:
    """A pause that is over is none."""
    if wishes is None or wishes.paused_until is None or wishes.paused_until <= at:
        return None
    return wishes.paused_until
