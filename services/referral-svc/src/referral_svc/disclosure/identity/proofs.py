"""What is known of an identity, as pure values: {"document": {…} | None, "ins": {…} | None}, or nothing at all.

The status follows from the proofs, so that the two can never disagree. Proofs add up; only `provisional`, when there
is a doubt, takes them back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from referral_svc.disclosure.identity.codes import IN_ORDER, IdentityStatus
from referral_svc.disclosure.identity.errors import (
    IdentityDocumentMissing,
    IdentityDocumentTooMuch,
    MatriculeMissing,
    MatriculeOfUnsureIdentity,
)
from referral_svc.disclosure.identity.schemas import IdentityReliability, InsOut, StateIdentity

Proofs = dict[str, Any]

_WITH_DOCUMENT = (IdentityStatus.VALIDATED, IdentityStatus.QUALIFIED)
_WITH_INS = (IdentityStatus.RETRIEVED, IdentityStatus.QUALIFIED)


def status_of(proofs: Proofs | None) -> IdentityStatus:
    if not proofs:
        return IdentityStatus.PROVISIONAL
    if not proofs["ins"]:
        return IdentityStatus.VALIDATED
    return IdentityStatus.QUALIFIED if proofs["document"] else IdentityStatus.RETRIEVED


def is_surer(one: Proofs | None, other: Proofs | None) -> bool:
    return IN_ORDER.index(status_of(one)) > IN_ORDER.index(status_of(other))


def after(
    proofs: Proofs | None, act: StateIdentity, by_name: str, at: datetime, *, within: str = ""
) -> Proofs | None:
    """Refused: a matricule or a document that the status does not have, and a status without its proofs. `within`:
    the path of the act in the body, so that the refusal names the field."""
    if act.ins is not None and act.status not in _WITH_INS:
        raise MatriculeOfUnsureIdentity(field=f"{within}ins")
    if act.document is not None and act.status not in _WITH_DOCUMENT:
        raise IdentityDocumentTooMuch(field=f"{within}document")
    if act.status == IdentityStatus.PROVISIONAL:
        return None
    known = proofs or {"document": None, "ins": None}
    signed = {"by_name": by_name, "at": at.isoformat()}
    document = {"code": act.document, **signed} if act.document else known["document"]
    ins = {**act.ins.model_dump(), **signed} if act.ins else known["ins"]
    if act.status in _WITH_DOCUMENT and not document:
        raise IdentityDocumentMissing(field=f"{within}document")
    if act.status in _WITH_INS and not ins:
        raise MatriculeMissing(field=f"{within}ins")
    return {"document": document, "ins": ins}


def reliability(proofs: Proofs | None) -> IdentityReliability:
    """For whoever reads the identity: the matricule of a qualified one alone."""
    status = status_of(proofs)
    document = (proofs and proofs["document"]) or {"code": None, "by_name": None, "at": None}
    ins = proofs["ins"] if proofs and status == IdentityStatus.QUALIFIED else None
    return IdentityReliability(
        status=status,
        document=document["code"],
        document_seen_by_name=document["by_name"],
        document_seen_at=document["at"],
        ins=InsOut(matricule=ins["matricule"], oid=ins["oid"]) if ins else None,
    )
