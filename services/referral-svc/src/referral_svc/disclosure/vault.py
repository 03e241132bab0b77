"""Puts a person and their bulletins away, and takes them out again. Who may ask is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.disclosure import crypto
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.keyring import KeyRing
from referral_svc.disclosure.models import SealedCareBulletin, SealedPerson, SealedSocialBulletin
from referral_svc.disclosure.reports.models import Report, ReportPiece
from referral_svc.disclosure.threads.models import ThreadMessage, ThreadReader
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.transitions import OPEN

Bulletin = TypeVar("Bulletin", SealedCareBulletin, SealedSocialBulletin)
_IDENTITY = ("family_name", "birth_name", "given_name", "birth", "identity_proofs")


@dataclass(frozen=True)
class Person:
    """The sealed values, open. Exists for the length of one request."""

    family_name: str
    birth_name: str | None
    given_name: str
    birth: dict[str, Any]
    address: str | None
    contact: dict[str, Any]
    nir: str | None
    cover: str
    wishes: dict[str, Any]
    social_criteria: list[str]
    informed_by: str | None
    #: {name, link, phone} of who speaks for a minor or a protected adult.
    representative: dict[str, Any] | None = None
    #: A document that was seen, an INS (`identity/proofs.py`); none of a provisional identity.
    identity_proofs: dict[str, Any] | None = None

    @property
    def birth_date(self) -> date | None:
        return date.fromisoformat(self.birth["date"]) if self.birth.get("date") else None


@dataclass(frozen=True)
class Vault:
    keys: KeyRing

    async def put_person(
        self, session: AsyncSession, cpts_id: UUID, referral_id: UUID, person: Person, sex: str, at: datetime
    ) -> None:
        key = await self.keys.new_data_key(session, cpts_id, referral_id, at)
        by_date, by_year = self.same(cpts_id, person, sex)
        sealed = crypto.seal_record(key, SealedPerson.__tablename__, referral_id, 1, vars(person))
        session.add(
            SealedPerson(
                referral_id=referral_id,
                cpts_id=cpts_id,
                version=1,
                same_by_date=by_date,
                same_by_year=by_year,
                **sealed,
            )
        )

    async def person(self, session: AsyncSession, referral_id: UUID) -> Person:
        people = await self.people(session, [referral_id])
        if referral_id not in people:
            raise BulletinErased
        return people[referral_id]

    async def people(self, session: AsyncSession, referral_ids: list[UUID]) -> dict[UUID, Person]:
        """Those whose key still exists."""
        keys = await self.keys.data_keys(session, referral_ids)
        rows = await session.scalars(select(SealedPerson).where(SealedPerson.referral_id.in_(list(keys))))
        return {row.referral_id: Person(**_open(keys[row.referral_id], row)) for row in rows}

    async def wishes(self, session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
        """The sealed wishes alone: no name is opened to compare a practice."""
        return {
            who: values["wishes"] for who, values in (await self.columns(session, referral_ids, ("wishes",))).items()
        }

    async def columns(
        self, session: AsyncSession, referral_ids: Sequence[UUID], names: tuple[str, ...]
    ) -> dict[UUID, dict[str, Any]]:
        """Some columns alone of the persons whose key still exists: what is not named stays sealed."""
        keys = await self.keys.data_keys(session, list(referral_ids))
        rows = await session.execute(
            select(
                SealedPerson.referral_id, SealedPerson.version, *(getattr(SealedPerson, name) for name in names)
            ).where(SealedPerson.referral_id.in_(list(keys)))
        )
        table = SealedPerson.__tablename__
        return {
            row.referral_id: crypto.unseal_record(
                keys[row.referral_id],
                table,
                row.referral_id,
                row.version,
                {name: getattr(row, name) for name in names},
            )
            for row in rows
        }

    async def change_person(self, session: AsyncSession, referral_id: UUID, changes: dict[str, Any]) -> Person:
        """Seals the whole record again under its next version. Names and birth do not change this way."""
        key = await self.keys.data_key(session, referral_id)
        row = await session.get_one(SealedPerson, referral_id, with_for_update=True)
        values = {**_open(key, row), **changes}
        row.version += 1
        _reseal(key, row, values)
        return Person(**values)

    async def take_identity(self, session: AsyncSession, referral: Referral, of: Person) -> None:
        """Names, birth and what proves them become those of another request about the same person."""
        person = await self.change_person(session, referral.id, {name: getattr(of, name) for name in _IDENTITY})
        row = await session.get_one(SealedPerson, referral.id)
        row.same_by_date, row.same_by_year = self.same(referral.cpts_id, person, referral.sex.value)

    async def put_bulletin(
        self,
        session: AsyncSession,
        kind: type[Bulletin],
        referral: Referral,
        values: dict[str, Any],
        by_name: str,
        at: datetime,
    ) -> Bulletin:
        """Writes the bulletin, or its next version."""
        key = await self.keys.data_key(session, referral.id)
        row = await session.get(kind, referral.id, with_for_update=True)
        if row is None:
            row = kind(referral_id=referral.id, cpts_id=referral.cpts_id, version=0)
            session.add(row)
        row.version += 1
        row.updated_at = at
        row.updated_by_name = by_name
        _reseal(key, row, {name: values.get(name) for name in kind.SEALED})
        return row

    async def open_bulletin(
        self, session: AsyncSession, row: SealedCareBulletin | SealedSocialBulletin
    ) -> dict[str, Any]:
        return _open(await self.keys.data_key(session, row.referral_id), row)

    async def erase(self, session: AsyncSession, referral_id: UUID) -> None:
        """The key first, by which backups are noise too; then the noise itself, blind indexes with it."""
        await self.keys.erase(session, referral_id)
        for sealed in (
            SealedPerson,
            SealedCareBulletin,
            SealedSocialBulletin,
            ThreadMessage,
            ThreadReader,
            ReportPiece,
            Report,
        ):
            await session.execute(delete(sealed).where(sealed.referral_id == referral_id))

    async def open_request_of_the_same_person(
        self, session: AsyncSession, cpts_id: UUID, person: Person, sex: str
    ) -> UUID | None:
        """The newest open request whose blind index says: same birth name, first name, sex and birth."""
        by_date, by_year = self.same(cpts_id, person, sex)
        if by_year is None:
            return None
        alike = SealedPerson.same_by_date == by_date if by_date else SealedPerson.same_by_year == by_year
        year_alone = (SealedPerson.same_by_year == by_year) & SealedPerson.same_by_date.is_(None)
        found: UUID | None = await session.scalar(
            select(SealedPerson.referral_id)
            .join(Referral, Referral.id == SealedPerson.referral_id)
            .where(or_(alike, year_alone), Referral.status.in_([*OPEN, Status.ON_HOLD]))
            .order_by(SealedPerson.referral_id.desc())
            .limit(1)
        )
        return found

    def same(self, cpts_id: UUID, person: Person, sex: str) -> tuple[bytes | None, bytes | None]:
        year = person.birth_date.year if person.birth_date else person.birth.get("year")
        if year is None:
            return None, None
        names = (crypto.normalised(person.birth_name or person.family_name), crypto.normalised(person.given_name))
        by_date = (
            crypto.blind_index(self.keys.index_key, cpts_id, "same_by_date", *names, sex, str(person.birth_date))
            if person.birth_date
            else None
        )
        return by_date, crypto.blind_index(self.keys.index_key, cpts_id, "same_by_year", *names, sex, str(year))


def _open(key: bytes, row: SealedPerson | SealedCareBulletin | SealedSocialBulletin) -> dict[str, Any]:
    """A column that is younger than the row holds nothing: nothing was said."""
    values = {column: getattr(row, column) for column in row.SEALED}
    sealed = {column: value for column, value in values.items() if value is not None}
    opened = crypto.unseal_record(key, row.__tablename__, row.referral_id, row.version, sealed)
    return dict.fromkeys(row.SEALED) | opened


def _reseal(
    key: bytes, row: SealedPerson | SealedCareBulletin | SealedSocialBulletin, values: dict[str, Any]
) -> None:
    for column, value in crypto.seal_record(key, row.__tablename__, row.referral_id, row.version, values).items():
        setattr(row, column, value)
