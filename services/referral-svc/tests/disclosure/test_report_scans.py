"""The scan hook, with a real program and a real socket: nobody reads a file before the scanner did."""

import asyncio
import struct
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from referral_svc.disclosure.reports.scans import ReportScans, Scanner, ScannerAway, scanner_of

from ..build import World
from .reporting import PDF, announced, case, given, open_to, path

VIRUS = b"%PDF-1.7 pretends to be EVIL-CONTENT"
#: Exits as clamdscan does: 0 clean, 1 infected.
PROGRAM = "import sys; sys.exit(1 if b'EVIL' in sys.stdin.buffer.read() else 0)"


@pytest.fixture
def scanned(world: World) -> Iterator[World]:
    state = world.app.state
    before, state.settings = state.settings, state.settings.model_copy(update={"scanner": "command:scan"})
    yield world
    state.settings = before


def scans(world: World, scanner: Scanner | None) -> ReportScans:
    return ReportScans(world.database, world.clock, world.app.state.vault, world.ports.loop, scanner)


def program() -> Scanner:
    found = scanner_of(f'command:{sys.executable} -c "{PROGRAM}"')
    assert found is not None
    return found


@asynccontextmanager
async def clamd(verdict: bytes | None = None) -> AsyncIterator[str]:
    """Speaks clamd's INSTREAM; without a `verdict` it looks for the word itself."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        seen = b""
        while length := struct.unpack("!I", await reader.readexactly(4))[0]:
            seen += await reader.readexactly(length)
        found = b"stream: Evil FOUND\0" if b"EVIL" in seen else b"stream: OK\0"
        writer.write(found if verdict is None else verdict)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"clamd:127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def bytes_of(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.mark.parametrize("setting", ["", "clamav", "command:", "clamd:nowhere"])
def test_a_setting_that_names_no_scanner_is_refused_at_start(setting: str) -> None:
    with pytest.raises(ValueError, match="REFERRAL_SCANNER"):
        scanner_of(setting)


@pytest.mark.parametrize("setting", ["clamd:127.0.0.1:1", "clamd:/nowhere/clamd.ctl", "command:/nowhere/scan"])
async def test_a_scanner_that_is_away_gives_no_verdict(setting: str) -> None:
    scanner = scanner_of(setting)
    assert scanner is not None
    with pytest.raises(ScannerAway):
        await scanner.is_clean(bytes_of(PDF))


async def test_a_scanner_that_says_something_else_gives_no_verdict() -> None:
    broken = scanner_of(f"command:{sys.executable} -c 'raise SystemExit(2)'")
    assert broken is not None
    with pytest.raises(ScannerAway):
        await broken.is_clean(bytes_of(PDF))
    async with clamd(b"INSTREAM size limit exceeded. ERROR\0") as setting:
        scanner = scanner_of(setting)
        assert scanner is not None
        with pytest.raises(ScannerAway):
            await scanner.is_clean(bytes_of(PDF))


async def test_clamd_and_a_program_say_the_same() -> None:
    async with clamd() as setting:
        spoken = scanner_of(setting)
        assert spoken is not None
        for scanner in (spoken, program()):
            assert await scanner.is_clean(bytes_of(PDF))
            assert not await scanner.is_clean(bytes_of(VIRUS))


async def test_nobody_reads_a_file_before_the_scanner_and_its_state_says_so(scanned: World) -> None:
    world = scanned
    referral, author, doctor = await case(world)
    report = await announced(world, doctor, referral)
    assert (await given(world, doctor, report)).json()["state"] == "to_scan"
    door = f"/report-files/{report['report_id']}"
    assert await open_to(world, author, referral) == []
    for who in (doctor, world.coordinator):
        assert await world.refused(who, "GET", door) == (409, "report-not-readable")
    away = scanner_of("command:/nowhere/scan")
    assert await scans(world, away).run_once() == 0, "it waits for the scanner"
    assert await scans(world, program()).run_once() == 1
    assert (await world.ask(author, "GET", door)).content == PDF
    assert [(one["state"], one["scan"]) for one in await open_to(world, author, referral)] == [("filed", "clean")]
    assert "report" in await told(world, referral, "referrer")


async def test_an_infected_file_is_destroyed_and_its_author_alone_is_told(scanned: World) -> None:
    world = scanned
    referral, author, doctor = await case(world)
    report = await announced(world, doctor, referral)
    await given(world, doctor, report, VIRUS)
    assert await scans(world, program()).run_once() == 1
    assert await world.rows("select 1 from report_piece") == []
    assert [one["state"] for one in await open_to(world, doctor, referral)] == ["refused"]
    assert await open_to(world, author, referral) == []
    assert await told(world, referral, "accepting_professional") == ["placed", "report_refused"]
    assert await told(world, referral, "referrer") == ["placed"]


async def test_a_file_that_never_came_is_forgotten_after_a_day(world: World) -> None:
    referral, _, doctor = await case(world)
    await announced(world, doctor, referral)
    assert await scans(world, None).forget_awaited() == 0
    world.clock.advance(timedelta(days=1, minutes=1))
    assert await scans(world, None).forget_awaited() == 1


async def told(world: World, referral: Any, part: str) -> list[str]:
    found = (await world.get(world.coordinator, path(referral, "/participants")))["items"]
    return [notice["subject"] for one in found if one["part"] == part for notice in one["notices"]]
