"""The four statuses of the RNIV, the documents that prove an identity, and where an INS comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class IdentityStatus(StrEnum):
    """Which of the two proofs there is: a document that was seen, an INS that the national service gave."""

    PROVISIONAL = "provisional"  # neither
    RETRIEVED = "retrieved"  # the INS alone
    VALIDATED = "validated"  # a document alone
    QUALIFIED = "qualified"  # both: the only one whose INS may be shown


#: From the least sure to the surest, as the RNIV ranks them.
IN_ORDER = tuple(IdentityStatus)

#: Documents of high trust (RNIV 1). A carte Vitale is none. The last two are a minor's, beside the document of who
#: answers for him.
IdentityDocument = Literal[
    "identity_card", "passport", "residence_permit", "electronic_identity", "family_record_book", "birth_certificate"
]

#: OID of the register that the INS is of: NIR, or NIA while a NIR is awaited.
InsOid = Literal["1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9"]
