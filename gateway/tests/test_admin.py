from __future__ import annotations

import asyncio
import os
import sys
from uuid import uuid4

import pytest
from gateway_house import OURS, House

from carekit.identifiers import is_rpps
from gateway.admin import main


def environment(house: House) -> dict[str, str]:
    ours = house.settings
    return {
        "GATEWAY_DATABASE_URL": ours.database_url.get_secret_value(),
        "GATEWAY_SIGNING_KEY": str(ours.signing_key),
        "GATEWAY_TRUSTED_KEYS": str(ours.trusted_keys),
        "GATEWAY_SECRETS_KEY": str(ours.secrets_key),
        "GATEWAY_SMTP_HOST": "127.0.0.1",
        "GATEWAY_MAIL_FROM": ours.mail_from,
        "GATEWAY_PUBLIC_URL": ours.public_url,
        "GATEWAY_DIRECTORY_URL": "http://x",
        "GATEWAY_REFERRAL_URL": "http://x",
        "GATEWAY_SCHEDULING_URL": "http://x",
    }


async def admin(house: House, *arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "gateway.admin",
        "create-account",
        *arguments,
        env={**environment(house), "PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--password", "x"], "passwords-only-in-demonstration"),
        (["--role", "director"], "go together"),
        (["--cpts", str(OURS)], "go together"),
        (["--cpts", str(OURS), "--role", "king"], "invalid choice"),
        (["--rpps", "123"], "is not an RPPS number"),
        (["--structure", "123"], "is not a FINESS number"),
    ],
)
async def test_an_operator_is_told_what_is_wrong(
    house: House,
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment(house).items():
        monkeypatch.setenv(name, value)
    asked = ["create-account", "--email", "a@exemple.invalid", "--name", "A", *arguments]
    try:
        status = await asyncio.to_thread(main, asked)
    except SystemExit as refused:
        status = int(refused.code or 0)
    assert status != 0
    assert words in capsys.readouterr().err


async def test_the_first_account_of_a_cpts_is_made_by_a_command(house: House) -> None:
    email, cpts = f"{uuid4().hex}@exemple.invalid", uuid4()
    rpps = next(str(number) for number in range(99_700_000_000, 99_700_000_020) if is_rpps(str(number)))
    arguments = ["--email", email.upper(), "--name", "Direction", "--cpts", str(cpts), "--cpts-name", "CPTS d'essai"]
    status, out, err = await admin(house, *arguments, "--role", "director", "--role", "professional", "--rpps", rpps)
    assert (status, err) == (0, "")
    session = await (await house.signed_in(email)).session()
    assert (session["account_id"], session["roles"]) == (out.strip(), ["director", "professional"])
    assert session["cpts"] == {"id": str(cpts), "name": "CPTS d'essai", "time_zone": "Europe/Paris"}
    status, again, _ = await admin(house, *arguments, "--role", "secretary")
    assert again == out, "repeating the command keeps the account"
