"""Refusals about how sure an identity is."""

from __future__ import annotations

from carekit.errors import Invalid


class MatriculeOfUnsureIdentity(Invalid):
    """Of a provisional identity nothing is proved; a validated one was not given back by the national service."""

    title = "A provisional or validated identity has no matricule"
    field = "ins"


class MatriculeMissing(Invalid):
    title = "A retrieved or qualified identity has its INS"
    field = "ins"


class IdentityDocumentMissing(Invalid):
    title = "Say which document was seen: an identity is validated on it"
    field = "document"


class IdentityDocumentTooMuch(Invalid):
    title = "An identity of which a document was seen is validated or qualified"
    field = "document"


#: Of a status and the proofs that it says.
UNPROVED = (MatriculeOfUnsureIdentity, MatriculeMissing, IdentityDocumentMissing, IdentityDocumentTooMuch)
