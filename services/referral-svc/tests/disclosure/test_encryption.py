"""A stolen database shows nobody: sealed columns, keys outside, values bound to their place."""

import base64
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr, ValidationError

from carekit.testing.telling import told_in
from referral_svc.disclosure import crypto
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.keyring import KeyRing
from referral_svc.disclosure.models import SealedPerson
from referral_svc.disclosure.vault import Vault

from ..build import OURS, THEIRS, World
from ..conftest import settings_for

SECRETS = {
    "patient": {
        "family_name": "Zyborowska",
        "birth_name": "Quillerou",
        "given_name": "Melusine",
        "birth": {"date": "1961-05-04"},
        "sex": "female",
        "nir": "261057500123437",
    },
    "residence": {"commune_code": "97001", "address": "12 impasse des Ondines"},
    "contact": {"phone": "0199001122", "email": "melusine@ondines.example"},
    "criteria": {"cover": "ame"},
    "constraints": {"language_codes": ["kab"]},
    "care": {"difficulty": "perte de connaissance", "treatment": "warfarine"},
    "social": {"housing": "hébergée chez un tiers"},
    "consent": {"search": True, "given": "representative", "informed_by": "Ondine Quillerou"},
    "representative": {"name": "Isaure Vermoulu", "link": "guardian", "phone": "0198765432"},
    "answers": {"why_without_doctor": "moved_house"},
}
# Three letters alone turn up by chance in sealed bytes: a short code is looked for with its quotes.
WORDS = [
    "Zyborowska", "Quillerou", "Melusine", "1961", "261057500123437", "Ondines", "0199001122",
    "melusine@ondines.example", '"kab"', "'kab'", "connaissance", "warfarine", "hébergée", "Ondine", "Vermoulu",
    "0198765432", "moved_house",
]  # fmt: skip


def test_a_value_opens_only_with_its_key_and_in_its_place() -> None:
    key, record = crypto.new_key(), uuid4()
    sealed = crypto.seal_record(key, "person", record, 1, {"family_name": "Zyborowska", "nir": None})
    assert crypto.unseal_record(key, "person", record, 1, sealed) == {"family_name": "Zyborowska", "nir": None}
    moved = {"nir": sealed["family_name"]}
    for wrong in (
        lambda: crypto.unseal_record(crypto.new_key(), "person", record, 1, sealed),
        lambda: crypto.unseal_record(key, "person", uuid4(), 1, sealed),
        lambda: crypto.unseal_record(key, "person", record, 2, sealed),
        lambda: crypto.unseal_record(key, "other", record, 1, sealed),
        lambda: crypto.unseal_record(key, "person", record, 1, moved),
        lambda: crypto.unseal_record(key, "person", record, 1, {"nir": b"short"}),
    ):
        with pytest.raises(crypto.CannotOpen):
            wrong()


def test_the_same_value_is_never_sealed_twice_alike() -> None:
    key = crypto.new_key()
    assert len({crypto.seal(key, b"the same", b"place") for _ in range(50)}) == 50


def test_a_key_that_is_not_32_bytes_is_refused_at_start(keys: Any) -> None:
    for bad in ("", "c2hvcnQ=", "not base64 at all"):
        with pytest.raises(ValidationError):
            settings_for("postgresql://x/y", keys, master_key=SecretStr(bad))


def test_settings_never_print_their_keys(world_settings: Any) -> None:
    assert base64.b64encode(b"m" * 32).decode() not in repr(world_settings)
    assert "mmmm" not in repr(KeyRing.of(world_settings))


@pytest.fixture
def world_settings(keys: Any) -> Any:
    return settings_for("postgresql://x/y", keys)


async def test_no_sql_reads_a_persons_data_anywhere(world: World) -> None:
    await world.state(**SECRETS)
    tables = await world.rows(
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
    )
    assert len(tables) > 20
    for (table,) in tables:
        for row in await world.rows(f'select * from "{table}"'):
            for value in row:
                text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                as_utf8 = value.decode("utf-8", "ignore") if isinstance(value, bytes) else text
                assert told_in(f"{text} {as_utf8}", WORDS) == [], table


async def test_a_plain_column_would_be_caught(world: World) -> None:
    """The check above is itself checked: a name in a plain column is found."""
    await world.state(world.who("referrer", name="Zyborowska"), **SECRETS)
    (row,) = await world.rows("select * from referral")
    assert any("Zyborowska" in str(value) for value in row)


async def test_another_master_key_opens_nothing(world: World) -> None:
    referral_id = UUID((await world.state(**SECRETS))["referral_id"])
    stolen = Vault(KeyRing(master_key=b"x" * 32, index_key=b"i" * 32))
    async with world.database.begin(OURS) as session:
        assert (await world.app.state.vault.person(session, referral_id)).family_name == "Zyborowska"
        with pytest.raises(crypto.CannotOpen):
            await stolen.person(session, referral_id)


async def test_a_row_copied_onto_another_request_does_not_open(world: World) -> None:
    first = UUID((await world.state(**SECRETS))["referral_id"])
    second = UUID((await world.state())["referral_id"])
    async with world.database.begin(OURS) as session:
        victim = await session.get_one(SealedPerson, first)
        thief = await session.get_one(SealedPerson, second)
        thief.family_name = victim.family_name
        await session.flush()
        with pytest.raises(crypto.CannotOpen):
            await world.app.state.vault.person(session, second)


async def test_once_its_key_is_destroyed_the_bulletin_is_gone_for_everybody(world: World) -> None:
    referral = await world.state(**SECRETS)
    async with world.database.begin(OURS) as session:
        await world.app.state.vault.keys.erase(session, UUID(referral["referral_id"]))
    path = f"/referrals/{referral['referral_id']}/care-bulletin"
    assert await world.refused(world.coordinator, "GET", path) == (410, "bulletin-erased")
    names = await world.ask(world.coordinator, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    assert names.json() == {"names": [], "erased": []}
    async with world.database.begin(OURS) as session:
        with pytest.raises(BulletinErased):
            await world.app.state.vault.person(session, UUID(referral["referral_id"]))


async def test_two_cpts_never_share_a_key(world: World) -> None:
    await world.state(**SECRETS)
    await world.state(world.who("referrer", cpts=THEIRS), **SECRETS)
    (ours,) = await world.rows("select wrapped_key from tenant_key")
    (theirs,) = await world.rows("select wrapped_key from tenant_key", THEIRS)
    assert ours.wrapped_key != theirs.wrapped_key
