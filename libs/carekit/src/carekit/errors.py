"""The refusals that any service may give. A refusal is named after the rule that refused.

A service's own refusals live in the `errors.py` of the feature that owns the rule and derive from one
of the kinds below, which only fix the HTTP status. `problems.py` turns them into RFC 9457 documents.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar


class Refusal(Exception):
    """A rule said no.

    `status` is the HTTP status; `title` a short sentence, the same for every occurrence; `detail` what
    happened this time (never a patient's data); `members` extra fields of the problem document, such as
    the next three free slots after a lost race.
    """

    status: ClassVar[int] = 400
    title: ClassVar[str] = "Refused"

    def __init__(self, detail: str | None = None, /, **members: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.members = members

    @classmethod
    def rule(cls) -> str:
        """Kebab-case name of the rule: `SlotTaken` is `slot-taken`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()


class Invalid(Refusal):
    """The input breaks a rule that no schema can say. `errors` names field and rule, as a schema's refusal does.

    `field` is the path of the field that a form leads back to: dotted within the body (`patient.birth.date`), after
    `query.` or `header.` elsewhere. Where one rule guards several fields, whoever raises it names the one.
    """

    status = 422
    title = "The input breaks a rule"
    field: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if not hasattr(cls, "field"):
            raise TypeError(f"{cls.__name__} must name the field that its form leads back to")

    def __init__(self, detail: str | None = None, /, *, field: str | None = None, **members: Any) -> None:
        super().__init__(detail, **members)
        self.members["errors"] = [{"field": field or self.field, "rule": self.rule(), "detail": self.detail}]


class Unauthenticated(Refusal):
    status = 401
    title = "No valid proof of who is asking"


class Forbidden(Refusal):
    status = 403
    title = "This role may not do that"


class NotFound(Refusal):
    """Also what a caller gets for what he may not know of: absent and forbidden look the same."""

    status = 404
    title = "Nothing here by that identifier"


class Conflict(Refusal):
    status = 409
    title = "The present state does not allow it"


class Gone(Refusal):
    status = 410
    title = "No longer available"


class PreconditionFailed(Refusal):
    """`If-Match` names another version: somebody changed the resource in between."""

    status = 412
    title = "Somebody changed this in between"


class PayloadTooLarge(Refusal):
    status = 413
    title = "The body is larger than the limit"


class PreconditionRequired(Refusal):
    """An edit must say in `If-Match` which version it was made on."""

    status = 428
    title = "If-Match is required"


class TooManyRequests(Refusal):
    status = 429
    title = "Too many requests"


class Unavailable(Refusal):
    status = 503
    title = "A part of the system does not answer"
