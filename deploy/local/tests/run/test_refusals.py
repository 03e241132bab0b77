"""What stands in the way of a start is said in one sentence, and the next start works."""

import socket
import subprocess
from collections.abc import Callable

import pytest

from local_system.running import RunningSystem

Empty = Callable[..., RunningSystem]


@pytest.mark.parametrize(
    ("port", "purpose", "setting"),
    [
        ("gateway", "the gateway", "LOCAL_GATEWAY_PORT"),
        ("referral", "referral-svc", "LOCAL_REFERRAL_PORT"),
        ("postgres", "PostgreSQL", "LOCAL_POSTGRES_PORT"),
        ("smtp", "the mail sink (SMTP)", "LOCAL_SMTP_PORT"),
    ],
)
def test_a_taken_port_is_named_with_who_took_it(empty_system: Empty, port: str, purpose: str, setting: str) -> None:
    system = empty_system()
    with socket.socket() as other:
        other.bind(("127.0.0.1", system.ports[port]))
        other.listen()
        with pytest.raises(RuntimeError, match="did not start"):
            system.start()
    said = system.said()
    assert f"Port {system.ports[port]}, wanted by {purpose}, is taken by " in said
    assert "(pid " in said
    assert setting in said
    assert "Traceback" not in said


def test_a_disk_without_room_is_named(empty_system: Empty) -> None:
    system = empty_system(LOCAL_FREE_SPACE_MB="1000000000")
    with pytest.raises(RuntimeError, match="did not start"):
        system.start()
    assert "MB left and Maillage needs 1000000000. Free some space" in system.said()
    assert "Traceback" not in system.said()


def test_a_disk_that_is_full_is_named_and_room_is_all_it_takes(empty_system: Empty) -> None:
    """On a small file system, where this machine lets us mount one."""
    system = empty_system(LOCAL_FREE_SPACE_MB="0")
    system.data.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", system.data]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        with pytest.raises(RuntimeError, match="did not start"):
            system.start()
        assert "is full" in system.said()
        assert "Traceback" not in system.said()
        subprocess.run(["mount", "-o", "remount,size=2g", system.data], check=True)
        system.start()
        assert system.stop() == 0
    finally:
        system.stop()
        subprocess.run(["umount", system.data], check=True)
