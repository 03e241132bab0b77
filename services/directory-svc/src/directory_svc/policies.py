"""Who may do what in the directory (rules of the profession, section 8). Pure: callers in, refusals out."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller, RoleRefused
from carekit.errors import Forbidden

#: Everybody whose « Directory » column says read or more, and the services themselves. Not the evaluator, the
#: guest (nothing is opened to guests yet), the partner system (its scopes come with the partner API) nor the
#: platform operator, who sees the health of the platform.
READERS = (
    "referrer", "professional", "delegate", "care_coordinator", "social_coordinator", "secretary", "director",
    "regulator", "health_mediator", "case_manager", "project_officer", "quality_referent", "service",
)  # fmt: skip
#: They also read, in the list of members, who is trained: whoever organises the sessions is among them.
CORRECTORS = ("care_coordinator", "social_coordinator", "secretary", "director")
MEMBER_KEEPERS = ("secretary", "director")
MEMBER_EXPORTERS = ("care_coordinator", "social_coordinator", "secretary", "director")
IMPORTERS = ("secretary", "director", "platform_operator")
FOUNDERS = ("platform_operator",)
CLOSURE_KEEPERS = ("secretary", "director")
COORDINATION_KEEPERS = ("secretary", "director")
RECOURSE_KEEPERS = ("care_coordinator", "director")


class NotYourSheet(Forbidden):
    """A professional keeps his own sheet, a delegate that of the professional who named him."""

    title = "This is not your sheet"


class OutsideYourTerritory(Forbidden):
    """A CPTS corrects its members and the professionals of its territory, nobody else."""

    title = "This professional is neither a member nor of your territory"


def may_read(caller: Caller) -> None:
    caller.require(*READERS)


def reads_whole_sheet(caller: Caller, professional_id: UUID, *, is_ours: bool) -> bool:
    """Why a professional is away, and what he says of his training: for himself, his delegate, and those of his CPTS
    who correct his sheet."""
    if caller.has("professional", "delegate") and caller.professional_id == professional_id:
        return True
    return is_ours and caller.has(*CORRECTORS)


def author_of_sheet(caller: Caller, professional_id: UUID) -> str:
    """In which quality the caller may edit this sheet: `self`, `delegate`, or `cpts` (a correction)."""
    if caller.has(*CORRECTORS):
        return "self" if caller.professional_id == professional_id and caller.has("professional") else "cpts"
    if not caller.has("professional", "delegate"):
        allowed = sorted(("professional", "delegate", *CORRECTORS))
        raise RoleRefused(f"Allowed to: {', '.join(allowed)}", allowed_roles=allowed)
    if caller.professional_id != professional_id:
        raise NotYourSheet
    return "self" if caller.has("professional") else "delegate"
