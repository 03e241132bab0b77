"""The scan hook: files wait for a scanner that the CPTS's host sets up (a program, or clamd), then open or go."""

from __future__ import annotations

import asyncio
import shlex
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import delete, select

from carekit import logs
from carekit.clock import Clock
from carekit.db import Database
from carekit.worker import Job
from referral_svc.disclosure.reports.files import unseal_piece
from referral_svc.disclosure.reports.filing import filed, refused_by_scanner
from referral_svc.disclosure.reports.models import Report, ReportPiece, ReportState
from referral_svc.disclosure.reports.usecases import forget_content
from referral_svc.disclosure.vault import Vault
from referral_svc.known.rounds import every_cpts
from referral_svc.referrals import repository
from referral_svc.referrals.ports import Loop

PATIENCE = 120
"""Seconds that one scan may take."""
#: A file that was announced and never came.
AWAITED_FOR = timedelta(days=1)


class ScannerAway(Exception):
    """It did not answer, or with something else than a verdict: the file goes on waiting."""


class Scanner(Protocol):
    async def is_clean(self, pieces: AsyncIterator[bytes]) -> bool: ...


@dataclass(frozen=True)
class Program:
    """The file on its input; exits 0 when clean and 1 when infected, as clamdscan and most others do."""

    arguments: list[str]

    async def is_clean(self, pieces: AsyncIterator[bytes]) -> bool:
        try:
            process = await asyncio.create_subprocess_exec(
                *self.arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as missing:
            raise ScannerAway(self.arguments[0]) from missing
        try:
            async with asyncio.timeout(PATIENCE):
                assert process.stdin is not None
                try:
                    async for piece in pieces:
                        process.stdin.write(piece)
                        await process.stdin.drain()
                    process.stdin.close()
                except (BrokenPipeError, ConnectionResetError):
                    pass  # it has seen enough: its exit says what
                code = await process.wait()
        except TimeoutError as slow:
            raise ScannerAway("too slow") from slow
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if code not in (0, 1):
            raise ScannerAway(f"exit {code}")
        return code == 0


@dataclass(frozen=True)
class Clamd:
    """clamd's INSTREAM: pieces with their length, then its word. `connect` opens a socket or a connection."""

    address: str

    async def is_clean(self, pieces: AsyncIterator[bytes]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await self._connect()
                try:
                    writer.write(b"zINSTREAM\0")
                    async for piece in pieces:
                        writer.write(struct.pack("!I", len(piece)) + piece)
                        await writer.drain()
                    writer.write(struct.pack("!I", 0))
                    await writer.drain()
                    word = (await reader.readuntil(b"\0")).rstrip(b"\0")
                finally:
                    writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as lost:
            raise ScannerAway("clamd") from lost
        if word.endswith(b"OK"):
            return True
        if word.endswith(b"FOUND"):
            return False
        raise ScannerAway("clamd gave no verdict")

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.address.startswith("/"):
            return await asyncio.open_unix_connection(self.address)
        host, _, port = self.address.rpartition(":")
        return await asyncio.open_connection(host, int(port))


def scanner_of(setting: str | None) -> Scanner | None:
    """Refuses a setting that names neither, at start and not at the first file."""
    if setting is None:
        return None
    kind, _, what = setting.partition(":")
    if kind == "command" and (arguments := shlex.split(what)):
        return Program(arguments)
    if kind == "clamd" and (what.startswith("/") or what.rpartition(":")[2].isdigit()):
        return Clamd(what)
    raise ValueError("REFERRAL_SCANNER is clamd:<host>:<port>, clamd:/<socket> or command:<program>")


@dataclass(frozen=True)
class ReportScans:
    database: Database
    clock: Clock
    vault: Vault
    loop: Loop
    scanner: Scanner | None

    async def run_once(self) -> int:
        """Every file that waits, oldest first. One that makes the scanner fail keeps nobody else waiting."""
        if self.scanner is None:
            return 0
        done = 0
        for cpts_id, report_id in await self._waiting():
            try:
                clean = await self.scanner.is_clean(self._opened(cpts_id, report_id))
            except ScannerAway as away:
                logs.get().warning("scanner away", exc_info=away)
                continue
            done += await self._settle(cpts_id, report_id, clean=clean)
        return done

    async def forget_awaited(self) -> int:
        """Files that were announced a day ago and never came, with what was written beside them."""
        gone = 0
        for cpts_id in await every_cpts(self.database):
            async with self.database.begin(cpts_id) as session:
                rows = await session.execute(
                    delete(Report)
                    .where(
                        Report.state == ReportState.AWAITING_FILE, Report.begun_at < self.clock.now() - AWAITED_FOR
                    )
                    .returning(Report.id)
                )
                gone += len(rows.all())
        return gone

    async def _waiting(self) -> list[tuple[UUID, UUID]]:
        found = []
        for cpts_id in await every_cpts(self.database):
            async with self.database.begin(cpts_id) as session:
                ids = await session.scalars(
                    select(Report.id).where(Report.state == ReportState.TO_SCAN).order_by(Report.begun_at)
                )
                found += [(cpts_id, report_id) for report_id in ids]
        return found

    async def _opened(self, cpts_id: UUID, report_id: UUID) -> AsyncIterator[bytes]:
        """In clear towards the scanner alone, a piece at a time; no connection is held while it looks."""
        async with self.database.begin(cpts_id) as session:
            report = await session.get_one(Report, report_id)
            key = await self.vault.keys.data_key(session, report.referral_id)
        for position in range(report.pieces):
            async with self.database.begin(cpts_id) as session:
                sealed = await session.scalar(
                    select(ReportPiece.sealed).where(
                        ReportPiece.report_id == report_id, ReportPiece.position == position
                    )
                )
            if sealed is None:
                raise ScannerAway("erased meanwhile")
            yield unseal_piece(key, report_id, position, sealed)

    async def _settle(self, cpts_id: UUID, report_id: UUID, *, clean: bool) -> int:
        now = self.clock.now()
        async with self.database.begin(cpts_id) as session:
            referral_id = await session.scalar(select(Report.referral_id).where(Report.id == report_id))
            if referral_id is None:
                return 0
            referral = await repository.referral_for_act(session, referral_id)
            report = await session.get(Report, report_id, populate_existing=True)
            if report is None or report.state != ReportState.TO_SCAN:
                return 0  # erased or taken back while the scanner looked
            if clean:
                report.pass_scan(now)
                await filed(session, self.loop, referral, report, now)
            else:
                report.refuse()
                await forget_content(session, report)
                await refused_by_scanner(session, self.loop, referral, report, now)
            return 1


def jobs(database: Database, clock: Clock, vault: Vault, loop: Loop, scanner: Scanner | None) -> list[Job]:
    scans = ReportScans(database, clock, vault, loop, scanner)
    return [
        Job("report scans", scans.run_once, every=20),
        Job("announced files", scans.forget_awaited, every=3600),
    ]
