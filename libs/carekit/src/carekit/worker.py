"""The loop of every worker process: jobs that run when something is due or when PostgreSQL notifies."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import asyncpg

from carekit import logs

Run = Callable[[], Awaitable[int]]


@dataclass(frozen=True)
class Job:
    """`run` does what is due and returns how much it did; it is called at least every `every` seconds, and at
    once when one of `channels` is notified."""

    name: str
    run: Run
    every: float
    channels: tuple[str, ...] = ()


class Worker:
    def __init__(self, database_url: str, jobs: list[Job]) -> None:
        self.database_url = database_url
        self.jobs = jobs
        self._stop = asyncio.Event()
        self._wakes = {job.name: asyncio.Event() for job in jobs}

    async def run_forever(self) -> None:
        """Until SIGTERM or SIGINT; a job under way is finished first."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        tasks = [asyncio.create_task(self._keep_running(job)) for job in self.jobs]
        tasks.append(asyncio.create_task(self._listen()))
        await self._stop.wait()
        for wake in self._wakes.values():
            wake.set()
        _, late = await asyncio.wait(tasks, timeout=8)
        for task in late:
            task.cancel()

    async def _keep_running(self, job: Job) -> None:
        wake = self._wakes[job.name]
        while not self._stop.is_set():
            wake.clear()
            try:
                await job.run()
            except Exception as broken:  # a job that fails is tried again; the process lives
                logs.get().error("job failed", job=job.name, exc_info=broken)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(wake.wait(), timeout=job.every)

    async def _listen(self) -> None:
        """Wakes jobs on NOTIFY. Without a connection the jobs still run every so often."""
        by_channel: dict[str, list[asyncio.Event]] = {}
        for job in self.jobs:
            for channel in job.channels:
                by_channel.setdefault(channel, []).append(self._wakes[job.name])
        if not by_channel:
            return
        while not self._stop.is_set():
            try:
                connection = await asyncpg.connect(self.database_url, timeout=5)
            except (OSError, asyncpg.PostgresError, TimeoutError):
                await self._stopped_within(1)
                continue
            lost = asyncio.Event()
            connection.add_termination_listener(lambda *_, lost=lost: lost.set())
            try:
                for channel, wakes in by_channel.items():
                    await connection.add_listener(channel, _waker(wakes))
                for wake in self._wakes.values():
                    wake.set()  # whatever was notified while nobody listened
                await asyncio.wait(
                    [asyncio.ensure_future(self._stop.wait()), asyncio.ensure_future(lost.wait())],
                    return_when=asyncio.FIRST_COMPLETED,
                )
            finally:
                connection.terminate()

    async def _stopped_within(self, seconds: float) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)


def _waker(wakes: list[asyncio.Event]) -> Callable[..., None]:
    def wake(*_: object) -> None:
        for event in wakes:
            event.set()

    return wake
