"""The short form of the benches: they run, and every answer is right. No time is asserted on a shared machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import bench_agenda
import bench_booking
from scene import ALL_FREE, PROFESSIONALS, SLOTS, seed, served

#: The first four days, some that are free for whoever books, and those of the rush.
FEW = (range(PROFESSIONALS * 20), range(ALL_FREE, ALL_FREE + 6000), range(SLOTS - 500, SLOTS))


@pytest.fixture
async def figures(own_database_url: str, tmp_path: Path) -> str:
    await seed(own_database_url, FEW)
    async with served(own_database_url, tmp_path) as one:
        agenda = await bench_agenda.measure(one, rounds=1, seconds=0.3)
        return agenda + await bench_booking.measure(one, rounds=1, seconds=1, share=1500, rush=3)


async def test_the_benches_of_agendas_find_every_answer_right(figures: str) -> None:
    for promise in ("P5", "P5b", "P6", "P6c"):
        assert f"## {promise} " in figures
