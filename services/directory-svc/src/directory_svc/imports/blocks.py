"""A delimited file read in blocks of whole lines: constant memory whatever its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory_svc.imports.errors import FileUnreadable, NotThisFormat

BLOCK = 16 << 20
_LONGEST_LINE = 1 << 20
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Block:
    """Whole lines, without carriage returns, other control characters or backslashes.

    `first_line` counts from 1, the header included.
    """

    first_line: int
    data: bytes


def header(path: Path) -> str:
    """The first line, without its end."""
    try:
        with path.open("rb") as file:
            first = file.readline(_LONGEST_LINE)
        return first.removeprefix(_BOM).rstrip(b"\r\n").decode("utf-8")
    except (OSError, UnicodeDecodeError) as refused:
        raise FileUnreadable from refused


def blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """The lines after the header."""
    with path.open("rb") as file:
        file.readline(_LONGEST_LINE)
        line, rest = 2, b""
        while chunk := file.read(size):
            end = chunk.rfind(b"\n") + 1
            if end == 0:
                rest += chunk
                if len(rest) > size + _LONGEST_LINE:
                    raise NotThisFormat("A line is longer than a megabyte")
                continue
            data = _clean(rest + chunk[:end])
            yield Block(line, data)
            line += data.count(b"\n")
            rest = chunk[end:]
        if rest.strip():
            yield Block(line, _clean(rest) + b"\n")


#: What COPY's text format, a terminal or a log would take for their own becomes a blank.
_BLANKS = bytes(range(32)).replace(b"\n", b"") + b"\\\x7f"
_TABLE = bytes.maketrans(_BLANKS, b" " * len(_BLANKS))


def _clean(data: bytes) -> bytes:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    return data.translate(_TABLE)
