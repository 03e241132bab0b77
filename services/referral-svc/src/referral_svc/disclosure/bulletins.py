"""Reading and writing bulletins: a ground first, then the answer and its line in the reading log, together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller, RoleRefused
from carekit.etag import check_version
from referral_svc.context import Context
from referral_svc.disclosure import grants, mending, reading_log
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.identity.proofs import reliability
from referral_svc.disclosure.models import SealedCareBulletin, SealedSocialBulletin
from referral_svc.disclosure.schemas import (
    AskNames,
    CareBulletinOut,
    GivenName,
    Identity,
    Names,
    ReadingLine,
    ReadingLog,
    RepresentativeOut,
    SocialBulletinOut,
    WriteCareBulletin,
    WriteSocialBulletin,
)
from referral_svc.disclosure.vault import Bulletin, Person, Vault
from referral_svc.kinds.answers import checked_for
from referral_svc.kinds.codes import Sheet
from referral_svc.referrals import policies, repository, timeline
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral


async def read_care(context: Context, vault: Vault, referral_id: UUID) -> CareBulletinOut:
    async with context.unit.begin() as session:
        return care_out(*await _read(session, context, vault, referral_id, SealedCareBulletin, "care"))


async def read_social(context: Context, vault: Vault, referral_id: UUID) -> SocialBulletinOut:
    async with context.unit.begin() as session:
        return social_out(*await _read(session, context, vault, referral_id, SealedSocialBulletin, "social"))


async def _read(
    session: AsyncSession, context: Context, vault: Vault, referral_id: UUID, kind: type[Bulletin], what: str
) -> tuple[Referral, Person, Bulletin, dict[str, Any], str]:
    """Refused without a ground; logged."""
    referral = await repository.referral_of(session, referral_id)
    ground = await require_ground(session, context, referral, what)
    person = await vault.person(session, referral_id)
    row = await session.get_one(kind, referral_id)
    words = await vault.open_bulletin(session, row)
    shown = {referral_id: ground}
    await reading_log.note(session, referral.cpts_id, shown, f"{what}_bulletin", context.caller, context.at)
    return referral, person, row, words, ground


async def write_care(context: Context, vault: Vault, referral_id: UUID, words: WriteCareBulletin, edited: int) -> int:
    return await _write(context, vault, referral_id, SealedCareBulletin, "care", words.model_dump(), edited)


async def write_social(
    context: Context, vault: Vault, referral_id: UUID, words: WriteSocialBulletin, edited: int
) -> int:
    return await _write(context, vault, referral_id, SealedSocialBulletin, "social", words.model_dump(), edited)


async def _write(
    context: Context,
    vault: Vault,
    referral_id: UUID,
    kind: type[Bulletin],
    what: str,
    words: dict[str, Any],
    edited: int,
) -> int:
    """Its author's side and the coordinator write; a professional who was granted it only reads."""
    async with context.unit.begin() as session:
        referral, row = await row_to_write(session, context, referral_id, kind, what, edited)
        before = await vault.open_bulletin(session, row)
        words = _complete(referral, before, Sheet(what), words)
        told, tells = before["answers"] or {}, words["answers"] or {}
        changed = sum(told.get(code) != tells.get(code) for code in told.keys() | tells.keys())
        details = {"answers": changed} if changed else None
        version = await written(session, context, vault, referral, kind, what, words, details)
        await mending.weigh_again(session, context, referral, told, tells)
        return version


async def row_to_write(
    session: AsyncSession, context: Context, referral_id: UUID, kind: type[Bulletin], what: str, edited: int
) -> tuple[Referral, Bulletin]:
    """The bulletin as it was read by who now writes it, locked with its request."""
    referral = await repository.referral_for_act(session, referral_id)
    ground = await require_ground(session, context, referral, what)
    if ground not in ("wrote_it", "coordination"):
        raise RoleRefused("A bulletin is written by its author and the coordinator")
    referral.require_open(f"{what}-bulletin")
    row = await session.get(kind, referral_id, with_for_update=True)
    if row is None:
        raise BulletinErased
    check_version(row.version, edited)
    return referral, row


async def written(
    session: AsyncSession,
    context: Context,
    vault: Vault,
    referral: Referral,
    kind: type[Bulletin],
    what: str,
    words: dict[str, Any],
    details: dict[str, Any] | None = None,
) -> int:
    """Its next version, said in the timeline without a word of it."""
    row = await vault.put_bulletin(session, kind, referral, words, context.caller.name, context.at)
    referral.moved(context.at)
    await timeline.add(session, referral.id, f"{what}_bulletin_written", context.by, context.at, details)
    return row.version


_STAYS = ("answers", "links", "rights_status")


def _complete(referral: Referral, before: dict[str, Any], sheet: Sheet, words: dict[str, Any]) -> dict[str, Any]:
    """What is not sent of the short form, links and rights stays; what is sent is checked as when it was stated."""
    kept = {name: before[name] for name in _STAYS if name in before and words.get(name) is None}
    if words.get("answers") is not None:
        kept["answers"] = checked_for(referral.kind, referral.need_codes, sheet, words["answers"])
    return words | kept


