"""A heavy computation in a process of its own, which ends with it: its libraries never stay in the service's memory,
and it never stands in the way of other requests.

Values go through pipes between two processes of the same code: nothing that anybody sent is unpickled.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

PATIENCE = 60.0  # seconds

Compute = Callable[[object], Awaitable[Any]]


@asynccontextmanager
async def computing(module: str, *, patience: float = PATIENCE) -> AsyncIterator[Compute]:
    """Starts `python -m module` at once: it loads its libraries while the question is read.

    Its `main` is `answer_once`. `TimeoutError` when the answer did not come in time, `RuntimeError` when it broke.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield lambda question: _answer(child, question, patience)
    finally:
        if child.returncode is None:
            child.kill()
            await child.communicate()


def answer_once(warm_up: Callable[[], None], compute: Callable[[Any], object]) -> None:
    """What the child does: one question on its standard input, one answer on its standard output."""
    warm_up()
    question = pickle.load(sys.stdin.buffer)  # noqa: S301  (from our own parent process)
    sys.stdout.buffer.write(pickle.dumps(compute(question)))


async def _answer(child: asyncio.subprocess.Process, question: object, patience: float) -> Any:
    async with asyncio.timeout(patience):
        answer, said = await child.communicate(await asyncio.to_thread(pickle.dumps, question))
    if child.returncode != 0:
        raise RuntimeError(f"the computation ended with {child.returncode}: {said.decode(errors='replace')[-500:]}")
    return await asyncio.to_thread(pickle.loads, answer)
