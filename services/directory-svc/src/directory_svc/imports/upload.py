"""A large body goes to disk as it arrives: neither process ever holds a whole file in memory."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from directory_svc.imports.errors import FileEmpty, FileTooLarge


@dataclass(frozen=True)
class Received:
    path: Path
    size: int
    digest: str


async def receive(body: AsyncIterator[bytes], folder: Path, import_id: UUID, limit: int) -> Received:
    """Writes `<folder>/<import_id>`, and hashes it on the way. Nothing is left behind when it is refused."""
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    path = folder / str(import_id)
    size, digest, buffered = 0, hashlib.sha256(), bytearray()
    try:
        with path.open("xb") as out:
            async for chunk in body:
                size += len(chunk)
                if size > limit:
                    raise FileTooLarge(f"The limit is {limit} bytes", limit_bytes=limit)
                digest.update(chunk)
                buffered += chunk
                if len(buffered) >= 1 << 20:
                    await asyncio.to_thread(out.write, bytes(buffered))
                    buffered.clear()
            await asyncio.to_thread(out.write, bytes(buffered))
        if size == 0:
            raise FileEmpty
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Received(path, size, digest.hexdigest())
