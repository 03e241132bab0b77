from carekit.errors import Forbidden, Unauthenticated


class ClientCertificateRequired(Unauthenticated):
    """The SAS is known by its certificate, at a listener of its own; a session opens nothing there."""

    title = "This address is open to a certificate only"


class CertificateRefused(Forbidden):
    """Its authority is trusted, but it does not name the system that was registered."""

    title = "This certificate is not the one that was registered"


class PartnerProofRequired(Unauthenticated):
    """A session opens nothing of a FHIR base: systems come with an access token, or with a certificate."""

    title = "This address is open to partner systems only"
