import json
import stat
from pathlib import Path

from carekit.auth import GATEWAY, ServiceIdentity, TokenVerifier
from local_system.keys import ISSUERS, Keys


def test_keys_are_drawn_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys.provide()
    before = {file.name: file.read_bytes() for file in keys.folder.iterdir()}
    secret = keys.secret("referral-master")
    keys.provide()
    assert {name: (keys.folder / name).read_bytes() for name in before} == before
    assert keys.secret("referral-master") == secret
    assert {stat.S_IMODE(file.stat().st_mode) for file in keys.folder.iterdir()} == {0o600}


def test_a_start_interrupted_between_two_keys_is_completed(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys.provide()
    kept = keys.signing_key("gateway").read_bytes()
    keys.signing_key("referral-svc").unlink()
    keys.trusted.unlink()
    (keys.folder / "scheduling-svc.pem.fresh").write_bytes(b"half a k")
    keys.provide()
    assert keys.signing_key("gateway").read_bytes() == kept
    assert {key["kid"] for key in json.loads(keys.trusted.read_text())["keys"]} == set(ISSUERS)


def test_what_a_service_signs_the_others_trust_and_no_private_part_is_published(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys.provide()
    identity = ServiceIdentity.from_file("referral-svc", keys.signing_key("referral-svc"))
    assert TokenVerifier.from_file(keys.trusted).verify(identity.token()).issuer == "referral-svc"
    published = json.loads(keys.trusted.read_text())["keys"]
    assert all("d" not in key for key in published)
    assert GATEWAY in {key["kid"] for key in published}
