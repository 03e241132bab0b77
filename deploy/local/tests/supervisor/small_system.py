"""Two small parts and PostgreSQL under the real supervisor.

`python small_system.py FOLDER PORT POSTGRES_PORT worker|stubborn|crash`
"""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from carekit.embedded_postgres import EmbeddedPostgres
from local_system.children import Part
from local_system.supervisor import StopAsked, Supervisor
from local_system.terminal import CannotStart, say


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def web(port: int) -> None:
    subprocess.Popen(["sleep", "600"])  # as a pool of its own would be
    HTTPServer(("127.0.0.1", port), Answer).serve_forever()


def worker() -> None:
    while True:
        time.sleep(1)


def stubborn() -> None:
    import signal

    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    worker()


def crash() -> None:
    raise SystemExit(7)


def main(folder: Path, port: int, postgres_port: int, kind: str) -> int:
    (folder / "logs").mkdir(exist_ok=True)
    supervisor = Supervisor(folder / "logs", folder / "state.json")
    supervisor.patience_at_stop = 1.0
    supervisor.listen_to_signals()
    try:
        supervisor.postgres = EmbeddedPostgres(folder / "postgres", postgres_port)
        supervisor.postgres.start()
        kinds = {"worker": worker, "stubborn": stubborn, "crash": crash}
        supervisor.start([[Part("worker", kinds[kind])], [Part("web", partial(web, port), port=port, health="/")]])
        supervisor.wait_until_ready(30)
        say("ready")
        supervisor.watch()
    except StopAsked:
        return 0
    except CannotStart as refused:
        say(str(refused))
        return 1
    finally:
        supervisor.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
