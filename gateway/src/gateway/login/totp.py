"""Time-based one-time codes (RFC 6238): six digits, thirty seconds, each accepted once."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
import segno

from gateway.login.schemas import TotpEnrolment

STEP = 30
#: One step before and after: a telephone's clock may be half a minute off.
DRIFT = (0, -1, 1)
ISSUER = "Maillage"


def new_secret() -> str:
    return pyotp.random_base32()


def accepted_step(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The time step that `code` proves, or None. A step at or before `last_step` was used already."""
    totp = pyotp.TOTP(secret)
    present = int(now.timestamp()) // STEP
    for step in (present + drift for drift in DRIFT):
        if hmac.compare_digest(totp.generate_otp(step), code) and (last_step is None or step > last_step):
            return step
    return None


def enrolment(secret: str, email: str) -> TotpEnrolment:
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    code = segno.make(uri, error="m", micro=False)
    return TotpEnrolment(secret=secret, uri=uri, qr_svg=code.svg_inline(scale=4, light="#ffffff"))
