"""PostgreSQL refuses to run as root: then it runs as a system user of its own, let in as little as possible."""

from __future__ import annotations

import os
import pwd
import stat
import struct
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "embedded_postgres"
_ACL = "system.posix_acl_access"
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NO_ID = 0xFFFFFFFF


@dataclass(frozen=True)
class SystemUser:
    uid: int
    gid: int

    @classmethod
    def for_postgres(cls) -> SystemUser | None:
        """The user to become, made on first need; None when we are not root and PostgreSQL runs as ourselves."""
        if os.geteuid() != 0:
            return None
        for attempt in range(20):
            try:
                entry = pwd.getpwnam(NAME)
                return cls(entry.pw_uid, entry.pw_gid)
            except KeyError:
                # Two runs on one machine may make it at the same time: one of them finds the file locked.
                command = [
                    "useradd",
                    "--system",
                    "--user-group",
                    "--no-create-home",
                    "--home-dir",
                    "/nonexistent",
                ]
                subprocess.run(
                    [*command, "--shell", "/usr/sbin/nologin", NAME],
                    check=False,
                    capture_output=True,
                    env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
                )
                time.sleep(0.05 * attempt)
        raise PermissionError(f"root may not run PostgreSQL, and the system user {NAME} could not be made")

    def as_arguments(self) -> dict[str, Any]:
        """Arguments of `subprocess.Popen` that become this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def let_through(path: Path, user: SystemUser) -> None:
    """Lets this one user walk through the parents of `path`; nobody else, and to list nothing.

    A home folder of root (mode 700) keeps its mode: the user gets an access-control entry "x". Only where
    the file system knows none, the folder gets the plain "x for others".
    """
    for folder in path.parents:
        held = folder.stat()
        if held.st_mode & stat.S_IXOTH or (held.st_uid == user.uid and held.st_mode & stat.S_IXUSR):
            continue
        try:
            os.setxattr(folder, _ACL, _with_traversal(folder, held.st_mode, user.uid))
        except OSError:
            folder.chmod(stat.S_IMODE(held.st_mode) | stat.S_IXOTH)


def _with_traversal(folder: Path, mode: int, uid: int) -> bytes:
    """The folder's access-control list (Linux xattr, version 2) with execute permission for one user."""
    try:
        raw = os.getxattr(folder, _ACL)
        entries = [struct.unpack_from("<HHI", raw, at) for at in range(4, len(raw), 8)]
    except OSError:
        entries = [
            (_USER_OBJ, mode >> 6 & 7, _NO_ID),
            (_GROUP_OBJ, mode >> 3 & 7, _NO_ID),
            (_OTHER, mode & 7, _NO_ID),
        ]
    kept = [e for e in entries if e[0] != _MASK and not (e[0] == _USER and e[2] == uid)]
    had = next((e[1] for e in entries if e[0] == _USER and e[2] == uid), 0)
    kept.append((_USER, had | 1, uid))
    mask = 0
    for tag, permission, _ in kept:
        mask |= permission if tag not in (_USER_OBJ, _OTHER) else 0
    kept.append((_MASK, mask, _NO_ID))
    kept.sort(key=lambda entry: (entry[0], entry[2]))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in kept)
