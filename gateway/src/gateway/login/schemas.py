from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from carekit.wire import Input, Output
from gateway.sessions.schemas import Role, SessionOut

Email = Annotated[
    str,
    StringConstraints(min_length=3, max_length=254, pattern=r"^[^@\s]{1,64}@[^@\s]{1,189}$", to_lower=True),
    Field(description="E-mail address; case does not matter", examples=["coordination@exemple.fr"]),
]
TotpCode = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{6}$"), Field(description="Six digits of the authentication application")
]


class OidcMethod(Output):
    key: str
    label: str
    href: str = Field(description="Address to navigate to (not to fetch)")


class LoginMethods(Output):
    """What the login page may offer here."""

    password: bool = Field(description="True in the demonstration alone")
    email_link: bool
    oidc: list[OidcMethod]


class SignInWithPassword(Input):
    email: Email
    password: str = Field(min_length=1, max_length=200)


class RequestLoginLink(Input):
    email: Email


class LinkRequested(Output):
    """The same answer whether the account exists or not."""

    sent: bool = Field(default=True, description="Always true: a mail leaves if an account has this address")
    minutes: int = Field(description="For how long the link works")


class RedeemLoginLink(Input):
    token: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$", description="What followed # in the link of the mail")
    totp: TotpCode | None = None


class TotpEnrolment(Output):
    """First sign-in by mail: scan, then send the first code with the same link."""

    secret: str = Field(description="Base32, for typing by hand")
    uri: str = Field(description="otpauth:// address")
    qr_svg: str = Field(description="The same address as a QR code, an SVG document")


class LinkRedeemed(Output):
    """Exactly one of the two: signed in, or a device to enrol before that."""

    session: SessionOut | None
    enrolment: TotpEnrolment | None


class DemonstrationAccountOut(Output):
    email: str
    password: str
    name: str
    roles: list[Role]
    label: str = Field(description="Words for the login page, French")
