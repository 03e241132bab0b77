"""The smallest body that a schema of our own OpenAPI accepts, so that only the role can refuse a call."""

from __future__ import annotations

from typing import Any

BY_FORMAT = {
    "uuid": "0197c1d2-0000-7000-8000-00000000000a",
    "date": "2026-12-01",
    "date-time": "2026-12-01T09:00:00Z",
    "time": "09:00:00",
    "email": "quelqu.un@exemple.invalid",
    "uri": "https://exemple.invalid/",
}


def example(schema: dict[str, Any], components: dict[str, Any]) -> Any:
    """Only required members; the first of each choice."""
    if "$ref" in schema:
        return example(components[schema["$ref"].rpartition("/")[2]], components)
    if "const" in schema:
        return schema["const"]
    if "default" in schema:
        return schema["default"]
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema:
        return schema["enum"][0]
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return example(schema[choice][0], components)
    if "allOf" in schema:
        return {key: value for part in schema["allOf"] for key, value in example(part, components).items()}
    return _of_type(schema, components)


def _of_type(schema: dict[str, Any], components: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            members = schema.get("properties", {})
            return {name: example(members[name], components) for name in schema.get("required", [])}
        case "array":
            return [example(schema["items"], components)] * schema.get("minItems", 0)
        case "string":
            text = BY_FORMAT.get(schema.get("format", ""), "texte")
            return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", 10_000)]
        case "integer" | "number":
            least = max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
            return min(least, schema.get("maximum", least))
        case "boolean":
            return True
        case _:
            return None
