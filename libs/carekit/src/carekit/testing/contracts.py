"""The contract of a service as its code says it, to be written to `contracts/` or compared with it."""

from __future__ import annotations

import base64
import importlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from carekit.errors import Invalid
from carekit.events import Envelope, Event
from carekit.testing.keys import write_keys

#: Contract file -> package whose `create_app()` serves it.
SERVICES = {
    "accounts": "gateway",
    "directory": "directory_svc",
    "referral": "referral_svc",
    "scheduling": "scheduling_svc",
}


def openapi_of(package: str) -> dict[str, Any]:
    """The OpenAPI document of a service, without a database or any secret of ours."""
    with _throwaway_environment(package):
        create_app = importlib.import_module(f"{package}.main").create_app
        app = create_app()
        document: dict[str, Any] = json.loads(json.dumps(getattr(app, "accounts", app).openapi()))
    return document


def events_of(package: str) -> dict[str, dict[str, Any]]:
    """JSON Schema of each event the package produces, by type, envelope included."""
    module = importlib.import_module(f"{package}.contracts")
    return {event.type: event_schema(event) for event in module.EVENTS}


def event_schema(event: type[Event]) -> dict[str, Any]:
    envelope = Envelope.model_json_schema()
    data = event.model_json_schema(mode="serialization")
    envelope["$defs"] = {**envelope.get("$defs", {}), **data.pop("$defs", {})}
    envelope["properties"]["type"] = {"const": event.type}
    envelope["properties"]["data"] = data
    envelope["title"] = event.type
    envelope["description"] = (event.__doc__ or "").strip()
    if not envelope["$defs"]:
        del envelope["$defs"]
    return envelope


def merged(documents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One document for integrators. Schemas of the same name must be the same, else they are prefixed."""
    whole: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "Maillage",
            "version": "1",
            "description": "Coordination platform of a CPTS: directory, referrals, shared agenda, accounts.",
        },
        "paths": {},
        "components": {"schemas": {}, "securitySchemes": {}},
    }
    for name, document in documents.items():
        text = json.dumps(document)
        for schema, body in document.get("components", {}).get("schemas", {}).items():
            present = whole["components"]["schemas"].get(schema)
            if present is not None and present != body:
                text = text.replace(
                    f'"#/components/schemas/{schema}"', f'"#/components/schemas/{name.capitalize()}{schema}"'
                ).replace(f'"{schema}": {{', f'"{name.capitalize()}{schema}": {{')
        document = json.loads(text)
        components = document.get("components", {})
        whole["components"]["schemas"].update(components.get("schemas", {}))
        whole["components"]["securitySchemes"].update(components.get("securitySchemes", {}))
        for path, operations in document["paths"].items():
            for operation in operations.values():
                operation.setdefault("tags", [name])
            whole["paths"][path] = operations
    return whole


def input_fields(document: dict[str, Any]) -> set[str]:
    """Paths of all that its operations take, spelled as in `errors`: `patient.birth.date`, `query.limit`..."""
    fields = {"body"}
    for operations in document["paths"].values():
        for operation in operations.values():
            fields |= {f"{one['in']}.{one['name']}" for one in operation.get("parameters", [])}
            for content in operation.get("requestBody", {}).get("content", {}).values():
                fields |= set(_paths(document, content.get("schema", {}), ""))
    return fields


def _paths(document: dict[str, Any], schema: dict[str, Any], above: str) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][name]
    for part in [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]:
        yield from _paths(document, part, above)
    for name, inner in schema.get("properties", {}).items():
        yield f"{above}{name}"
        yield from _paths(document, inner, f"{above}{name}.")


def rules_about_input(package: str) -> dict[str, str]:
    """Each rule of the package that refuses an input, with the field it names. Its application must be imported."""
    rules: dict[str, str] = {}
    waiting = list(Invalid.__subclasses__())
    while waiting:
        rule = waiting.pop()
        waiting += rule.__subclasses__()
        if rule.__module__.split(".")[0] == package:
            rules[rule.__name__] = rule.field
    return rules


def as_file(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@contextmanager
def _throwaway_environment(package: str) -> Iterator[None]:
    """Enough settings to build the application; nothing is ever connected to."""
    settings = importlib.import_module(f"{package}.settings").Settings
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = dict(os.environ)
        os.environ.update(_values(settings, folder))
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _values(settings: type[BaseSettings], folder: Path) -> dict[str, str]:
    prefix = settings.model_config.get("env_prefix", "")
    keys = write_keys(folder)
    issuer = {"GATEWAY_": "gateway"}.get(prefix, prefix.rstrip("_").lower() + "-svc")
    known = {
        "database_url": "postgresql://nobody:nothing@127.0.0.1:1/nowhere",
        "signing_key": str(keys.private(issuer)),
        "trusted_keys": str(keys.trusted),
    }
    values = {}
    for name, field in settings.model_fields.items():
        if name in known:
            values[name] = known[name]
        elif field.is_required():
            values[name] = _placeholder(name, field.annotation, folder)
    return {f"{prefix}{name}".upper(): value for name, value in values.items()}


def _placeholder(name: str, kind: Any, folder: Path) -> str:
    if kind is Path:
        path = folder / name
        path.write_bytes(bytes(32))
        return str(path)
    if kind is int:
        return "1"
    if name.endswith("_key"):
        return base64.b64encode(bytes(32)).decode()
    if kind is SecretStr or kind is str:
        return "http://127.0.0.1:1" if name.endswith("url") else "placeholder"
    return "{}"
