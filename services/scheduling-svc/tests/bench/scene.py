"""What the agenda benches look at: 1,000 practitioners with 12 weeks of slots, and a server in a process of its own.

Slot n is the (n ÷ 1,000)th of practitioner n modulo 1,000: five a day from tomorrow on. Of the first four days every
fourth is free, so that each has four in the next 72 hours; then six in ten until day 40; then all.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
from pydantic import SecretStr

from carekit.embedded_postgres import EmbeddedPostgres
from carekit.migrations import upgrade
from carekit.processes import free_port
from carekit.provisioning import Role, provide_database, provide_role
from carekit.testing.keys import write_keys
from scheduling_svc.settings import Settings

PROFESSIONALS = 1000
DAYS, A_DAY = 84, 5
SLOTS = PROFESSIONALS * DAYS * A_DAY
#: From this slot on all are free.
ALL_FREE = PROFESSIONALS * 40 * A_DAY
#: CPTS of the platform beside the one that is measured: a department has about fifteen.
OTHERS = 14
CPTS = UUID("00000000-0000-4000-8000-000000000001")
REFERRAL = UUID("00000000-0000-4000-8000-0000000000aa")
#: The middle of the territory, and how far it reaches each way, degrees.
LAT, LON, REACH = 45.9, 4.6, 0.4
ALEMBIC = Path(__file__).parents[2] / "alembic.ini"

_ID = "('00000000-0000-{0}-' || lpad(to_hex({1}), 12, '0'))::uuid"
DOCTOR_OF = _ID.format("4000-8001", f"n % {PROFESSIONALS}")
_STARTS = (
    f"date_trunc('day', now()) + interval '1 day' * (1 + n / {PROFESSIONALS} / {A_DAY}) "
    f"+ interval '8 hours' + interval '30 minutes' * (n / {PROFESSIONALS} % {A_DAY})"
)
_STATUS = f"""case when n / {PROFESSIONALS} < {4 * A_DAY} and n / {PROFESSIONALS} % 4 = 0 then 'free'
    when n / {PROFESSIONALS} < {4 * A_DAY} then 'booked'
    when n < {ALL_FREE} and n % 7 * (n / 7 % 3) % 5 >= 3 then 'booked' else 'free' end"""


def slot_id(number: int) -> UUID:
    return UUID(f"00000000-0000-7000-8000-{number:012x}")


def rpps(number: int) -> str:
    return f"10{number:09d}"


@dataclass
class Bench:
    """A service, its database and the keys that it trusts."""

    url: str
    folder: Path
    settings: Settings
    port: int


async def seed(url: str, numbers: Sequence[range] = (range(SLOTS),)) -> None:
    """Practitioners over the territory, six in ten of them general practitioners, and the slots of these numbers;
    one SNP referral."""
    everybody = f"generate_series(0, {PROFESSIONALS - 1}) n"
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"set app.cpts_id = '{CPTS}'")
        for statement in (
            f"insert into known_cpts values ('{CPTS}', 'Bench', 'Europe/Paris', '960000011', '0199000000')",
            f"insert into known_cpts select {_ID.format('4000-8002', 'n')}, 'Autre', 'Europe/Paris' "
            f"from generate_series(1, {OTHERS}) n",
            f"insert into known_referral values ('{CPTS}', '{REFERRAL}', 'snp', 'stated', null, 1)",
            f"""insert into known_professional (cpts_id, professional_id, display_name, profession_code, is_member,
                    absences, rpps, family_name, given_name, specialty_codes, phone, languages)
                select '{CPTS}', {DOCTOR_OF}, 'Dr ' || n, case when n % 10 < 6 then '10' else '60' end, true,
                    '[]', '10' || lpad(n::text, 9, '0'), 'Exemple ' || n, 'Jeanne', '{{SM54}}', '0199000001', '{{fr}}'
                from {everybody}""",
            f"""insert into known_place (cpts_id, professional_id, place_id, profession_code, label, address,
                    postal_code, structure_id, commune_code, commune_name, lat, lon)
                select cpts_id, professional_id, professional_id, profession_code, 'Cabinet', '1 rue du Port',
                    '97001', '1960000016', '97001', 'Valbrune',
                    {LAT} + {REACH} * (2 * (hashtext(rpps) & 1023) / 1023.0 - 1),
                    {LON} + {REACH} * (2 * (hashtext(rpps || 'x') & 1023) / 1023.0 - 1)
                from known_professional""",
            *(_slots(part) for part in numbers),
            """insert into appointment (professional_id, appointment_id, cpts_id, slot_id, starts_at, ends_at,
                    modality, lane, status, reason_code, booked_by, booked_at, version)
                select professional_id, slot_id, cpts_id, slot_id, starts_at, ends_at, 'AMB', 0, 'booked', 'snp',
                    professional_id, now(), 1 from slot where status = 'booked'""",
            "vacuum analyze",
        ):
            await connection.execute(statement)
    finally:
        await connection.close()


def _slots(numbers: range) -> str:
    return f"""insert into slot (professional_id, slot_id, cpts_id, opening_id, place_id, profession_code,
            cpts_from, snp_from, starts_at, ends_at, status)
        select {DOCTOR_OF}, {_ID.format("7000-8000", "n")}, '{CPTS}', {DOCTOR_OF}, {DOCTOR_OF},
            case when n % {PROFESSIONALS} % 10 < 6 then '10' else '60' end, '2000-01-01Z', '2000-01-01Z',
            {_STARTS}, {_STARTS} + interval '15 minutes', {_STATUS}
        from generate_series({numbers.start}, {numbers.stop - 1}) n"""


@asynccontextmanager
async def bench() -> AsyncIterator[Bench]:
    """The whole scene on a PostgreSQL of its own, durable, and one worker that serves it."""
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as name:
        os.chmod(name, 0o755)
        postgres = EmbeddedPostgres(Path(name) / "postgres", free_port(), durable=True)
        postgres.start()
        try:
            async with served(await _database(postgres), Path(name)) as one:
                yield one
        finally:
            postgres.stop()


@asynccontextmanager
async def served(url: str, folder: Path) -> AsyncIterator[Bench]:
    """One worker on a database that is there."""
    keys = write_keys(folder)
    settings = Settings(
        database_url=SecretStr(url), signing_key=keys.private("scheduling-svc"), trusted_keys=keys.trusted
    )
    one = Bench(url, folder, settings, free_port())
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(settings, one.port), daemon=True)
    server.start()
    try:
        await until_ready(one.port)
        yield one
    finally:
        server.terminate()
        server.join()


async def _database(postgres: EmbeddedPostgres) -> str:
    role = Role("scheduling_bench", "bench")
    await provide_role(postgres.url(), role)
    await provide_database(postgres.url(), "scheduling_bench", role.name)
    url = f"postgresql://{role.name}:{role.password}@127.0.0.1:{postgres.port}/scheduling_bench"
    await asyncio.to_thread(upgrade, ALEMBIC, url)
    await seed(url)
    return url


def serve(settings: Settings, port: int) -> None:
    """One worker, as the one-machine system runs it; its log goes nowhere."""
    import sys

    import uvicorn

    from scheduling_svc.main import create_app

    sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (for the life of the process)
    uvicorn.run(create_app(settings), host="127.0.0.1", port=port, log_level="warning", access_log=False)


async def until_ready(port: int) -> None:
    for _ in range(900):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise TimeoutError("the server did not start")
