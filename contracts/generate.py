"""Writes what the services promise: OpenAPI per service and merged, JSON Schema per event. `make contracts`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from carekit.testing.contracts import SERVICES, as_file, events_of, merged, openapi_of

HERE = Path(__file__).parent


def main() -> None:
    documents = {}
    for name, package in SERVICES.items():
        if importlib.util.find_spec(f"{package}.main") is None:
            sys.stderr.write(f"{package}: no main.py yet\n")
            continue
        documents[name] = openapi_of(package)
        write(HERE / "openapi" / f"{name}.json", as_file(documents[name]))
        if importlib.util.find_spec(f"{package}.contracts"):
            for event_type, schema in events_of(package).items():
                write(HERE / "events" / f"{event_type}.json", as_file(schema))
    write(HERE / "openapi.json", as_file(merged(documents)))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


if __name__ == "__main__":
    main()
