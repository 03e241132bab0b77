"""Files of reports: told apart by their first bytes, cut into pieces, each piece sealed. Nothing of it in clear on
disk, and never more than a piece or two in memory."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import IO, Literal
from uuid import UUID

from referral_svc.disclosure import crypto
from referral_svc.disclosure.errors import FileEmpty, FileNotWhatItSays, FileTooLarge

PIECE = 256 * 1024

MediaType = Literal["application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic", "image/tiff"]

_EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "image/tiff": (".tif", ".tiff"),
}


def extension_fits(name: str, media_type: str) -> bool:
    return name.lower().endswith(_EXTENSIONS[media_type])


def media_type_of(start: bytes) -> str | None:
    """By its signature alone. A file that bears none of these is not taken, whatever its name says."""
    if start.startswith(b"%PDF-"):
        return "application/pdf"
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"):
        return "image/heic"
    if start[:4] in (b"II*\x00", b"MM\x00*"):
        return "image/tiff"
    return None


def _place(report_id: UUID, position: int) -> bytes:
    return f"report_piece:{report_id}:{position}".encode()


def unseal_piece(key: bytes, report_id: UUID, position: int, sealed: bytes) -> bytes:
    return crypto.unseal(key, sealed, _place(report_id, position))


@dataclass(frozen=True)
class SealedFile:
    """A file on its way to the database: sealed pieces one after the other in a nameless temporary file."""

    spool: IO[bytes]
    size_bytes: int
    pieces: int

    def each(self) -> Iterator[tuple[int, bytes]]:
        self.spool.seek(0)
        for position in range(self.pieces):
            (length,) = struct.unpack("!I", self.spool.read(4))
            yield position, self.spool.read(length)


async def seal_file(
    key: bytes, report_id: UUID, media_type: str, body: AsyncIterator[bytes], limit_bytes: int
) -> SealedFile:
    """Takes the body as it comes. The caller closes the spool."""
    spool = tempfile.TemporaryFile()  # noqa: SIM115  (it outlives this function)
    try:
        size = position = 0
        async for piece in _pieces(body):
            size += len(piece)
            if size > limit_bytes:
                raise FileTooLarge(f"The limit is {limit_bytes} bytes", limit_bytes=limit_bytes)
            if position == 0 and media_type_of(piece) != media_type:
                raise FileNotWhatItSays
            sealed = crypto.seal(key, piece, _place(report_id, position))
            spool.write(struct.pack("!I", len(sealed)) + sealed)
            position += 1
        if size == 0:
            raise FileEmpty
        return SealedFile(spool, size, position)
    except BaseException:
        spool.close()
        raise


async def _pieces(body: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes, cut at every 256 KiB however they came."""
    held = bytearray()
    async for chunk in body:
        held += chunk
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
