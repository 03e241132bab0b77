"""A refusal as FHIR says it: whoever asks below `/fhir/` gets an OperationOutcome in place of a problem document."""

from __future__ import annotations

from typing import Any

MEDIA_TYPE = "application/fhir+json"
BASE = "/fhir/"

#: HTTP status → IssueType (FHIR R4).
_CODES = {
    400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 405: "not-supported", 406: "not-supported",
    409: "conflict", 410: "deleted", 412: "conflict", 413: "too-long", 414: "too-long", 415: "not-supported",
    422: "business-rule", 428: "required", 429: "throttled", 500: "exception", 502: "transient", 503: "transient",
    504: "timeout",
}  # fmt: skip

#: As the contracts say it; FHIR's own schema says the rest.
SCHEMA: dict[str, Any] = {
    "title": "OperationOutcome",
    "description": "FHIR R4 OperationOutcome: each issue names the rule that refused (`details.coding.code`).",
    "type": "object",
    "required": ["resourceType", "issue"],
    "properties": {
        "resourceType": {"const": "OperationOutcome"},
        "issue": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["severity", "code"]}},
    },
}


def outcome_of(problem: dict[str, Any]) -> dict[str, Any]:
    """One issue for each field that was refused, or one for the whole; the rule's name is its code. What a service
    had to say beside it, in the words of FHIR (`issues`), follows."""
    status = int(problem["status"])
    issue: dict[str, Any] = {
        "severity": "fatal" if status >= 500 else "error",
        "code": _CODES.get(status, "processing"),
        "details": {"coding": [_coding(problem["type"])], "text": problem["title"]},
        "diagnostics": _said(problem["detail"], problem.get("request_id")),
    }
    fields = problem.get("errors") or [None]
    issues = [issue | _of_field(field) for field in fields]
    return {"resourceType": "OperationOutcome", "issue": [*issues, *problem.get("issues", ())]}


def _coding(type_uri: str) -> dict[str, str]:
    system, _, rule = type_uri.rpartition("/")
    return {"system": system, "code": rule}


def _said(detail: str, request_id: str | None) -> str:
    return f"{detail} (request {request_id})" if request_id else detail


def _of_field(field: dict[str, str] | None) -> dict[str, Any]:
    if field is None:
        return {}
    return {"diagnostics": f"{field['field']}: {field['detail']}", "expression": [field["field"]]}
