"""`create_app` of every service ends here: the same edges (ids, limits, problems, health, metrics) for all.

def create_app(settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    return service.build(name="referral-svc", title=..., settings=settings or Settings(), clock=..., routers=[...])
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from carekit import health, idempotency, logs, outcomes, problems
from carekit.auth import ServiceIdentity, TokenVerifier
from carekit.clock import Clock, SystemClock
from carekit.db import Database
from carekit.errors import PayloadTooLarge
from carekit.metrics import Metrics
from carekit.settings import ServiceSettings

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Edge:
    """Outermost ASGI layer: request id, body limit, access log without path parameters, metrics, no-store."""

    def __init__(self, app: ASGIApp, name: str, metrics: Metrics, body_limit: int, unlimited: frozenset[str]) -> None:
        self.app = app
        self.name = name
        self.metrics = metrics
        self.body_limit = body_limit
        self.unlimited = unlimited

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        rid = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
        token = logs.request_id.set(rid)
        started = time.perf_counter()
        status: int | None = None
        logs.service.set(self.name)

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                sent = message.setdefault("headers", [])
                sent.append((b"x-request-id", rid.encode()))
                if not any(name == b"cache-control" for name, _ in sent):
                    sent.append((b"cache-control", b"no-store"))
            await send(message)

        try:
            limited = receive
            path: str = scope["path"]
            if path not in self.unlimited and path.rpartition("/")[0] + "/" not in self.unlimited:
                declared = headers.get(b"content-length", b"0")
                if declared.isdigit() and int(declared) > self.body_limit:
                    await self._too_large()(scope, receive, watched_send)
                    return
                limited = self._limited(receive)
            try:
                await self.app(scope, limited, watched_send)
            except Exception as broken:
                # Here rather than in a FastAPI handler, which would run outside and lose the request id.
                if status is not None:
                    raise
                await problems.unexpected_response(broken)(scope, receive, watched_send)
        finally:
            self._note(scope, status or 500, started)
            logs.request_id.reset(token)

    def _too_large(self) -> Response:
        return problems.refusal_response(
            PayloadTooLarge(f"The limit is {self.body_limit} bytes", limit_bytes=self.body_limit)
        )

    def _limited(self, receive: Receive) -> Receive:
        read = 0

        async def limited_receive() -> Message:
            nonlocal read
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > self.body_limit:
                    # FastAPI turns anything else that a body read raises into a 400.
                    raise HTTPException(413, PayloadTooLarge.title)
            return message

        return limited_receive

    def _note(self, scope: Scope, status: int, started: float) -> None:
        seconds = time.perf_counter() - started
        route = getattr(scope.get("route"), "path", "unrouted")
        if route in ("/healthz", "/readyz", "/metrics"):
            return
        self.metrics.requests.labels(scope["method"], route, str(status)).inc()
        self.metrics.seconds.labels(route).observe(seconds)
        logs.get().info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            duration_ms=round(seconds * 1000, 1),
        )


Startup = Callable[[FastAPI], Awaitable[None]]
#: More checks of /readyz, for instance of peers: name -> "ok" or why not.
Readiness = Callable[[FastAPI], Awaitable[dict[str, str]]]


def build(
    *,
    name: str,
    title: str,
    description: str,
    settings: ServiceSettings,
    routers: list[APIRouter],
    clock: Clock | None = None,
    migrations: Path | None = None,
    unlimited_bodies: frozenset[str] = frozenset(),
    on_start: Startup | None = None,
    on_stop: Startup | None = None,
    more_readiness: Readiness | None = None,
) -> FastAPI:
    """One service. `app.state` carries settings, database, clock, verifier, identity and metrics for `deps.py`.

    `unlimited_bodies` are the paths that stream large files and check their own limit; one that ends with `/` means
    what stands right below it.
    """
    logs.configure(name)
    app = FastAPI(
        title=title,
        description=description,
        version="1",
        lifespan=_lifespan(on_start, on_stop),
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        separate_input_output_schemas=False,
    )
    _carry(app, name, settings, clock or SystemClock())
    app.state.more_readiness = more_readiness
    app.state.revision = health.newest_revision(migrations) if migrations else None
    problems.install(app)
    idempotency.install(app)
    for router in [health.router, *routers]:
        _take_routes(app, router)
    app.add_api_route("/metrics", _metrics_page, include_in_schema=False)
    app.add_middleware(
        Edge, name=name, metrics=app.state.metrics, body_limit=settings.body_limit, unlimited=unlimited_bodies
    )
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _take_routes(app: FastAPI, router: APIRouter) -> None:
    """The routes themselves, with their whole paths, in the application's one list. `include_router` keeps the router
    apart and looks each route up twice for every request (measured: 50 to 1,600 µs, here 10 to 120)."""
    for route in router.routes:
        assert isinstance(route, APIRoute), "a router holds operations, no router of its own"
        route.operation_id = route.name
        app.router.routes.append(route)


def _lifespan(
    on_start: Startup | None, on_stop: Startup | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if on_start:
            await on_start(app)
        # What is loaded by now lives as long as the process: taken out of the collector's rounds, which took a
        # third of the time of a request that builds a few thousand values (34 ms to 25 ms, measured).
        gc.collect()
        gc.freeze()
        # And rounds rarely: statements and schemas met later live long too, and one request in ten paid 25 ms for
        # looking at them again (p99 of the candidates 78 ms to 43, measured).
        gc.set_threshold(100_000, 20, 100)
        yield
        if on_stop:
            await on_stop(app)
        await app.state.database.close()

    return lifespan


def _carry(app: FastAPI, name: str, settings: ServiceSettings, clock: Clock) -> None:
    """What `deps.py` of every service finds in `app.state`."""
    app.state.name = name
    app.state.settings = settings
    app.state.clock = clock
    app.state.database = Database(
        settings.database_url.get_secret_value(), pool_size=settings.pool_size, application=name
    )
    app.state.verifier = TokenVerifier.from_file(settings.trusted_keys)
    app.state.identity = ServiceIdentity.from_file(name, settings.signing_key)
    app.state.fingerprint_key = idempotency.fingerprint_key(settings.signing_key.read_bytes())
    app.state.metrics = Metrics()


async def _metrics_page(request: Request) -> Response:
    body, media_type = request.app.state.metrics.page()
    return Response(body, media_type=media_type)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """FastAPI's document, with our problem schema in place of its own validation error."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.pop("HTTPValidationError", None)
        schemas.pop("ValidationError", None)
        problem = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(problem.pop("$defs", {}))
        schemas["Problem"] = problem
        for path, operations in document["paths"].items():
            for operation in operations.values():
                answers = operation["responses"]
                _say_refusals(answers)
                if path.startswith(outcomes.BASE):
                    schemas["OperationOutcome"] = outcomes.SCHEMA
                    operation["responses"] = {status: _in_fhir(answer) for status, answer in answers.items()}
        app.openapi_schema = document
    return app.openapi_schema


def _in_fhir(answer: dict[str, Any]) -> dict[str, Any]:
    """Below `/fhir/` the same refusal leaves as an OperationOutcome (`problems.ProblemResponse`)."""
    if problems.MEDIA_TYPE not in answer.get("content", {}):
        return answer
    return {**answer, "content": {outcomes.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/OperationOutcome"}}}}


def _say_refusals(answers: dict[str, Any]) -> None:
    """What every operation may answer, whatever it does."""
    problem = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if "422" in answers and "application/json" in answers["422"].get("content", {}):
        answers["422"] = {"description": "`invalid-input`: a field breaks a rule", "content": problem}
    answers.setdefault("401", {"description": "`token-refused`", "content": problem})
    answers.setdefault("400", {"description": "`malformed-request`: not JSON", "content": problem})
    answers.setdefault("413", {"description": "`payload-too-large`", "content": problem})
    answers.setdefault("503", {"description": "`unavailable`: nothing was changed, try again", "content": problem})
