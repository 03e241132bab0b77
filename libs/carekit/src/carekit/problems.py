"""Every refusal leaves as an RFC 9457 problem document whose `type` names the rule that refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asyncpg.exceptions import TransactionRollbackError
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from carekit import logs, outcomes
from carekit.driver_session import DOES_NOT_ANSWER
from carekit.errors import Refusal, Unavailable

MEDIA_TYPE = "application/problem+json"
TYPE_BASE = "https://maillage.invalid/problems/"

#: What the driver and the pool raise when the database does not answer.
DATABASE_AWAY: tuple[type[Exception], ...] = (
    OperationalError,
    InterfaceError,
    PoolTimeout,
    ConnectionError,
    TimeoutError,
)

#: How SQLSTATE begins where PostgreSQL is going, starting, or has no place for one more.
AWAY = ("08", "53300", "57P")
#: And where it took one transaction back for another's sake (a deadlock, a snapshot overtaken).
UNDONE = "40"


class FieldError(BaseModel):
    """One broken rule of one field."""

    field: str = Field(description="Path of the field, dot separated, e.g. patient.birth.year or query.limit")
    rule: str = Field(description="Name of the rule, e.g. missing, string_too_short, extra_forbidden")
    detail: str = Field(description="What the rule asks for, in English")


class Problem(BaseModel):
    """RFC 9457 problem document."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="URI that names the rule that refused", examples=[TYPE_BASE + "slot-taken"])
    title: str = Field(description="Short sentence, the same for every occurrence")
    status: int = Field(description="HTTP status")
    detail: str = Field(description="What happened this time; never a patient's data")
    request_id: str | None = Field(default=None, description="To quote to support")
    errors: list[FieldError] = Field(default_factory=list, description="Field by field, when input was refused")


def problem_document(
    *,
    rule: str,
    title: str,
    status: int,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    **members: Any,
) -> dict[str, Any]:
    document = {
        **members,
        "type": TYPE_BASE + rule,
        "title": title,
        "status": status,
        "detail": detail,
        "request_id": logs.request_id.get(),
    }
    if errors:
        document["errors"] = errors
    return document


class ProblemResponse(JSONResponse):
    """Knows only where it is sent whom it answers: below `/fhir/` it leaves as an OperationOutcome."""

    def __init__(self, document: dict[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self._document, self._more = document, dict(headers or {})
        super().__init__(document, status_code=document["status"], media_type=MEDIA_TYPE, headers=self._more)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not str(scope.get("path", "")).startswith(outcomes.BASE):
            await super().__call__(scope, receive, send)
            return
        told = JSONResponse(
            outcomes.outcome_of(self._document),
            status_code=self.status_code,
            media_type=outcomes.MEDIA_TYPE,
            headers=self._more,
        )
        await told(scope, receive, send)


def _response(document: dict[str, Any], headers: Mapping[str, str] | None = None) -> JSONResponse:
    return ProblemResponse(document, headers)


def refusal_response(refusal: Refusal) -> JSONResponse:
    headers = {"Retry-After": str(refusal.members.get("retry_after", 1))} if refusal.status in (429, 503) else {}
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return _response(
        problem_document(
            rule=refusal.rule(),
            title=refusal.title,
            status=refusal.status,
            detail=refusal.detail,
            **refusal.members,
        ),
        headers,
    )


def field_errors(refused: RequestValidationError) -> list[dict[str, str]]:
    """Names field and rule; never echoes the value, which may be a patient's name."""
    errors = []
    for error in refused.errors():
        place = [str(part) for part in error["loc"]]
        if place and place[0] == "body":
            place = place[1:] or ["body"]
        errors.append({"field": ".".join(place), "rule": str(error["type"]), "detail": str(error["msg"])})
    return errors


def install(app: FastAPI) -> None:
    """Maps every way of failing to a problem document, once for the whole service."""

    @app.exception_handler(Refusal)
    async def _refusal(_: Request, refusal: Refusal) -> JSONResponse:
        return refusal_response(refusal)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, refused: RequestValidationError) -> JSONResponse:
        return _response(
            problem_document(
                rule="invalid-input",
                title="The input breaks a rule",
                status=422,
                detail="See errors: each names a field and the rule it breaks",
                errors=field_errors(refused),
            )
        )

    @app.exception_handler(HTTPException)
    async def _http(_: Request, raised: HTTPException) -> JSONResponse:
        rules = {
            400: "malformed-request",
            404: "no-such-route",
            405: "method-not-allowed",
            413: "payload-too-large",
        }
        return _response(
            problem_document(
                rule=rules.get(raised.status_code, "http-error"),
                title=str(raised.detail),
                status=raised.status_code,
                detail=str(raised.detail),
            ),
            raised.headers,
        )

    async def _database_away(_: Request, lost: Exception) -> JSONResponse:
        logs.get().error("database away", exc_info=lost)
        return refusal_response(Unavailable(DOES_NOT_ANSWER))

    for kind in DATABASE_AWAY:
        app.add_exception_handler(kind, _database_away)

    @app.exception_handler(TransactionRollbackError)
    async def _undone(_: Request, undone: Exception) -> JSONResponse:
        """One of two that waited for each other. The order of locks should not let it happen, so it is logged."""
        logs.get().error("transaction undone", exc_info=undone)
        return refusal_response(Unavailable("Somebody changed the same at the same time; nothing was changed"))

    @app.exception_handler(DBAPIError)
    async def _dbapi(request: Request, broken: DBAPIError) -> JSONResponse:
        said = str(getattr(broken.orig, "sqlstate", None))
        if broken.connection_invalidated or said.startswith(AWAY):
            return await _database_away(request, broken)
        if said.startswith(UNDONE):
            return await _undone(request, broken)
        raise broken


def unexpected_response(broken: Exception) -> JSONResponse:
    logs.get().error("unexpected", exc_info=broken)
    return _response(
        problem_document(
            rule="unexpected",
            title="Something broke on our side",
            status=500,
            detail="Quote the request id to support",
        )
    )


def responses(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: the refusals it may give, grouped by status, as problem+json."""
    by_status: dict[int, list[type[Refusal]]] = {}
    for refusal in refusals:
        by_status.setdefault(refusal.status, []).append(refusal)
    return {
        status: {
            "description": "; ".join(f"`{kind.rule()}`: {kind.title}" for kind in kinds),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, kinds in by_status.items()
    }
