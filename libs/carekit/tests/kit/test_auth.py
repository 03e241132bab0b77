"""Promise R11: attacks on the token between gateway and services. Each case must be refused, one by one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from carekit.auth import LIFETIME, ROLES, Caller, RoleRefused, ServiceIdentity, TokenRefused, TokenVerifier
from carekit.testing.keys import Keys

Forge = Callable[["Smithy"], str]


def b64(value: bytes | dict[str, Any]) -> str:
    raw = value if isinstance(value, bytes) else orjson.dumps(value)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Smithy:
    """Makes tokens by hand, so that no library keeps us from making bad ones."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.gateway = self._private("gateway")
        self.directory = self._private("directory-svc")
        self.stranger = ec.generate_private_key(ec.SECP256R1())
        self.public_pem = self.gateway.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.account = str(uuid4())

    def _private(self, issuer: str) -> ec.EllipticCurvePrivateKey:
        key = serialization.load_pem_private_key(self.keys.private(issuer).read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": "gateway", "aud": "maillage", "sub": self.account, "name": "Camille", "cpts": str(uuid4()),
            "roles": ["professional"], "iat": now, "exp": now + LIFETIME, **changes,
        }  # fmt: skip
        return {name: value for name, value in claims.items() if value is not ...}

    def header(self, **changes: Any) -> dict[str, Any]:
        header = {"alg": "ES256", "kid": "gateway", "typ": "at+jwt", **changes}
        return {name: value for name, value in header.items() if value is not ...}

    def sign(
        self,
        header: dict[str, Any] | bytes | None = None,
        claims: dict[str, Any] | bytes | None = None,
        key: ec.EllipticCurvePrivateKey | None = None,
    ) -> str:
        signed = f"{b64(header or self.header())}.{b64(claims or self.claims())}"
        return f"{signed}.{b64(self.raw_signature(signed, key or self.gateway))}"

    def raw_signature(self, signed: str, key: ec.EllipticCurvePrivateKey) -> bytes:
        r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        size = (key.key_size + 7) // 8
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    def unsigned(self, header: dict[str, Any], signature: bytes = b"") -> str:
        return f"{b64(header)}.{b64(self.claims())}.{b64(signature)}"

    def hs256(self, secret: bytes, **header: Any) -> str:
        signed = f"{b64(self.header(alg='HS256', **header))}.{b64(self.claims())}"
        return f"{signed}.{b64(hmac.digest(secret, signed.encode(), hashlib.sha256))}"

    def rs256(self) -> str:
        key = rsa.generate_private_key(65_537, 2048)
        signed = f"{b64(self.header(alg='RS256'))}.{b64(self.claims())}"
        return f"{signed}.{b64(key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def jwk(self, key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
        point = key.public_key().public_numbers()
        return {
            "kty": "EC",
            "crv": "P-256",
            "x": b64(point.x.to_bytes(32, "big")),
            "y": b64(point.y.to_bytes(32, "big")),
        }


def changed_claims(**changes: Any) -> Forge:
    return lambda smithy: smithy.sign(claims=smithy.claims(**changes))


def changed_header(**changes: Any) -> Forge:
    return lambda smithy: smithy.sign(header=smithy.header(**changes))


def stranger_with_header(**changes: Any) -> Forge:
    return lambda smithy: smithy.sign(header=smithy.header(**changes), key=smithy.stranger)


def by_directory(**changes: Any) -> Forge:
    """Signed by directory-svc's own, trusted key."""
    facts = {"iss": "directory-svc", "sub": "directory-svc", "roles": ["service"], "name": "directory-svc", **changes}
    return lambda s: s.sign(header=s.header(kid="directory-svc"), claims=s.claims(**facts), key=s.directory)


def swapped_signature(smithy: Smithy) -> str:
    one, other = smithy.sign(), smithy.sign(claims=smithy.claims(roles=["director"]))
    return f"{other.rpartition('.')[0]}.{one.rpartition('.')[2]}"


def der_signature(smithy: Smithy) -> str:
    signed = f"{b64(smithy.header())}.{b64(smithy.claims())}"
    return f"{signed}.{b64(smithy.gateway.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))}"


def other_curve(smithy: Smithy) -> str:
    return smithy.sign(header=smithy.header(alg="ES384"), key=ec.generate_private_key(ec.SECP384R1()))


def cut(count: int) -> Forge:
    return lambda smithy: smithy.sign()[:-count]


def with_signature(signature: bytes) -> Forge:
    return lambda smithy: f"{smithy.sign().rpartition('.')[0]}.{b64(signature)}"


NOW = int(time.time())
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

