"""The worker's side: lines become requests, batch by batch, each batch one transaction.

A line and its request are written together, under the lock of the spreadsheet. So a process that is killed loses at
most the batch it was in, the next one goes on behind the last line written, and no line is stated twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Database
from carekit.identifiers import new_id
from carekit.worker import Job
from referral_svc.disclosure.blind import split_answers
from referral_svc.disclosure.intake.usecases import facts_of, person_of, put_bulletins
from referral_svc.disclosure.spreadsheets import usecases
from referral_svc.disclosure.spreadsheets.models import Spreadsheet, SpreadsheetLine
from referral_svc.disclosure.spreadsheets.store import Shelf
from referral_svc.disclosure.spreadsheets.trying import Tried, tried
from referral_svc.disclosure.vault import Vault
from referral_svc.kinds.doors import came_in
from referral_svc.known.repository import today_of, zone_of
from referral_svc.known.rounds import every_cpts, in_every_cpts
from referral_svc.referrals import consenting, stating
from referral_svc.referrals.authors import Author
from referral_svc.referrals.consents import RefusedConsent
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import coordinator_of
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.stating import Agreement
from referral_svc.referrals.values import Criteria

#: Some 10 ms a line: whoever states a need meanwhile waits for the case counter half a second at most.
BATCH = 40


@dataclass(frozen=True)
class Importer:
    """States what spreadsheets hold, and takes it back."""

    database: Database
    clock: Clock
    ports: Ports
    vault: Vault

    def jobs(self) -> list[Job]:
        return [
            Job("spreadsheets", self.run_once, every=15, channels=(usecases.CHANNEL,)),
            Job("old spreadsheets", self.expire_once, every=600),
        ]

    async def run_once(self) -> int:
        done = 0
        for cpts_id in await every_cpts(self.database):
            for sheet_id in await self._waiting(cpts_id, "queued", "running"):
                done += await self._state(cpts_id, sheet_id)
            for sheet_id in await self._waiting(cpts_id, "undoing"):
                done += await self._take_back(cpts_id, sheet_id)
        return done

    async def expire_once(self) -> int:
        return await in_every_cpts(self.database, lambda s: usecases.expire(s, self.vault, self.clock.now()))

    async def _waiting(self, cpts_id: UUID, *states: str) -> list[UUID]:
        async with self.database.begin(cpts_id) as session:
            query = select(Spreadsheet.id).where(Spreadsheet.state.in_(states)).order_by(Spreadsheet.given_at)
            return list(await session.scalars(query))

    async def _state(self, cpts_id: UUID, sheet_id: UUID) -> int:
        """Understood once, then batch by batch; the last one destroys the file."""
        async with self.database.begin(cpts_id) as session:
            sheet = await session.get_one(Spreadsheet, sheet_id, with_for_update=True)
            if sheet.state not in ("queued", "running"):
                return 0
            sheet.state = "running"
            table = await Shelf(self.vault.keys).open(session, sheet)
            today = await today_of(session, cpts_id, self.clock.now())
            done = set(await session.scalars(_lines_of(sheet_id)))
            lines = await tried(session, self.vault, sheet, table, today)
        left = [one for one in lines if one.row.line not in done]
        for start in range(0, len(left), BATCH):
            if not await self._batch(cpts_id, sheet_id, left[start : start + BATCH]):
                return start
        async with self.database.begin(cpts_id) as session:
            sheet = await session.get_one(Spreadsheet, sheet_id, with_for_update=True)
            if sheet.state == "running":
                sheet.state, sheet.finished_at = "done", self.clock.now()
                await Shelf(self.vault.keys).shred(session, sheet, self.clock.now())
        return len(left)

    async def _batch(self, cpts_id: UUID, sheet_id: UUID, lines: Sequence[Tried]) -> bool:
        """False when somebody else has brought the import to its end meanwhile."""
        async with self.database.begin(cpts_id) as session:
            sheet = await session.get_one(Spreadsheet, sheet_id, with_for_update=True)
            if sheet.state != "running":
                return False
            numbers = [one.row.line for one in lines]
            done = set(await session.scalars(_lines_of(sheet_id).where(SpreadsheetLine.line.in_(numbers))))
            zone = await zone_of(session, cpts_id)
            for one in lines:
                if one.row.line not in done:
                    await self._one(session, sheet, one, zone)
            return True

    async def _one(self, session: AsyncSession, sheet: Spreadsheet, one: Tried, zone: ZoneInfo) -> None:
        state = one.comes_to(keep_twins=sheet.keep_twins)
        made_id, case_number = None, None
        if state == "refusal":
            made_id = await self._count_refusal(session, sheet, one)
        elif state in ("stated", "waiting"):
            referral = await self._request(session, sheet, one, zone)
            made_id, case_number = referral.id, referral.case_number
        session.add(
            SpreadsheetLine(
                spreadsheet_id=sheet.id,
                line=one.row.line,
                cpts_id=sheet.cpts_id,
                state=state,
                made_id=made_id,
                case_number=case_number,
                problems=[{"column": problem.column.value, "rule": problem.rule} for problem in one.row.problems],
            )
        )
        await session.flush()

    async def _request(self, session: AsyncSession, sheet: Spreadsheet, one: Tried, zone: ZoneInfo) -> Referral:
        need, row, at = one.row.need, one.row, self.clock.now()
        assert need is not None
        medical, social = split_answers(need.criteria.model_dump())
        criteria = Criteria(frozenset(medical), frozenset(social))
        referral_id, person, caller = new_id(), person_of(need, social), _caller(sheet)
        sex = need.patient.sex.value
        twin = await self.vault.open_request_of_the_same_person(session, sheet.cpts_id, person, sex)
        await self.vault.put_person(session, sheet.cpts_id, referral_id, person, sex, at)
        today = await today_of(session, sheet.cpts_id, at)
        came = await came_in(session, caller, need)
        facts, since = facts_of(need, person, twin, today, came), _instant(row.asked_on, zone, at)
        if row.consent == "yes":
            agreed_at = _instant(row.consent_on, zone, at) or at
            agreement = Agreement(True, need.consent.bulletin_sharing, "oral", agreed_at)
            referral = await stating.state(
                session, self.ports, referral_id, caller, facts, criteria, agreement, at, since=since
            )
        else:
            referral = await stating.wait_for_consent(session, referral_id, caller, facts, criteria, at, since=since)
        await put_bulletins(session, self.vault, referral, need, caller.name, at)
        return referral

    async def _count_refusal(self, session: AsyncSession, sheet: Spreadsheet, one: Tried) -> UUID:
        refused = RefusedConsent(
            id=new_id(),
            cpts_id=sheet.cpts_id,
            kind=sheet.kind,
            commune_code=one.row.commune_code,
            refused_on=await today_of(session, sheet.cpts_id, self.clock.now()),
            recontact_on=None,
            referrer_account_id=sheet.author_account_id,
            referrer_structure=None,
        )
        session.add(refused)
        return refused.id

    async def _take_back(self, cpts_id: UUID, sheet_id: UUID) -> int:
        done = 0
        while True:
            async with self.database.begin(cpts_id) as session:
                sheet = await session.get_one(Spreadsheet, sheet_id, with_for_update=True)
                if sheet.state != "undoing":
                    return done
                made = _of_sheet(sheet_id).where(SpreadsheetLine.state.in_(("stated", "waiting", "refusal")))
                lines = list(await session.scalars(made.order_by(SpreadsheetLine.line).limit(BATCH)))
                for line in lines:
                    await self._unmake(session, sheet, line)
                if len(lines) < BATCH:
                    sheet.state, sheet.finished_at = "undone", self.clock.now()
                done += len(lines)

    async def _unmake(self, session: AsyncSession, sheet: Spreadsheet, line: SpreadsheetLine) -> None:
        """A request that somebody began to work on between the act and its turn stays, and says so."""
        assert line.made_id is not None
        if line.state == "refusal":
            refused = await session.get(RefusedConsent, line.made_id)
            if refused is not None:
                await session.delete(refused)
            line.state = "undone"
            return
        referral = await session.get(Referral, line.made_id, with_for_update=True)
        author = Author(sheet.author_account_id, sheet.author_name)
        at = self.clock.now()
        taken = referral is None or await consenting.unstate(session, self.ports, referral, author, at)
        line.state = "undone" if taken else "kept"


def _lines_of(sheet_id: UUID) -> Select[int]:
    return select(SpreadsheetLine.line).where(SpreadsheetLine.spreadsheet_id == sheet_id)


def _of_sheet(sheet_id: UUID) -> Select[SpreadsheetLine]:
    return select(SpreadsheetLine).where(SpreadsheetLine.spreadsheet_id == sheet_id)


def _caller(sheet: Spreadsheet) -> Caller:
    """The author, as far as a request names who stated it."""
    return Caller(sheet.author_account_id, sheet.author_name, sheet.cpts_id, frozenset({coordinator_of(sheet.kind)}))


def _instant(day: date | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Noon of that day at the CPTS, never after now."""
    return min(datetime.combine(day, time(12), zone), now) if day else None
