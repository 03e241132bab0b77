"""A body that is larger than the service's limit, up to the route's own."""

from __future__ import annotations

from fastapi import Request

from carekit.errors import PayloadTooLarge


async def body_up_to(request: Request, limit: int, too_large: type[PayloadTooLarge]) -> bytes:
    """One byte more is refused before it is kept. The path is one of `unlimited_bodies`."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            raise too_large(limit_bytes=limit)
    return bytes(content)