ATTACKS: dict[str, Forge] = {
    # Algorithms
    **{f"alg {name!r}": (lambda s, name=name: s.unsigned(s.header(alg=name)))  # type: ignore[misc]
       for name in ("none", "None", "NONE", "nOnE", "none ", "", "null")},
    "no alg": lambda s: s.unsigned(s.header(alg=...)),
    "none with the right signature": lambda s: s.sign(header=s.header(alg="none")),
    "HS256 with the public key": lambda s: s.hs256(s.public_pem),
    "HS256 with the public key, without end of line": lambda s: s.hs256(s.public_pem.strip()),
    "HS256 with an empty secret": lambda s: s.hs256(b""),
    "RS256 by another key": lambda s: s.rs256(),
    "ES384 by another curve": other_curve,
    "ES256 of another stranger": lambda s: s.sign(key=s.stranger),
    "alg as a list": changed_header(alg=["ES256"]),
    # The choice of the key
    "kid of a path": changed_header(kid="../../dev/null"),
    "kid of SQL": changed_header(kid="x' union select 'y"),
    "kid of a URL": stranger_with_header(kid="https://evil.invalid/jwks.json"),
    **{f"kid {name!r}": changed_header(kid=name)
       for name in ("nobody", "", "GATEWAY", "gateway\u0000", "g\u0430teway", 1, [["gateway"]])},
    "kid absent": changed_header(kid=...),
    "kid as a list": changed_header(kid=["gateway"]),
    "kid of another issuer, our key": changed_header(kid="directory-svc"),
    "kid of the gateway, a service's key": lambda s: s.sign(key=s.directory),
    "jku": lambda s: s.sign(header=s.header(jku="https://evil.invalid/jwks.json"), key=s.stranger),
    "x5u": lambda s: s.sign(header=s.header(x5u="https://evil.invalid/cert.pem"), key=s.stranger),
    "jwk": lambda s: s.sign(header=s.header(jwk=s.jwk(s.stranger)), key=s.stranger),
    "x5c": lambda s: s.sign(header=s.header(x5c=["MIIB"]), key=s.stranger),
    "jwk beside a right signature": lambda s: s.sign(header=s.header(jwk=s.jwk(s.stranger))),
    "crit": changed_header(crit=["exp"]),
    "unencoded payload": changed_header(b64=False, crit=["b64"]),
    "zip": changed_header(zip="DEF"),
    # Kinds of token
    "typ of an ID token": changed_header(typ="JWT"),
    "typ absent": changed_header(typ=...),
    "typ in other letters": changed_header(typ="AT+JWT"),
    "cty of a nested token": changed_header(cty="JWT"),
    "five parts": lambda s: s.sign() + ".x.y",
    "a nested token": lambda s: s.sign(claims=s.sign().encode()),
    # Time
    "expired": changed_claims(exp=NOW - 60),
    "expired long ago": changed_claims(exp=1),
    "without an end": changed_claims(exp=...),
    "end as text": changed_claims(exp="never"),
    "end as null": changed_claims(exp=None),
    "ten years long": changed_claims(exp=NOW + 10 * 365 * 86_400),
    "an hour long": changed_claims(exp=NOW + 3_600),
    "end at infinity": lambda s: s.sign(claims=orjson.dumps(s.claims()).replace(b'"exp":', b'"exp":1e999,"x":')),
    "not yet": changed_claims(nbf=NOW + 3_600),
    "issued in the future": changed_claims(iat=NOW + 3_600, exp=NOW + 3_700),
    "without an instant of issue": changed_claims(iat=...),
    # Who and for whom
    "another issuer": changed_claims(iss="elsewhere"),
    "issuer absent": changed_claims(iss=...),
    "issuer of a service, gateway's key": changed_claims(iss="directory-svc"),
    "another audience": changed_claims(aud="elsewhere"),
    "audience absent": changed_claims(aud=...),
    "several audiences without ours": changed_claims(aud=["a", "b"]),
    "audience in other letters": changed_claims(aud="Maillage"),
    "subject absent": changed_claims(sub=...),
    "subject that is no account": changed_claims(sub="admin"),
    "subject null": changed_claims(sub=None),
    # Roles
    "an unknown role": changed_claims(roles=["king"]),
    "the role of services, by the gateway": changed_claims(roles=["service"]),
    "a look-alike of a role": changed_claims(roles=["direct\u043er"]),
    "roles absent": changed_claims(roles=...),
    "roles as text": changed_claims(roles="director"),
    "roles as numbers": changed_claims(roles=[1]),
    "a role of people, by a service": by_directory(roles=["director"]),
    "both, by a service": by_directory(roles=["service", "director"]),
    "no role, by a service": by_directory(roles=[]),
    "a service in the name of another": by_directory(sub="referral-svc"),
    "a service in the name of an account": by_directory(sub=str(uuid4())),
    "a service as the gateway": by_directory(iss="gateway"),
    # What is bound to the person
    "a CPTS that is no identifier": changed_claims(cpts="all"),
    "a CPTS of SQL": changed_claims(cpts="1 or 1=1"),
    "a CPTS as a list": changed_claims(cpts=[str(uuid4())]),
    "a professional that is no identifier": changed_claims(professional_id="*"),
    # Signatures
    "signature empty": with_signature(b""),
    "signature absent": lambda s: s.sign().rpartition(".")[0],
    "signature cut": cut(4),
    "half a signature": with_signature(bytes(32)),
    "signature of zeros": with_signature(bytes(64)),
    "signature of the order": with_signature(ORDER.to_bytes(32, "big") * 2),
    "signature of r alone": with_signature((1).to_bytes(32, "big") + bytes(32)),
    "signature in DER": der_signature,
    "signature of another token": swapped_signature,
    "signature twice as long": lambda s: s.sign() + s.sign().rpartition(".")[2],
    "payload changed": lambda s: "{0}.{1}.{3}".format(
        s.sign().split(".")[0], b64(s.claims(roles=["director"])), *s.sign().split(".")[1:]
    ),
    # Shapes
    "empty": lambda _: "",
    "one part": lambda _: "token",
    "four parts": lambda s: s.sign() + ".x",
    "dots": lambda _: "..",
    "without a header": lambda s: "." + s.sign().partition(".")[2],
    "without a payload": lambda s: "{0}..{2}".format(*s.sign().split(".")),
    "parts that are not base64": lambda _: "é.é.é",
    "nested lists": lambda _: f"{b64(b'[[[[]]]]')}.{b64(b'[]')}.x",
    "white space": lambda s: " " + s.sign(),
    "header that is no JSON": lambda s: s.sign(header=b"{"),
    "header that is a list": lambda s: s.sign(header=b"[]"),
    "payload that is a list": lambda s: s.sign(claims=b"[1]"),
    "payload that is no JSON": lambda s: s.sign(claims=b"{"),
    "a megabyte": lambda s: s.sign(claims=s.claims(name="x" * 1_000_000)),
    "deep nesting": lambda s: s.sign(claims=b'{"a":' * 900 + b"1" + b"}" * 900),
    "deeper nesting, not signed": lambda s: f"{b64(s.header())}.{b64(b'[' * 5_000)}.x",
    "not ASCII": lambda s: s.sign() + "é",
    "padding": lambda s: s.sign() + "==",
    "a line break": lambda s: s.sign() + "\n",
    "header claimed twice": lambda s: s.sign(header=b'{"alg":"none","alg":"ES256","kid":"gateway","typ":"at+jwt"}'),
    "roles claimed twice": lambda s: s.sign(
        claims=orjson.dumps(s.claims())[:-1] + b',"roles":["director"]}'
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def smithy(keys: Keys) -> Smithy:
    return Smithy(keys)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_on_the_token_is_refused(smithy: Smithy, keys: Keys, attack: Forge) -> None:
    with pytest.raises(TokenRefused):
        TokenVerifier.from_file(keys.trusted).verify(attack(smithy))


def test_at_least_sixty_attacks_are_tried() -> None:
    assert len(ATTACKS) >= 60


def test_the_same_token_without_any_change_is_accepted(smithy: Smithy, keys: Keys) -> None:
    """Else every refusal above would prove nothing."""
    caller = TokenVerifier.from_file(keys.trusted).verify(smithy.sign())
    assert caller.roles == {"professional"}
    assert TokenVerifier.from_file(keys.trusted).verify(by_directory()(smithy)).roles == {"service"}


@pytest.mark.parametrize("count", [500])
def test_a_token_with_any_byte_changed_is_refused(smithy: Smithy, keys: Keys, count: int) -> None:
    verifier = TokenVerifier.from_file(keys.trusted)
    token = smithy.sign()
    expected = verifier.verify(token)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for number in range(count):
        place = number * 7919 % len(token)
        if token[place] == ".":
            continue
        mutated = f"{token[:place]}{alphabet[number % 64]}{token[place + 1 :]}"
        if mutated == token:
            continue
        try:
            caller = verifier.verify(mutated)
        except TokenRefused:
            continue
        # The last character of a part carries two bits that mean nothing: the same token in another spelling.
        assert (caller.roles, caller.account_id) == (expected.roles, expected.account_id)
        assert place + 1 in (len(token), token.index("."), token.rindex("."))


def test_a_verified_token_is_forgotten_when_it_expires(
    smithy: Smithy, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifier = TokenVerifier.from_file(keys.trusted)
    token = smithy.sign()
    verifier.verify(token)
    later = time.time() + LIFETIME + 10
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(TokenRefused):
        verifier.verify(token)


def test_a_trusted_key_that_is_private_is_not_given_away(keys: Keys) -> None:
    trusted = orjson.loads(keys.trusted.read_bytes())
    assert all("d" not in key for key in trusted["keys"])
    for issuer in ("gateway", "directory-svc"):
        assert Path(keys.private(issuer)).stat().st_mode & 0o077 == 0


def test_what_is_signed_is_what_is_read(keys: Keys) -> None:
    caller = Caller(
        account_id=uuid4(), name="Camille", cpts_id=uuid4(), roles=ROLES - {"suspended"}, professional_id=uuid4(),
        rpps="99700000017", structure="990000009",
    )  # fmt: skip
    verifier = TokenVerifier.from_file(keys.trusted)
    token = keys.signer().for_caller(caller)
    assert verifier.verify(token) == caller
    assert verifier.verify(token) is verifier.verify(token), "a token is checked once"
    service = ServiceIdentity.from_file("referral-svc", keys.private("referral-svc"))
    read = verifier.verify(service.token(caller.cpts_id))
    assert (read.issuer, read.account_id, read.cpts_id) == ("referral-svc", None, caller.cpts_id)
    with pytest.raises(RoleRefused):
        read.require("care_coordinator")
