"""Which wish could not be met and why: compared here, because what the person wished is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.disclosure.blind import SealedBlindView
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.messages_fr import wish_words
from referral_svc.disclosure.vault import Vault
from referral_svc.disclosure.wishes.codes import WishCode
from referral_svc.disclosure.wishes.schemas import Wishes, WishOut
from referral_svc.known.models import KnownProfessional
from referral_svc.matching.conditions import PASSING
from referral_svc.referrals import policies, repository
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.choosing import Choice, choose
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation

AWAY = PASSING - {"no_place_left", "already_asked", "out_of_ring"}
#: Where the settled answer stands, in the sealed wishes themselves: erased with them.
SETTLED = "settled"


async def wishes_of(context: Context, vault: Vault, referral_id: UUID) -> Wishes:
    """For the coordinator, and for who stated it: they speak to the person."""
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        takes_part = await context.ports.loop.takes_part(session, referral_id, context.caller)
        policies.require_may_tell_the_person(context.caller, referral, takes_part=takes_part)
        sealed = (await vault.wishes(session, [referral_id])).get(referral_id)
        if sealed is None:
            raise BulletinErased
        if settled := sealed.get(SETTLED):
            return Wishes.model_validate(settled)
        items = await _items(session, vault, referral, sealed, None, context.at)
        return Wishes(items=items, settled_at=None)


async def settle(
    session: AsyncSession, vault: Vault, referral: Referral, professional_id: UUID, at: datetime
) -> None:
    """At the choice: what is true now is kept, sealed, whatever the doctors declare tomorrow."""
    sealed = (await vault.wishes(session, [referral.id]))[referral.id]
    items = await _items(session, vault, referral, sealed, professional_id, at)
    kept = Wishes(items=items, settled_at=at).model_dump(mode="json") if items else None
    if kept or SETTLED in sealed:
        await vault.change_person(session, referral.id, {"wishes": {**sealed, SETTLED: kept}})


def as_wished(sealed: dict[str, Any]) -> dict[str, Any]:
    """What the person wished, without what became of it."""
    return {name: value for name, value in sealed.items() if name != SETTLED}


async def unsettle(session: AsyncSession, vault: Vault, referral: Referral) -> None:
    """The placement did not hold: the wishes are open again."""
    sealed = (await vault.wishes(session, [referral.id])).get(referral.id)
    if sealed and sealed.get(SETTLED):
        await vault.change_person(session, referral.id, {"wishes": {**sealed, SETTLED: None}})


@dataclass(frozen=True)
class _Found:
    """Who meets one wish among those whom the need leaves within the ring, and what became of asking them."""

    possible: frozenset[UUID]
    asked: frozenset[UUID]
    yes: frozenset[UUID]
    no_place: frozenset[UUID]
    away: frozenset[UUID]


async def _items(
    session: AsyncSession,
    vault: Vault,
    referral: Referral,
    sealed: Mapping[str, Any],
    chosen: UUID | None,
    at: datetime,
) -> list[WishOut]:
    wanted = _wanted(referral, sealed)
    if not wanted:
        return []
    waves = await solicitations.waves_of(session, referral.id)
    ring = max((wave.ring_km for wave in waves), default=None)
    choice = await choose(session, SealedBlindView(vault), referral, at, ring)
    asked = await solicitations.of_referral(session, referral.id)
    known = await solicitations.professionals(session, choice.known)
    items = []
    for code, imperative in wanted:
        found = _found(_meeting(code, referral, sealed, known), choice, asked)
        items.append(_item(code, imperative, choice, found, chosen, referral))
    return items


def _wanted(referral: Referral, sealed: Mapping[str, Any]) -> list[tuple[WishCode, bool]]:
    wanted = []
    if sealed["doctor_sex"]:
        wanted.append((WishCode(sealed["doctor_sex"]), bool(sealed["doctor_sex_imperative"])))
    if sealed["languages"]:
        wanted.append((WishCode.LANGUAGE, bool(sealed["language_imperative"])))
    if referral.usual_professional_id is not None:
        wanted.append((WishCode.USUAL, False))
    return wanted


def _meeting(
    code: WishCode, referral: Referral, sealed: Mapping[str, Any], known: Mapping[UUID, KnownProfessional]
) -> frozenset[UUID]:
    if code == WishCode.USUAL:
        return frozenset({referral.usual_professional_id} if referral.usual_professional_id else ())
    if code == WishCode.LANGUAGE:
        spoken = set(sealed["languages"])
        return frozenset(who for who, one in known.items() if spoken & set(one.offer.get("languages") or ()))
    return frozenset(who for who, one in known.items() if one.sex == code.value)


def _found(meeting: frozenset[UUID], choice: Choice, solicited: Iterable[Solicitation]) -> _Found:
    free = {one.practice.professional_id for one in choice.selection.candidates}
    held = {one.practice.professional_id: one.reason.code for one in choice.selection.excluded}
    near = {who for who in meeting if choice.is_near(who)}
    asked = {one.professional_id for one in solicited} & meeting
    yes = {one.professional_id for one in solicited if one.state in (State.YES, State.CHOSEN, State.THANKED)}
    able = {who for who in near if who in free or held.get(who) in PASSING} | asked
    return _Found(
        possible=frozenset(able),
        asked=frozenset(asked),
        yes=frozenset(yes & meeting),
        no_place=frozenset(who for who in able - asked if held.get(who) == "no_place_left"),
        away=frozenset(who for who in able - asked if held.get(who) in AWAY),
    )


def _item(
    code: WishCode, imperative: bool, choice: Choice, found: _Found, chosen: UUID | None, referral: Referral
) -> WishOut:
    met = None
    if chosen is not None:
        met = chosen in found.asked
    elif referral.status == Status.PROPOSED:
        met = bool(found.yes)
    counts = {
        "possible": len(found.possible),
        "asked": len(found.asked),
        "yes": len(found.yes),
        "no_place": len(found.no_place),
        "away": len(found.away),
    }
    ring = choice.selection.ring.km
    words = wish_words(code, met=met, ring_km=ring, **counts)
    return WishOut(wish_code=code, imperative=imperative, met=met, ring_km=ring, words=words, **counts)
