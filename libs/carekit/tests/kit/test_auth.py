"""Token attacks: whatever is not exactly ours is refused (promise R11)."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from carekit.auth import AUDIENCE, RoleRefused, ServiceIdentity, TokenRefused, TokenSigner, TokenVerifier
from carekit.testing.keys import Keys

from .build import caller

Claims = dict[str, Any]


def claims(**changes: Any) -> Claims:
    now = int(time.time())
    good = {
        "iss": "gateway", "aud": AUDIENCE, "sub": "0197c1d2-0000-7000-8000-000000000001", "iat": now, "exp": now + 60,
        "name": "Claire", "cpts": None, "roles": ["director"], "professional_id": None, "rpps": None,
        "structure": None,
    }  # fmt: skip
    return {**good, **changes}


def signed(keys: Keys, payload: Claims, *, kid: str = "gateway", by: str = "gateway", **header: Any) -> str:
    key = ECKey.import_key(keys.private(by).read_bytes())
    return jwt.encode({"alg": "ES256", "kid": kid, "typ": "at+jwt", **header}, payload, key)


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def unsigned(algorithm: str) -> Callable[[Keys], str]:
    return lambda keys: f"{part({'alg': algorithm, 'kid': 'gateway', 'typ': 'at+jwt'})}.{part(claims())}."


def with_claims(**changes: Any) -> Callable[[Keys], str]:
    return lambda keys: signed(keys, claims(**changes))


def without(name: str) -> Callable[[Keys], str]:
    return lambda keys: signed(keys, {key: value for key, value in claims().items() if key != name})


def with_header(**header: Any) -> Callable[[Keys], str]:
    """A header that could choose another key or another reading, over a good signature."""

    def attack(keys: Keys) -> str:
        head, payload, signature = signed(keys, claims()).split(".")
        decoded = json.loads(base64.urlsafe_b64decode(head + "=="))
        return f"{part({**decoded, **header})}.{payload}.{signature}"

    return attack


def hmac_with_the_public_key(keys: Keys) -> str:
    public = ECKey.import_key(keys.private("gateway").read_bytes()).as_pem(private=False)
    head, body = part({"alg": "HS256", "kid": "gateway", "typ": "at+jwt"}), part(claims())
    return f"{head}.{body}.{part(hmac.digest(public, f'{head}.{body}'.encode(), 'sha256'))}"


def other_curve(keys: Keys) -> str:
    header = {"alg": "ES384", "kid": "gateway", "typ": "at+jwt"}
    return jwt.encode(header, claims(), ECKey.generate_key("P-384"), algorithms=["ES384"])


def rsa(keys: Keys) -> str:
    header = {"alg": "RS256", "kid": "gateway", "typ": "at+jwt"}
    return jwt.encode(header, claims(), RSAKey.generate_key(2048), algorithms=["RS256"])


def stranger(keys: Keys) -> str:
    header = {"alg": "ES256", "kid": "gateway", "typ": "at+jwt"}
    return jwt.encode(header, claims(), ECKey.generate_key("P-256"))


def cut(*, head: bool = True, body: bool = True, signature: bytes | None = None) -> Callable[[Keys], str]:
    def attack(keys: Keys) -> str:
        first, second, third = signed(keys, claims()).split(".")
        return ".".join(
            [first if head else "", second if body else "", part(signature) if signature is not None else third]
        )

    return attack


def other_payload(keys: Keys) -> str:
    first, _, third = signed(keys, claims()).split(".")
    return f"{first}.{part(claims(roles=['platform_operator']))}.{third}"


ATTACKS: dict[str, Callable[[Keys], str]] = {
    **{f"algorithm {name}": unsigned(name) for name in ("none", "None", "NONE", "nOnE", "", "null")},
    "HMAC with the public key": hmac_with_the_public_key,
    "another curve": other_curve,
    "RSA": rsa,
    "a stranger's key": stranger,
    "a service's key as the gateway": lambda keys: signed(keys, claims(), by="referral-svc"),
    "a service that says it is a person": lambda keys: signed(
        keys, claims(iss="referral-svc", sub="referral-svc"), kid="referral-svc", by="referral-svc"
    ),
    "a service that speaks for another": lambda keys: signed(
        keys, claims(iss="referral-svc", sub="gateway", roles=["service"]), kid="referral-svc", by="referral-svc"
    ),
    "issuer and key disagree": lambda keys: signed(keys, claims(iss="referral-svc")),
    "the gateway as a service": with_claims(roles=["service"]),
    "an unknown role": with_claims(roles=["root"]),
    "roles as text": with_claims(roles="director"),
    "expired": with_claims(exp=int(time.time()) - 60),
    "another audience": with_claims(aud="elsewhere"),
    "several audiences without ours": with_claims(aud=["a", "b"]),
    "expiry as text": with_claims(exp="tomorrow"),
    "subject that is no account": with_claims(sub="admin"),
    "cpts that is no identifier": with_claims(cpts="1 or 1=1"),
    **{f"without {name}": without(name) for name in ("iss", "aud", "sub", "exp", "roles")},
    **{
        f"header {name}": with_header(**{name: value})
        for name, value in {
            "jku": "https://attacker.invalid/keys", "x5u": "https://attacker.invalid/cert", "x5c": ["MIIB"],
            "jwk": {"kty": "EC"}, "crit": ["b64"], "b64": False, "zip": "DEF", "cty": "JWT", "typ": "JWT",
        }.items()
    },
    **{
        f"kid {name!r}": with_header(kid=name)
        for name in ("../../etc/passwd", "' or 1=1 --", "http://e.invalid", "", "GATEWAY", "gateway\u0000", "gаteway")
    },
    "kid that is a number": with_header(kid=1),
    "no signature": cut(signature=b""),
    "half a signature": cut(signature=bytes(32)),
    "r = s = 0": cut(signature=bytes(64)),
    "a DER signature": cut(signature=b"\x30\x06\x02\x01\x01\x02\x01\x01"),
    "no header": cut(head=False),
    "no payload": cut(body=False),
    "another payload under the signature": other_payload,
    "two parts": lambda keys: signed(keys, claims()).rsplit(".", 1)[0],
    "four parts": lambda keys: signed(keys, claims()) + ".x",
    "five parts (JWE)": lambda keys: "a.b.c.d.e",
    "not base64": lambda keys: "é.é.é",
    "a megabyte": lambda keys: signed(keys, claims(name="x" * 1_000_000)),
    "empty": lambda keys: "",
    "a nested list": lambda keys: f"{part([[[[]]]])}.{part([])}.x",
    "white space": lambda keys: " " + signed(keys, claims()),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_token_that_is_not_exactly_ours_is_refused(attack: Callable[[Keys], str], keys: Keys) -> None:
    with pytest.raises(TokenRefused):
        TokenVerifier.from_file(keys.trusted).verify(attack(keys))


def test_there_are_at_least_sixty_token_attacks() -> None:
    assert len(ATTACKS) >= 60


def test_a_good_token_names_its_caller_and_is_remembered(keys: Keys) -> None:
    person = caller("care_coordinator", rpps="99000000010")
    verifier = TokenVerifier.from_file(keys.trusted)
    token = keys.signer().for_caller(person)
    assert verifier.verify(token) == person
    assert verifier.verify(token) is verifier.verify(token)


def test_a_remembered_token_is_refused_once_expired(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    verifier = TokenVerifier.from_file(keys.trusted)
    token = signed(keys, claims())
    verifier.verify(token)
    later = time.time() + 3_600
    monkeypatch.setattr("time.time", lambda: later)
    with pytest.raises(TokenRefused):
        verifier.verify(token)


def test_a_service_proves_itself_and_nothing_more(keys: Keys) -> None:
    identity = ServiceIdentity("referral-svc", TokenSigner.from_file("referral-svc", keys.private("referral-svc")))
    known = TokenVerifier.from_file(keys.trusted).verify(identity.token())
    assert known.roles == {"service"}
    assert known.account_id is None
    with pytest.raises(RoleRefused):
        known.require("care_coordinator")
