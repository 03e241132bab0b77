import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from carekit.processes import free_port
from local_system.children import Child, Part


class SmallSystem:
    def __init__(self, folder: Path, worker: str = "worker") -> None:
        self.folder = folder
        program = [sys.executable, str(Path(__file__).with_name("small_system.py")), str(folder)]
        ports = [str(free_port()), str(free_port())]
        self.process = subprocess.Popen([*program, *ports, worker], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.lines = self.process.stdout

    def next_line(self) -> str:
        return self.lines.readline().strip()

    def pid_of(self, part: str) -> int | None:
        try:
            known = json.loads((self.folder / "state.json").read_text())["parts"].get(part)
        except (OSError, ValueError):
            return None
        return int(known["pid"]) if known and known["pid"] and known["ready"] else None

    def everybody(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.lines.close()


@pytest.fixture
def small_system() -> Iterator[Callable[[str], SmallSystem]]:
    started: list[SmallSystem] = []

    def start(worker: str) -> SmallSystem:
        started.append(SmallSystem(Path(tempfile.mkdtemp(prefix="maillage-test-")), worker))
        return started[-1]

    yield start
    for system in started:
        system.close()
        shutil.rmtree(system.folder, ignore_errors=True)


@pytest.fixture
def small(small_system: Callable[[str], SmallSystem]) -> SmallSystem:
    system = small_system("worker")
    assert system.next_line() == "ready"
    return system


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def gone(processes: list[psutil.Process]) -> bool:
    return not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_leaves_no_process(small: SmallSystem, number: signal.Signals) -> None:
    everybody = small.everybody()
    assert len(everybody) >= 4
    small.process.send_signal(number)
    assert small.process.wait(30) == 0
    assert gone(everybody)


def test_a_killed_supervisor_leaves_no_process_of_ours(small: SmallSystem) -> None:
    ours = [one for one in small.everybody() if one.name() != "sleep"]
    small.process.kill()
    small.process.wait()
    assert eventually(lambda: gone(ours))


def test_a_killed_part_is_started_again_and_one_line_says_so(small: SmallSystem) -> None:
    before = small.pid_of("web")
    assert before
    os.kill(before, signal.SIGKILL)
    assert "web stopped by itself (killed by SIGKILL): starting it again" in small.next_line()
    assert eventually(lambda: small.pid_of("web") not in (None, before), seconds=1.5)


def test_what_a_killed_part_had_started_goes_with_it(small: SmallSystem) -> None:
    before = small.pid_of("web")
    assert before
    (helper,) = psutil.Process(before).children()
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: gone([helper]))


def test_a_killed_postgresql_is_back(small: SmallSystem) -> None:
    before = small.pid_of("postgres")
    assert before
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: small.pid_of("postgres") not in (None, before), seconds=5)
    assert "PostgreSQL stopped by itself (killed by SIGKILL); it is back" in small.next_line()


def test_a_part_that_ignores_the_request_to_stop_is_ended(small_system: Callable[[str], SmallSystem]) -> None:
    system = small_system("stubborn")
    assert system.next_line() == "ready"
    everybody = system.everybody()
    system.process.terminate()
    assert system.process.wait(30) == 0
    assert gone(everybody)


def test_a_part_that_cannot_start_is_named_and_nothing_is_left(small_system: Callable[[str], SmallSystem]) -> None:
    system = small_system("crash")
    assert eventually(lambda: len(system.everybody()) >= 3)
    everybody = system.everybody()
    assert "worker stops again and again; see" in system.next_line()
    assert system.process.wait(30) == 1
    assert gone(everybody)


def test_a_part_that_dies_at_birth_waits_longer_and_longer(tmp_path: Path) -> None:
    child = Child(Part("part", lambda: None), tmp_path / "log")
    pauses = [child.note_crash(now=0.1) for _ in range(8)]
    assert pauses == [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]
    assert child.note_crash(now=5.0) == 0.0, "it had served for a while: started again at once"
