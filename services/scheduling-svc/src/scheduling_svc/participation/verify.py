"""Checks a signed statement offline: `python -m scheduling_svc.participation.verify KEYS.json < statement.txt`.

KEYS.json are the public keys of the service (`GET /api/scheduling/v1/public/participation-key`); the statement is the
text of the QR code, or the JSON file as it was given.
"""

from __future__ import annotations

import sys
from pathlib import Path

import orjson

from scheduling_svc.participation.signing import SignatureWrong, by_thumbprint, keys_in, verify


def main(key_file: str, given: str) -> int:
    keys = by_thumbprint(keys_in(Path(key_file)))
    signed = orjson.loads(given)["signed"] if given.lstrip().startswith("{") else given.strip()
    try:
        statement = verify(signed, keys)
    except SignatureWrong:
        print("This statement was not signed with one of these keys, or was changed since.", file=sys.stderr)
        return 1
    print(statement.model_dump_json(indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read()))
