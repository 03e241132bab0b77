"""`python -m gateway.admin create-account …`: the first account of a CPTS, and those of the demonstration.

Settings are the gateway's (GATEWAY_…). Everybody else is invited by a director, in the application.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from uuid import UUID

from carekit.auth import ROLES
from carekit.clock import SystemClock
from carekit.db import Database
from carekit.errors import Refusal
from carekit.identifiers import is_finess, is_rpps
from gateway.accounts.creation import NewAccount, create_account
from gateway.settings import Settings


def _checked(name: str, holds: bool, value: str) -> str:
    if not holds:
        raise argparse.ArgumentTypeError(f"{value!r} is not {name}")
    return value


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(prog="python -m gateway.admin", description=__doc__)
    create = commands.add_subparsers(dest="command", required=True).add_parser(
        "create-account", help="create an account, or give an existing one these roles"
    )
    create.add_argument("--email", required=True)
    create.add_argument("--name", required=True, help="name to show")
    create.add_argument("--cpts", type=UUID, help="identifier of the CPTS (GET /api/directory/v1/cpts/current)")
    create.add_argument("--cpts-name", help="its name, until the directory has told it")
    create.add_argument(
        "--role", action="append", default=[], choices=sorted(ROLES - {"platform_operator", "suspended"})
    )
    create.add_argument("--professional", type=UUID, help="identifier in the directory")
    create.add_argument("--rpps", type=lambda value: _checked("an RPPS number", is_rpps(value), value))
    create.add_argument("--structure", type=lambda value: _checked("a FINESS number", is_finess(value), value))
    create.add_argument("--platform-operator", action="store_true")
    create.add_argument("--password", help="demonstration alone")
    create.add_argument("--label", default="", help="words of the login page of the demonstration")
    return commands


async def create(settings: Settings, arguments: argparse.Namespace) -> UUID:
    database = Database(settings.database_url.get_secret_value(), pool_size=1, application="gateway-admin")
    try:
        return await create_account(
            database,
            SystemClock(),
            NewAccount(
                email=arguments.email,
                name=arguments.name,
                cpts_id=arguments.cpts,
                cpts_name=arguments.cpts_name,
                roles=frozenset(arguments.role),
                professional_id=arguments.professional,
                rpps=arguments.rpps,
                structure=arguments.structure,
                is_platform_operator=arguments.platform_operator,
                password=arguments.password,
                label=arguments.label,
            ),
            demonstration=settings.demonstration,
        )
    finally:
        await database.close()


def main(argv: list[str] | None = None) -> int:
    arguments = parser().parse_args(argv)
    if bool(arguments.cpts) != bool(arguments.role):
        sys.stderr.write("--cpts and --role go together\n")
        return 2
    try:
        account_id = asyncio.run(create(Settings(), arguments))
    except Refusal as refused:
        sys.stderr.write(f"{refused.rule()}: {refused.detail}\n")
        return 1
    sys.stdout.write(f"{account_id}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