async def readings(context: Context, referral_id: UUID) -> ReadingLog:
    """Who read what of this person, for the coordinator who answers for it and for its author's side."""
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        caller = context.caller
        if not (policies.coordinates(caller, referral) or policies.wrote(caller, referral)):
            raise ReferralNotFound
        return ReadingLog(
            items=[ReadingLine.model_validate(row) for row in await reading_log.of(session, referral_id)]
        )


async def names(context: Context, vault: Vault, asked: AskNames) -> Names:
    """Names of those the caller may know; each one given is logged, the others are left out in silence."""
    async with context.unit.begin() as session:
        rows = list(await session.scalars(select(Referral).where(Referral.id.in_(asked.referral_ids))))
        grounds = await grounds_of(session, context, rows, "name")
        people = await vault.people(session, list(grounds))
        given = {referral_id: ground for referral_id, ground in grounds.items() if referral_id in people}
        await reading_log.note(session, context.caller.cpts, given, "name", context.caller, context.at)
        return Names(
            erased=sorted(await _known_before_erasure(session, context.caller, rows, grounds)),
            names=[
                GivenName(
                    referral_id=referral_id,
                    family_name=people[referral_id].family_name,
                    given_name=people[referral_id].given_name,
                )
                for referral_id in given
            ],
        )


async def _known_before_erasure(
    session: AsyncSession, caller: Caller, rows: list[Referral], grounds: dict[UUID, str]
) -> set[UUID]:
    erased = {referral.id for referral in rows if referral.erased_at is not None}
    known = erased & grounds.keys()
    if erased and caller.professional_id is not None and _may_use_grants(caller, "name"):
        known |= await grants.closed_by_erasure(session, sorted(erased), caller.professional_id)
    return known


async def require_ground(session: AsyncSession, context: Context, referral: Referral, what: str) -> str:
    """Why this caller may read it; without any ground the request does not exist for him."""
    grounds = await grounds_of(session, context, [referral], what)
    if referral.id not in grounds:
        raise ReferralNotFound
    return grounds[referral.id]


async def grounds_of(session: AsyncSession, context: Context, rows: list[Referral], what: str) -> dict[UUID, str]:
    """Granted to the professional, or handed to the account by name; coordinated; or written by the caller's side.
    The last two end with consent.

    Colleagues of the author read while the request is open; the author himself reads what he wrote until it is
    erased (docs/decisions, « Who reads a bulletin without a grant »).
    """
    caller = context.caller
    grounds = await grants.ground_of(session, [referral.id for referral in rows], caller, what, context.at)
    by_role = {referral.id: "coordination" for referral in rows if _coordinates(caller, referral, what)}
    by_role |= {referral.id: "wrote_it" for referral in rows if policies.reads_what_was_written(caller, referral)}
    if by_role:
        consented = await session.scalars(
            select(Consent.referral_id).where(Consent.referral_id.in_(by_role), Consent.withdrawn_at.is_(None))
        )
        grounds |= {referral_id: by_role[referral_id] for referral_id in consented}
        # A need that a list brought without the person's agreement: whoever must ask her has to reach her.
        unasked = [referral.id for referral in rows if referral.status == Status.DRAFT]
        grounds |= {referral_id: by_role[referral_id] for referral_id in unasked if referral_id in by_role}
    return grounds


def _may_use_grants(caller: Caller, what: str) -> bool:
    """A delegate keeps the agenda: the name of who comes, no bulletin."""
    return caller.has("professional") or (what == "name" and caller.has("delegate"))


def _coordinates(caller: Caller, referral: Referral, what: str) -> bool:
    """Each coordinator reads the bulletin of her own requests; the other one only by hand-over."""
    if not policies.coordinates(caller, referral):
        return False
    return what == "name" or (what == "social") == (referral.kind == Kind.SOCIAL)


def care_out(
    referral: Referral, person: Person, row: SealedCareBulletin, words: dict[str, Any], ground: str
) -> CareBulletinOut:
    return CareBulletinOut.model_validate(
        {
            **words,
            **_written(row),
            "ground": ground,
            "identity": identity(person, referral),
            "language_codes": person.wishes["languages"],
            "answers": words["answers"] or {},
            "links": words["links"] or [],
        }
    )


def social_out(
    referral: Referral, person: Person, row: SealedSocialBulletin, words: dict[str, Any], ground: str
) -> SocialBulletinOut:
    return SocialBulletinOut.model_validate(
        {
            **words,
            **_written(row),
            "ground": ground,
            "identity": identity(person, referral),
            "cover": person.cover,
            "answers": words["answers"] or {},
        }
    )


def identity(person: Person, referral: Referral) -> Identity:
    return Identity(
        family_name=person.family_name,
        birth_name=person.birth_name,
        given_name=person.given_name,
        birth_date=person.birth_date,
        birth_year=person.birth.get("year"),
        sex=referral.sex,
        address=person.address,
        commune_code=referral.commune_code,
        nir=person.nir,
        **person.contact,
        reliability=reliability(person.identity_proofs),
        representative=person.representative and RepresentativeOut.model_validate(person.representative),
    )


def _written(row: SealedCareBulletin | SealedSocialBulletin) -> dict[str, Any]:
    return {
        "referral_id": row.referral_id,
        "updated_at": row.updated_at,
        "updated_by_name": row.updated_by_name,
        "version": row.version,
    }
