from __future__ import annotations

from typing import ClassVar

from carekit.errors import Forbidden, Invalid, NotFound, Refusal, Unauthenticated


class ClientCertificateRequired(Unauthenticated):
    """The SAS is known by its certificate, at a listener of its own; a session opens nothing there."""

    title = "This address is open to a certificate only"


class CertificateRefused(Forbidden):
    """Its authority is trusted, but it does not name the system that was registered."""

    title = "This certificate is not the one that was registered"


class PartnerProofRequired(Unauthenticated):
    """A session opens nothing of a FHIR base: systems bring an access token, or a certificate to its listener."""

    title = "This address is open to partner systems only"


class PartnerTokenRefused(Unauthenticated):
    """It is unknown, over, or of a system that was revoked."""

    title = "The access token is not valid"


class TokenDenied(Refusal):
    """The token endpoint says no, in the words of RFC 6749 section 5.2. `reason` is for the trace alone."""

    error: ClassVar[str] = "invalid_request"
    title = "The request for a token cannot be read"

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(detail)
        self.reason = reason


class ClientRefused(TokenDenied):
    """One answer for whatever is wrong with the proof, so that nothing is learnt by trying."""

    status = 401
    error = "invalid_client"
    title = "The client is not known, or its proof is not valid"


class GrantUnsupported(TokenDenied):
    error = "unsupported_grant_type"
    title = "Only client_credentials is granted here"


class ScopeRefused(TokenDenied):
    error = "invalid_scope"
    title = "The client is not registered for this scope"


class PartnerSystemUnknown(NotFound):
    title = "No partner system has this identifier"


class CptsOfSystemRequired(Invalid):
    """Shared agendas are those of one CPTS; who asks of several is registered once for each."""

    title = "Say for which CPTS"
    field = "cpts_id"


class CptsOfSystemUnknown(Invalid):
    title = "No CPTS of the platform has this identifier"
    field = "cpts_id"


class PublicKeyRefused(Invalid):
    """RSA of 2048 bits at least, or an elliptic curve P-256 or P-384; each with a `kid` of its own."""

    title = "A public key cannot be used"
    field = "public_keys"
