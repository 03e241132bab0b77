"""What must be true before the parts start: databases up to date, the demonstration loaded whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from carekit.embedded_postgres import EmbeddedPostgres
from local_system import databases
from local_system.children import Part
from local_system.supervisor import Supervisor
from local_system.system import System
from local_system.terminal import CannotStart, step


def load_territory() -> None:
    from local_system.demo.load import load

    # Standard output is the log of this part, so that the services' own lines stay off the terminal.
    load(lambda sentence: print(f"  {sentence}", file=sys.stderr, flush=True))


@dataclass(frozen=True)
class Preparation:
    """Each act runs in a child, so that the supervisor keeps neither connection nor event loop.

    `server` is the embedded PostgreSQL, if any service uses it; `embedded` names the databases it holds.
    """

    supervisor: Supervisor
    system: System
    server: EmbeddedPostgres | None
    embedded: list[str]

    def databases(self, meanwhile: Callable[[], None] | None = None) -> None:
        """Roles, databases, migrations. May be repeated, also after an interruption."""

        def work() -> None:
            if self.server is not None:
                databases.provide(self.server, self.embedded)
            databases.migrate(self.system.databases)

        self.supervisor.run_once(Part("migrations", work), meanwhile=meanwhile)

    def demonstration(self, load: Callable[[], None] = load_territory) -> None:
        """Loaded once. An interrupted load leaves a mark, and starts again on empty databases."""
        loaded = self.system.settings.data / "demonstration-loaded"
        begun = self.system.settings.data / "demonstration-begun"
        if loaded.exists():
            return
        if begun.exists():
            self._start_over()
        begun.touch()
        step("first start: loading the demonstration territory")
        self._ask(lambda server: databases.trade_safety_for_speed(server, self.embedded))
        everything = {name: value for part in self.system.environment().values() for name, value in part.items()}
        self.supervisor.run_once(Part("demonstration", load, everything), speaks=True)
        self._ask(lambda server: databases.make_durable(server, self.embedded))
        # The mark follows the data, never the other way round.
        begun.rename(loaded)

    def _start_over(self) -> None:
        if len(self.embedded) < len(databases.SERVICES):
            raise CannotStart(
                "The loading of the demonstration was interrupted and one of its databases is not ours to empty. "
                "Empty the databases you have given by *_DATABASE_URL, run `make reset`, and start again."
            )
        step("the last loading was interrupted: it starts again on empty databases")
        self._ask(lambda server: databases.drop(server, self.embedded))
        self.databases()

    def _ask(self, act: Callable[[EmbeddedPostgres], None]) -> None:
        server = self.server
        if server is not None:
            self.supervisor.run_once(Part("migrations", lambda: act(server)))
