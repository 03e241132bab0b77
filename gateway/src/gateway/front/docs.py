"""A readable page of the API, made once from the merged OpenAPI. No script, no CDN, nothing inline."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import Any

import orjson

from gateway.front.site import Page

STYLE = """
:root { color-scheme: light; font: 1rem/1.5 system-ui, sans-serif; color: #16212b; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem; background: #fff; }
a { color: #0b5c68; } a:focus-visible, summary:focus-visible { outline: 3px solid #0b5c68; outline-offset: 2px; }
h1 { font-size: 1.75rem; } h2 { border-top: 1px solid #aab6c0; padding-top: 1rem; font-size: 1.375rem; }
details { border: 1px solid #c6d0d8; border-radius: 4px; margin: .5rem 0; padding: .25rem .75rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
code, .method { font: .9375rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; color: #0b5c68; }
.words { color: #4b5966; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #e3e8ed; }
caption { text-align: left; font-weight: 600; }
"""


def pages(document: dict[str, Any]) -> dict[str, Page]:
    """`/openapi.json`, `/docs` and its style sheet."""
    return {
        "/openapi.json": Page.of(orjson.dumps(document), "application/json"),
        "/docs": Page.of(_html(document).encode(), "text/html"),
        "/docs/style.css": Page.of(STYLE.encode(), "text/css"),
    }


def _html(document: dict[str, Any]) -> str:
    by_service: dict[str, list[str]] = defaultdict(list)
    for path, operations in sorted(document.get("paths", {}).items()):
        for method, operation in operations.items():
            by_service[path.split("/")[2] if path.count("/") > 2 else path].append(
                _operation(method, path, operation)
            )
    toc = "".join(f'<li><a href="#{escape(name)}">{escape(name)}</a></li>' for name in by_service)
    sections = "".join(
        f'<section><h2 id="{escape(name)}">{escape(name)}</h2>{"".join(operations)}</section>'
        for name, operations in by_service.items()
    )
    schemas = "".join(
        _schema(name, schema) for name, schema in sorted(document.get("components", {}).get("schemas", {}).items())
    )
    info = document.get("info", {})
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Maillage API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/docs/style.css"></head><body><main>'
        f"<h1>{escape(info.get('title', 'Maillage'))} API</h1><p>{escape(info.get('description', ''))}</p>"
        "<p>Errors are RFC 9457 problems whose <code>type</code> names the rule that refused. Lists are keyset "
        "pages. Creations take <code>Idempotency-Key</code>, edits <code>If-Match</code>, writes with a session "
        'the header <code>X-CSRF-Token</code>. The same in a file: <a href="/openapi.json">openapi.json</a>.</p>'
        f'<nav aria-label="Services"><ul>{toc}<li><a href="#schemas">schemas</a></li></ul></nav>{sections}'
        f'<section><h2 id="schemas">schemas</h2>{schemas}</section></main></body></html>'
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    parameters = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}"
        f"{', required' if one.get('required') else ''}</td><td>{_type(one.get('schema', {}))}</td>"
        f"<td>{escape(one.get('description') or one.get('schema', {}).get('description') or '')}</td></tr>"
        for one in operation.get("parameters", [])
    )
    body = "".join(
        f"<p>Body: {escape(kind)}, {_type(content.get('schema', {}))}</p>"
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
    )
    answers = "".join(
        f"<tr><td>{escape(status)}</td><td>{_answer_type(answer)}</td>"
        f"<td>{escape(answer.get('description', ''))}</td></tr>"
        for status, answer in sorted(operation.get("responses", {}).items())
    )
    table = "<table><caption>{}</caption><tbody>{}</tbody></table>"
    return (
        f'<details id="{escape(operation.get("operationId", ""))}"><summary><span class="method">{method.upper()}'
        f"</span> <code>{escape(path)}</code></summary>"
        f'<p class="words">{escape(operation.get("description") or operation.get("summary", ""))}</p>'
        f"{table.format('Parameters', parameters) if parameters else ''}{body}{table.format('Answers', answers)}"
        "</details>"
    )


def _answer_type(answer: dict[str, Any]) -> str:
    return ", ".join(_type(content.get("schema", {})) for content in answer.get("content", {}).values())


def _schema(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", [])
    rows = "".join(
        f"<tr><td><code>{escape(field)}</code></td><td>{'required' if field in required else ''}</td>"
        f"<td>{_type(kind)}</td><td>{escape(str(kind.get('description', '')))}</td></tr>"
        for field, kind in schema.get("properties", {}).items()
    )
    inside = f"<table><tbody>{rows}</tbody></table>" if rows else f"<p>{_type(schema)}</p>"
    return (
        f'<details id="schema-{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        f'<p class="words">{escape(str(schema.get("description", "")))}</p>{inside}</details>'
    )


def _type(schema: dict[str, Any]) -> str:
    """One line that says the type, with links to named schemas."""
    if reference := schema.get("$ref"):
        name = escape(reference.rpartition("/")[2])
        return f'<a href="#schema-{name}">{name}</a>'
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return " or ".join(_type(one) for one in schema[word])
    if "enum" in schema:
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    words = [str(schema.get("type", "any"))]
    words += [f"{name} {schema[name]}" for name in _BOUNDS if name in schema]
    return escape(", ".join(words))


_BOUNDS = ("format", "minimum", "maximum", "minLength", "maxLength", "pattern")
