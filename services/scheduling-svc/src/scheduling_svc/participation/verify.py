"""Checks a signed statement offline: `python -m scheduling_svc.participation.verify KEY.json < statement.txt`.

KEY.json is the public key of the service (`GET /api/scheduling/v1/public/participation-key`); the statement is the
text of the QR code, or the JSON file as it was given.
"""

from __future__ import annotations

import sys
from pathlib import Path

import orjson
from joserfc.jwk import ECKey

from scheduling_svc.participation.signing import SignatureWrong, verify


def main(key_file: str, given: str) -> int:
    key = ECKey.import_key(orjson.loads(Path(key_file).read_bytes()))
    signed = orjson.loads(given)["signed"] if given.lstrip().startswith("{") else given.strip()
    try:
        statement = verify(signed, key)
    except SignatureWrong:
        print("This statement was not signed with this key, or was changed since.", file=sys.stderr)
        return 1
    print(statement.model_dump_json(indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read()))
