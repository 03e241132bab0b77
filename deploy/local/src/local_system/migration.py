"""`make migration`: a new migration file, compared with a throwaway database at the present head."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime

from alembic import command

from carekit.migrations import config_for, upgrade
from carekit.testing.servers import embedded_server
from local_system.databases import SERVICES
from local_system.terminal import say


def migration(service: str, about: str) -> int:
    """`service` is the name of its folder, `about` a sentence that becomes the name of the file."""
    found = next((known for known in SERVICES if known.folder.name == service), None)
    if found is None or not about.strip():
        names = ", ".join(known.folder.name for known in SERVICES)
        say(f'Usage: make migration SERVICE=<one of {names}> ABOUT="what changes"')
        return 2
    server = embedded_server()
    try:
        url = asyncio.run(server.empty_database(found.name))
        upgrade(found.alembic_ini, url)
        slug = re.sub(r"[^a-z0-9]+", "_", about.lower()).strip("_")
        revision = f"{datetime.now(UTC):%Y%m%d%H%M}"
        command.revision(
            config_for(found.alembic_ini, url), about, autogenerate=True, rev_id=f"{revision}_{slug[:40]}"
        )
    finally:
        server.stop()
    return 0
