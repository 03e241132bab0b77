"""The national SAS is let in by its certificate: authority, dates, purpose, revocation, CN and OU, over real TLS."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from gateway_house import House, Peer

from carekit.auth import TokenVerifier
from carekit.testing.certificates import Authority, Issued
from carekit.testing.serving import answering, bound
from gateway.front.proxy import Upstream
from gateway.partners.certificates import Subject, registered
from gateway.partners.errors import CertificateRefused, ClientCertificateRequired
from gateway.partners.listener import config_of
from gateway.settings import SasListener, Settings

SAS = (("CN", "sas.test.invalid"), ("OU", "SAS-TEST"))


@dataclass
class Listening:
    url: str
    ours: Authority
    stranger: Authority
    revoked: Issued

    def client(self, issued: Issued | None) -> httpx.AsyncClient:
        context = ssl.create_default_context(cafile=str(self.ours.file))
        if issued is not None:
            context.load_cert_chain(issued.file, issued.key_file)
        return httpx.AsyncClient(verify=context, base_url=self.url, trust_env=False)


@pytest.fixture(scope="module")
async def listening(
    settings: Settings, peer: Peer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Listening]:
    folder = tmp_path_factory.mktemp("certificates")
    ours, stranger = Authority(folder), Authority(folder, "Another authority")
    server_certificate = ours.issue(("CN", "localhost"), purpose=ExtendedKeyUsageOID.SERVER_AUTH, host="localhost")
    revoked = ours.issue(*SAS)
    listener = SasListener(
        certificate=server_certificate.file, private_key=server_certificate.key_file, authorities=ours.file,
        revoked=ours.revoke(revoked), names=frozenset({"sas.test.invalid"}), units=frozenset({"SAS-TEST"}),
    )  # fmt: skip
    upstream = Upstream()
    with bound() as socket:
        async with answering(config_of(settings, listener, upstream), socket) as port:
            yield Listening(f"https://localhost:{port}", ours, stranger, revoked)
    await upstream.close()


def bad(listening: Listening, which: str) -> Issued | None:
    ours = listening.ours
    made = {
        "none": lambda: None,
        "another CN": lambda: ours.issue(("CN", "other.test.invalid"), ("OU", "SAS-TEST")),
        "a CN that begins alike": lambda: ours.issue(("CN", "sas.test.invalid.example"), ("OU", "SAS-TEST")),
        "a CN in capitals": lambda: ours.issue(("CN", "SAS.test.invalid"), ("OU", "SAS-TEST")),
        "two CN": lambda: ours.issue(("CN", "other.test.invalid"), *SAS),
        "no CN": lambda: ours.issue(("OU", "SAS-TEST")),
        "another OU": lambda: ours.issue(("CN", "sas.test.invalid"), ("OU", "EDITEUR-TEST")),
        "no OU": lambda: ours.issue(("CN", "sas.test.invalid")),
        "OU in the place of CN": lambda: ours.issue(("CN", "SAS-TEST"), ("OU", "sas.test.invalid")),
        "over": lambda: ours.issue(*SAS, until=timedelta(hours=-1)),
        "not yet begun": lambda: ours.issue(*SAS, since=timedelta(hours=1)),
        "of another authority": lambda: listening.stranger.issue(*SAS),
        "signed by a leaf": lambda: ours.issue(*SAS, by=ours.issue(*SAS)),
        "for servers": lambda: ours.issue(*SAS, purpose=ExtendedKeyUsageOID.SERVER_AUTH),
        "revoked": lambda: listening.revoked,
    }
    return made[which]()


@pytest.mark.parametrize(
    "which",
    [
        "none", "another CN", "a CN that begins alike", "a CN in capitals", "two CN", "no CN", "another OU", "no OU",
        "OU in the place of CN", "over", "not yet begun", "of another authority", "signed by a leaf", "for servers",
        "revoked",
    ],
)  # fmt: skip
async def test_a_bad_certificate_reaches_nothing(listening: Listening, peer: Peer, which: str) -> None:
    before = len(peer.seen)
    async with listening.client(bad(listening, which)) as client:
        try:
            answer = await client.get("/fhir/sas/Slot")
        except httpx.TransportError:
            pass  # refused in the handshake
        else:
            assert answer.status_code == 403
            said = answer.json()["issue"][0]["details"]["coding"][0]["code"]
            assert said == "certificate-refused"
    assert len(peer.seen) == before


async def test_the_registered_certificate_asks_in_the_name_of_the_partner_and_its_query_is_left_as_it_is(
    listening: Listening, peer: Peer, settings: Settings
) -> None:
    query = "start=ge2024-06-12T16:20:00.000+02:00&x=urn:oid:1.2%7C8"
    async with listening.client(listening.ours.issue(*SAS)) as client:
        answer = await client.get(f"/fhir/sas/Slot?{query}", headers={"Authorization": "Bearer forged"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert peer.seen[-1]["query_string"].decode() == query
    caller = TokenVerifier.from_file(settings.trusted_keys).verify(peer.token())
    assert (caller.name, caller.roles, caller.scopes, caller.cpts_id) == (
        "sas.test.invalid", frozenset({"partner"}), frozenset({"sas.read", "sas.regulators"}), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404), ("GET", "/api/scheduling/v1/slots", 404), ("GET", "/fhir/sasquatch", 404),
        ("GET", "/fhir/gap/Slot", 404), ("GET", "/_snapshot", 404), ("GET", "/metrics", 404),
        ("GET", "/fhir/sas/../../_snapshot", 404), ("GET", "/fhir/sas/%2e%2e/x", 400),
        ("DELETE", "/fhir/sas/Slot", 405),
        ("PATCH", "/fhir/sas/Practitioner", 405),
    ],
)  # fmt: skip
async def test_the_certificate_opens_one_base_and_nothing_else(
    listening: Listening, peer: Peer, method: str, path: str, status: int
) -> None:
    before = len(peer.seen)
    async with listening.client(listening.ours.issue(*SAS)) as client:
        assert (await client.request(method, path)).status_code == status
    assert len(peer.seen) == before


async def test_older_versions_of_tls_are_refused(listening: Listening) -> None:
    context = ssl.create_default_context(cafile=str(listening.ours.file))
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    async with httpx.AsyncClient(verify=context, base_url=listening.url, trust_env=False) as client:
        with pytest.raises(httpx.TransportError):
            await client.get("/fhir/sas/metadata")


@pytest.mark.parametrize("path", ["/fhir", "/fhir/", "/fhir/other/Slot"])
async def test_a_base_that_we_do_not_serve_is_nowhere(house: House, path: str) -> None:
    assert (await house.browser().get(path)).status_code == 404


# Pure


def test_without_a_certificate_nobody_is_asked_for() -> None:
    for absent in (None, {}):
        with pytest.raises(ClientCertificateRequired):
            Subject.of(absent)


def test_several_units_of_which_one_is_registered_are_accepted() -> None:
    subject = Subject(("sas.test.invalid",), ("0002 123456789", "SAS-TEST"))
    assert registered(subject, {"sas.test.invalid"}, {"SAS-TEST"}) == "sas.test.invalid"
    with pytest.raises(CertificateRefused):
        registered(subject, {"sas.test.invalid"}, {"SAS"})
