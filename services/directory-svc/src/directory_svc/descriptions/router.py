"""`GET /_snapshot`: how a new consumer starts. Not routed by the gateway."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(include_in_schema=False)
