from __future__ import annotations

from carekit.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable


class NoSuchProvider(NotFound):
    title = "No identity provider has this name"


class OidcStateRefused(Unauthenticated):
    """Unknown, used or expired `state`, or another browser than the one that left."""

    title = "This return does not belong to a login started here"


class OidcDenied(Unauthenticated):
    """The provider came back with an error, for instance because the person gave up."""

    title = "The identity provider did not sign you in"


class OidcCodeRefused(Unauthenticated):
    """The provider refused the code, for instance because it was used before."""

    title = "The identity provider refused the code"


class OidcTokenRefused(Unauthenticated):
    """Signature, issuer, audience, time, nonce or assurance level of what the provider said is wrong."""

    title = "The identity provider's answer does not hold"


class OidcAccountUnknown(Forbidden):
    """The person proved an identity that no account has: a director must invite first."""

    title = "No account has this identity"


class OidcProviderAway(Unavailable):
    title = "The identity provider does not answer"


OIDC_REFUSALS: tuple[type[Refusal], ...] = (
    OidcStateRefused, OidcDenied, OidcCodeRefused, OidcTokenRefused, OidcAccountUnknown, OidcProviderAway,
)  # fmt: skip
