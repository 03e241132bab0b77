"""The front: every request from outside enters here and leaves with our headers, or with a named refusal."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from carekit import logs, problems
from carekit.errors import Refusal, Unavailable
from carekit.metrics import Metrics
from gateway.deps import CLIENT, LIVE, Means
from gateway.front import routes
from gateway.front.access import Access
from gateway.front.addresses import Addresses, Internal, counted_as
from gateway.front.buckets import Buckets
from gateway.front.errors import AddressRefused, MethodRefused, NoSuchRoute, PeerTimedOut
from gateway.front.exchange import METHODS, SAFE, Exchange
from gateway.front.headers import SecurityHeaders
from gateway.front.proxy import Body, ClientGone, Proxy, Upstream
from gateway.front.routes import Kind, Route
from gateway.front.site import Site
from gateway.front.streams import OpenStreams
from gateway.partners.bearer import TokenDoor
from gateway.partners.tokens import TOKEN_PATH
from gateway.sessions.cookies import session_cookie
from gateway.sessions.errors import CrossSiteRefused, CsrfRefused, NotInThisCpts, SessionRequired
from gateway.sessions.live import Entry

#: Bodies of the answer link: a token and a few codes.
ANSWER_LINK_LIMIT = 4_000
SESSION_WITHIN = 5.0
ACCOUNTS_WITHIN = 9.0
FORGED = frozenset({b"authorization"})


class Gateway:
    """`accounts` is the application behind the front, in the same process."""

    def __init__(self, accounts: FastAPI, site: Site, upstream: Upstream) -> None:
        means: Means = accounts.state.means
        metrics: Metrics = accounts.state.metrics
        settings = means.settings
        self.accounts = accounts
        self.state = accounts.state
        self._means = means
        self._site = site
        self._headers = SecurityHeaders(settings)
        self._addresses = Addresses(settings.trusted_proxies)
        self._internal = Internal(settings.internal_networks)
        self._access = Access(metrics)
        self._cookie = session_cookie(settings).encode()
        self._public_host = urlsplit(settings.public_url).netloc.encode()
        self._proxies = {name: Proxy(upstream, name, url, self._headers.api) for name, url in settings.peers.items()}
        self._told_to_all = Proxy(upstream, "scheduling", settings.peers["scheduling"], self._headers.told_to_all)
        self._mailbox = (
            Proxy(upstream, "mail-sink", settings.mailbox_url, self._headers.page) if settings.mailbox_url else None
        )
        self._partners = TokenDoor(means, self._proxies["scheduling"])
        self._streams = OpenStreams()
        limits = settings.limits
        self._of_session = Buckets(limits.session_rate, limits.session_burst)
        self._of_address = Buckets(limits.ip_rate, limits.ip_burst)
        self._of_login = Buckets(limits.login_rate, limits.login_burst)
        self._of_answers = Buckets(limits.answer_ip_rate, limits.answer_ip_burst)
        self._of_answer_link = Buckets(limits.answer_token_rate, limits.answer_token_burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._serve(Exchange(scope, receive, send))
        elif scope["type"] == "lifespan":
            await self.accounts(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, exchange: Exchange) -> None:
        started = time.perf_counter()
        route = routes.route_of(exchange.method, exchange.path)
        exchange.route = route.label
        exchange.ours = self._headers.page if route.kind in (Kind.PAGE, Kind.MAILBOX) else self._headers.api
        try:
            await self._answer(exchange, route)
        except Refusal as refusal:
            exchange.rule = refusal.rule()
            # After the first byte nothing more can be said: the connection is cut by not ending the answer.
            if exchange.status is None:
                exchange.ours = self._headers.api
                await exchange.refuse(refusal)
        except ClientGone:
            pass
        except Exception as broken:
            if exchange.status is None:
                exchange.ours = self._headers.api
                await problems.unexpected_response(broken)(exchange.scope, exchange.receive, exchange.send_with_ours)
        finally:
            if not exchange.handed_over:
                self._access.note(exchange, started)

    async def _answer(self, exchange: Exchange, route: Route) -> None:
        if exchange.method not in METHODS:
            raise MethodRefused
        exchange.refuse_excess()
        if routes.is_ambiguous(exchange.path, exchange.scope.get("raw_path") or b""):
            raise AddressRefused
        if exchange.method not in SAFE:
            self._refuse_other_sites(exchange)
        address = self._addresses.of(exchange)
        match route.kind:
            case Kind.SERVICE:
                await self._to_service(exchange, route, address)
            case Kind.PARTNER:
                self._of_address.take(counted_as(address))
                await self._to_partner_base(exchange)
            case Kind.STREAM:
                await self._stream(exchange, route, address)
            case Kind.ACCOUNTS:
                entry = await self._session(exchange, address)
                await self._to_accounts(exchange, address, entry)
            case Kind.PUBLIC_ACCOUNTS:
                limited = routes.tries_to_sign_in(exchange.method, exchange.path)
                (self._of_login if limited else self._of_address).take(counted_as(address))
                await self._to_accounts(exchange, address, None)
            case Kind.ANSWER_LINK:
                await self._to_answer_link(exchange, address)
            case Kind.PUBLIC:
                self._of_address.take(counted_as(address))
                await self._told_to_all.forward(exchange, authorization=None, body_limit=0)
            case Kind.HEALTH:
                self._of_address.take(counted_as(address))
                await self._inside(exchange, self.accounts)
            case Kind.INTERNAL:
                if not self._internal.sent(exchange):
                    raise NoSuchRoute
                await self._inside(exchange, self.accounts)
            case Kind.MAILBOX:
                await self._to_mailbox(exchange, address)
            case Kind.ANSWER_PAGE:
                self._of_address.take(counted_as(address))
                exchange.ours = self._headers.answer_page
                await self._site.answer_page(exchange)
            case Kind.PAGE:
                await self._site.serve(exchange, signed_in=exchange.secret(self._cookie) is not None)
            case Kind.NOWHERE:
                raise NoSuchRoute

    async def _to_service(self, exchange: Exchange, route: Route, address: str) -> None:
        entry = await self._session(exchange, address)
        cpts_id = _cpts_asked(exchange, entry)
        await self._proxies[route.service].forward(
            exchange,
            authorization=entry.authorization(cpts_id, self._means.signer),
            body_limit=None if routes.streams_its_body(exchange.path) else self._means.settings.body_limit,
        )

    async def _to_partner_base(self, exchange: Exchange) -> None:
        """By an access token; a certificate is asked for elsewhere (`partners/listener.py`)."""
        base = routes.base_of(exchange.path)
        if base is None:
            raise NoSuchRoute
        if exchange.method == "GET" and exchange.path == base.metadata:
            await self._proxies["scheduling"].forward(exchange, authorization=None, body_limit=0)
        else:
            await self._partners.pass_on(exchange, base)

    async def _stream(self, exchange: Exchange, route: Route, address: str) -> None:
        """Server-sent events: the service ends them before the token does, so that roles are looked at again."""
        entry = await self._session(exchange, address)
        authorization = entry.authorization(_cpts_asked(exchange, entry), self._means.signer)
        with self._streams.one_more(entry.live.session_id):
            await self._proxies[route.service].forward(
                exchange, authorization=authorization, body_limit=0, streams=True
            )

    async def _to_accounts(self, exchange: Exchange, address: str, entry: Entry | None) -> None:
        """The accounts API trusts the same token as every service, and is handed the verified session."""
        extra = []
        if entry is not None:
            cpts_id = _cpts_asked(exchange, entry)
            extra = [(b"authorization", entry.authorization(cpts_id, self._means.signer))]
        # Where a partner system proves itself, the header is its own; nothing else there reads it.
        scope = exchange.inner_scope(extra, frozenset() if exchange.path == TOKEN_PATH else FORGED)
        scope[LIVE] = entry.live if entry else None
        scope[CLIENT] = counted_as(address)
        exchange.handed_over = True
        try:
            async with asyncio.timeout(ACCOUNTS_WITHIN):
                await self.accounts(scope, exchange.receive, exchange.send_with_ours)
        except TimeoutError:
            raise PeerTimedOut("Whether it was done is not known; look before you repeat", peer="accounts") from None

    async def _to_answer_link(self, exchange: Exchange, address: str) -> None:
        """Without session or CSRF: the link is the proof. Limited per address and per link."""
        self._of_answers.take(counted_as(address))
        content = await Body(exchange, ANSWER_LINK_LIMIT).content()
        body = content if isinstance(content, bytes) else b""
        if content is not None and not isinstance(content, bytes):
            body = b"".join([chunk async for chunk in content])
        self._of_answer_link.take(_link_in(body))
        await self._proxies["referral"].forward(exchange, authorization=None, body_limit=None, given_body=body)

    async def _to_mailbox(self, exchange: Exchange, address: str) -> None:
        if self._mailbox is None:
            raise NoSuchRoute
        self._of_address.take(counted_as(address))
        await self._mailbox.forward(exchange, authorization=None, body_limit=self._means.settings.body_limit)

    async def _inside(self, exchange: Exchange, app: ASGIApp) -> None:
        exchange.handed_over = True
        await app(exchange.inner_scope([], frozenset()), exchange.receive, exchange.send_with_ours)

    async def _session(self, exchange: Exchange, address: str) -> Entry:
        """The verified session, or 401; counted against the session, or against the address of whoever has none."""
        secret = exchange.secret(self._cookie)
        entry = self._means.sessions.remembered(secret) if secret else None
        if entry is None:
            self._of_address.take(counted_as(address))
            entry = await self._find(secret) if secret else None
            if entry is None:
                raise SessionRequired
        self._of_session.take(entry.live.session_id)
        if exchange.method not in SAFE:
            given = exchange.headers.get(b"x-csrf-token", b"")
            if not hmac.compare_digest(given, entry.csrf.encode()):
                raise CsrfRefused
        return entry

    async def _find(self, secret: str) -> Entry | None:
        """When sessions cannot be read, or not in time, nobody gets in."""
        try:
            async with asyncio.timeout(SESSION_WITHIN):
                return await self._means.sessions.find(secret)
        except problems.DATABASE_AWAY as lost:
            logs.get().error("database away", exc_info=lost)
            raise Unavailable("The database does not answer; nothing was changed") from lost

    def _refuse_other_sites(self, exchange: Exchange) -> None:
        """A write that a browser says comes from another site; programs say nothing and pass."""
        site = exchange.headers.get(b"sec-fetch-site")
        if site is not None:
            if site not in (b"same-origin", b"none"):
                raise CrossSiteRefused
            return
        origin = exchange.headers.get(b"origin")
        if origin is not None:
            host = origin.partition(b"://")[2]
            if host not in (exchange.headers.get(b"host", b""), self._public_host):
                raise CrossSiteRefused


def _cpts_asked(exchange: Exchange, entry: Entry) -> UUID | None:
    """The session's CPTS, or for this request alone the one in `X-Cpts`.

    Whether it is the person's is judged where the token is signed: `Entry.authorization`.
    """
    asked = exchange.headers.get(b"x-cpts")
    if asked is None:
        return entry.live.cpts_id
    try:
        return UUID(asked.decode("ascii"))
    except ValueError:
        raise NotInThisCpts from None


def _link_in(body: bytes) -> bytes:
    """What a link is counted as: the hash of its token. A body without one is counted as itself."""
    try:
        token = orjson.loads(body)["token"]
        return hashlib.sha256(token.encode()).digest()
    except (ValueError, KeyError, TypeError, AttributeError):
        return hashlib.sha256(body).digest()
