"""What stands in the way of a start is said in one sentence, and the next start works."""

import socket
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
