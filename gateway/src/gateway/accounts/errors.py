from __future__ import annotations

from carekit.errors import Conflict, Forbidden, Invalid, NotFound


class AccountUnknown(NotFound):
    title = "No account of this CPTS has this identifier"


class AlreadyMember(Conflict):
    """The person has an account in this CPTS: change the roles instead."""

    title = "This address already has an account here"


class RoleNotYoursToGive(Forbidden):
    """Rules section 8: the director gives roles, the secretary invites members, a professional names delegates."""

    title = "Your role may not give that role"


class OwnRolesRefused(Forbidden):
    """Nobody changes his own roles: the last director could lock everybody out."""

    title = "Nobody changes his own roles"


class ProfessionalRequired(Invalid):
    """The roles professional and delegate belong to a professional of the directory."""

    title = "Say which professional"
    field = "professional_id"


class ProfessionalUnknown(Invalid):
    """The directory has not described this professional to this CPTS."""

    title = "The directory does not know this professional here"
    field = "professional_id"


class LinkedToAnother(Conflict):
    """The account is linked to another professional or structure."""

    title = "This account belongs to another professional"


class ProfessionalHasAccount(Conflict):
    """One account for each national identifier: Pro Santé Connect must find one person."""

    title = "This professional already has an account, with another address"
