"""How sure an identity is, on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from carekit.identifiers import Nir
from carekit.wire import Input, Output
from referral_svc.disclosure.identity.codes import IdentityDocument, IdentityStatus, InsOid


class Ins(Input):
    """As the national service (téléservice INSi) gave it to whoever writes it down."""

    matricule: Nir = Field(description="NIR or NIA: 13 characters and the key of 2 digits")
    oid: InsOid = Field(description="1.2.250.1.213.1.4.8 of a NIR, 1.2.250.1.213.1.4.9 of a NIA")


class StateIdentity(Input):
    """What is now known of the identity. A proof that was given before need not be given again."""

    status: IdentityStatus = Field(
        description="As the RNIV names it; `provisional` takes back what was known, when it is in doubt"
    )
    document: IdentityDocument | None = Field(
        default=None, description="The document that was seen: of a validated or qualified identity"
    )
    ins: Ins | None = Field(default=None, description="Of a retrieved or qualified identity")


class InsOut(Output):
    matricule: str
    oid: InsOid


class IdentityReliability(Output):
    """How sure the identity is, and by whom on what."""

    status: IdentityStatus
    document: IdentityDocument | None = Field(description="The document that was seen")
    document_seen_by_name: str | None
    document_seen_at: datetime | None
    ins: InsOut | None = Field(description="Of a qualified identity alone: no other has a matricule to show")
