"""The built web application, the answer page and the documentation, from memory."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from gateway.front.errors import MethodRefused, NotBuilt
from gateway.front.exchange import Exchange
from gateway.front.headers import Headers

#: Vite names these after their content: whoever has one has it for good.
HASHED = "/assets/"
FOREVER = b"public, max-age=31536000, immutable"
ASK_EACH_TIME = b"no-cache"
#: The application first asks who is signed in: the browser may ask while the code is still on its way.
ASKED_FIRST = (b"link", b"</api/accounts/v1/session>; rel=preload; as=fetch; crossorigin=anonymous")
#: Small or already compressed files gain nothing.
WORTH_COMPRESSING = 512
COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest+json")
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}


@dataclass(frozen=True)
class Page:
    body: bytes
    packed: bytes | None
    media_type: str
    etag: bytes
    caching: bytes

    @classmethod
    def of(cls, body: bytes, media_type: str, caching: bytes = ASK_EACH_TIME) -> Page:
        packed = None
        if media_type.startswith(COMPRESSIBLE) and len(body) >= WORTH_COMPRESSING:
            packed = gzip.compress(body, 9, mtime=0)
        if media_type.startswith("text/"):
            media_type += "; charset=utf-8"
        etag = b'"' + hashlib.sha256(body).hexdigest()[:24].encode() + b'"'
        return cls(body, packed, media_type, etag, caching)


class Site:
    """`extra` holds pages made in this process: the documentation and the merged OpenAPI."""

    def __init__(self, folder: Path | None, extra: dict[str, Page]) -> None:
        self._pages = {**_pages_in(folder), **extra}
        self._index = self._pages.get("/index.html")
        self._answer = self._pages.get("/reponse.html")

    async def serve(self, exchange: Exchange, *, signed_in: bool) -> None:
        """A file, else the application itself for any path of a page."""
        if exchange.method not in ("GET", "HEAD"):
            raise MethodRefused
        page = self._pages.get(exchange.path)
        if page is None and _is_page_path(exchange.path):
            page = self._index
            if page is None:
                raise NotBuilt
        if page is None:
            await exchange.answer(404, [(b"content-type", b"text/plain; charset=utf-8")], b"404\n")
            return
        await _give(exchange, page, *([ASKED_FIRST] if page is self._index and signed_in else []))

    async def answer_page(self, exchange: Exchange) -> None:
        """The same page for every link: the token in the address is neither read nor looked up here."""
        if exchange.method not in ("GET", "HEAD"):
            raise MethodRefused
        if self._answer is None:
            raise NotBuilt
        await _give(exchange, self._answer)


def _is_page_path(path: str) -> bool:
    """`/demandes/0190…` is a page; `/assets/gone.js` is a file that is not there."""
    return not path.startswith(HASHED) and "." not in path.rpartition("/")[2]


async def _give(exchange: Exchange, page: Page, *more: tuple[bytes, bytes]) -> None:
    stores_nothing = any(name == b"cache-control" for name, _ in exchange.ours)
    headers: Headers = [(b"etag", page.etag), (b"vary", b"accept-encoding"), *more]
    if not stores_nothing:
        headers.append((b"cache-control", page.caching))
    asked = exchange.headers.get(b"if-none-match", b"")
    if page.etag in [tag.strip().removeprefix(b"W/") for tag in asked.split(b",")]:
        await exchange.answer(304, headers, b"")
        return
    headers.append((b"content-type", page.media_type.encode()))
    body = page.body
    if page.packed is not None and b"gzip" in exchange.headers.get(b"accept-encoding", b""):
        body = page.packed
        headers.append((b"content-encoding", b"gzip"))
    await exchange.answer(200, headers, body)


def _pages_in(folder: Path | None) -> dict[str, Page]:
    """Every file of the built application by its address. A few megabytes, read once at the start."""
    if folder is None or not folder.is_dir():
        return {}
    pages = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in relative.split("/")):
            address = f"/{relative}"
            kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            caching = FOREVER if address.startswith(HASHED) else ASK_EACH_TIME
            pages[address] = Page.of(path.read_bytes(), kind, caching)
    if "/index.html" in pages:
        pages["/"] = pages["/index.html"]
    return pages
