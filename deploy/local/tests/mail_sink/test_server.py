import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import aiosmtplib
import pytest

from carekit.processes import free_port


class Sink:
    def __init__(self, folder: Path) -> None:
        self.smtp_port, self.page_port = free_port(), free_port()
        self._program = (
            "from pathlib import Path; from local_system.mail_sink.server import run;"
            f"folder = Path({str(folder)!r});"
            f"run(folder / 'mails.jsonl', folder / 'returns', {self.smtp_port}, {self.page_port})"
        )
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", self._program])
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                self.get("/healthz")
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the sink does not answer")

    def get(self, path: str, accept: str = "text/html") -> Any:
        request = urllib.request.Request(f"http://127.0.0.1:{self.page_port}{path}", headers={"Accept": accept})
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read().decode()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    started = Sink(tmp_path)
    yield started
    os.kill(started.process.pid, signal.SIGTERM)
    assert started.process.wait(10) == 0


async def _send(sink: Sink, subject: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "m@maillage.invalid", "d@exemple.invalid", subject
    mail.set_content("http://localhost/r/x")
    await aiosmtplib.send(mail, hostname="127.0.0.1", port=sink.smtp_port)


async def test_a_mail_sent_by_smtp_is_read_on_the_page(sink: Sink) -> None:
    await _send(sink, "Une demande")
    assert "Une demande" in sink.get("/demo/courrier")
    assert 'href="http://localhost/r/x"' in sink.get("/demo/courrier/1")
    listed = json.loads(sink.get("/demo/courrier?pour=d@exemple", accept="application/json"))
    assert [(mail["to"], mail["subject"]) for mail in listed["items"]] == [(["d@exemple.invalid"], "Une demande")]


async def test_an_absent_mail_is_a_404(sink: Sink) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        sink.get("/demo/courrier/99")
    with refused.value as answer:
        assert answer.status == 404
        assert "plus gardé" in answer.read().decode()


async def test_a_mail_taken_is_still_there_after_a_kill(sink: Sink) -> None:
    await _send(sink, "Avant")
    sink.kill()
    sink.start()
    assert "Avant" in sink.get("/demo/courrier")
