"""What is booked in the benches: 600 doctors with their slots, and a server in a process of its own."""

from __future__ import annotations

import asyncio
import os
from uuid import UUID

import asyncpg

from scheduling_svc.settings import Settings

PROFESSIONALS = 600
SLOTS = PROFESSIONALS * 330
CPTS = UUID("00000000-0000-4000-8000-000000000001")
REFERRAL = UUID("00000000-0000-4000-8000-0000000000aa")

_ID = "('00000000-0000-{0}-' || lpad(to_hex({1}), 12, '0'))::uuid"
DOCTOR_OF = _ID.format("4000-8001", f"n % {PROFESSIONALS}")


def slot_id(number: int) -> UUID:
    return UUID(f"00000000-0000-7000-8000-{number:012x}")


async def seed(url: str) -> None:
    """Slots of 15 minutes from tomorrow on, slot n with doctor n modulo 600; and one SNP referral."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(f"set app.cpts_id = '{CPTS}'")
        for statement in (
            f"insert into known_cpts values ('{CPTS}', 'Bench', 'Europe/Paris')",
            f"insert into known_referral values ('{CPTS}', '{REFERRAL}', 'snp', 'stated', null, 1)",
            f"insert into known_professional select '{CPTS}', {DOCTOR_OF}, 'Dr ' || n, '10', true, '[]' "
            f"from generate_series(0, {PROFESSIONALS - 1}) n",
            "insert into known_place select cpts_id, professional_id, professional_id, '10', 'Cabinet', '97001', "
            "'Valbrune', 45.9, 4.6 from known_professional",
            f"""insert into slot (professional_id, slot_id, cpts_id, opening_id, place_id, profession_code,
                    cpts_from, snp_from, starts_at, ends_at, status)
                select {DOCTOR_OF}, {_ID.format("7000-8000", "n")}, '{CPTS}', {DOCTOR_OF}, {DOCTOR_OF}, '10',
                    '2000-01-01Z', '2000-01-01Z',
                    now() + interval '1 day' + (n / {PROFESSIONALS}) * interval '15 minutes',
                    now() + interval '1 day' + (n / {PROFESSIONALS} + 1) * interval '15 minutes', 'free'
                from generate_series(0, {SLOTS - 1}) n""",
            "vacuum analyze",
        ):
            await connection.execute(statement)
    finally:
        await connection.close()


def serve(settings: Settings, port: int) -> None:
    """One worker, as the one-machine system runs it; its log goes nowhere."""
    import sys

    import uvicorn

    from scheduling_svc.main import create_app

    sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (for the life of the process)
    uvicorn.run(create_app(settings), host="127.0.0.1", port=port, log_level="warning", access_log=False)


async def until_ready(port: int) -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise TimeoutError("the server did not start")
