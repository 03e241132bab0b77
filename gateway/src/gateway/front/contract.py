"""The merged OpenAPI that is served: the committed contract of every service, else our own part of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI

from carekit import logs


def merged_contract(path: Path | None, accounts: FastAPI) -> dict[str, Any]:
    """A contract that is absent or unreadable keeps nobody from working."""
    if path is not None:
        try:
            document: dict[str, Any] = orjson.loads(path.read_bytes())
            return document
        except (OSError, ValueError) as broken:
            logs.get().warning("contract not readable", exc_info=broken)
    return accounts.openapi()
