"""A database and its plain role, made by the superuser.

A role owns its database and nothing else: it is no superuser and cannot go round row-level security.
Everything here may be repeated: what exists is left, passwords are set again.
"""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "cube", "earthdistance")


@dataclass(frozen=True)
class Role:
    name: str
    password: str


async def provide_role(admin_url: str, role: Role) -> None:
    connection = await asyncpg.connect(admin_url)
    try:
        known = await connection.fetchval("select 1 from pg_roles where rolname = $1", role.name)
        verb = "alter" if known else "create"
        await connection.execute(
            f"{verb} role {quoted(role.name)} login password {literal(role.password)} "
            "nosuperuser nobypassrls nocreatedb nocreaterole noreplication"
        )
    finally:
        await connection.close()


async def provide_database(admin_url: str, name: str, owner: str, extensions: tuple[str, ...] = EXTENSIONS) -> None:
    """Makes the database if it is absent, closes it to every other role, adds the extensions."""
    connection = await asyncpg.connect(admin_url)
    try:
        if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
            await connection.execute(
                f"create database {quoted(name)} owner {quoted(owner)} template template0 encoding 'UTF8' "
                "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
            )
        await connection.execute(f"revoke connect, temporary on database {quoted(name)} from public")
    finally:
        await connection.close()
    inside = await asyncpg.connect(admin_url, database=name)
    try:
        for extension in extensions:
            await inside.execute(f"create extension if not exists {quoted(extension)}")
    finally:
        await inside.close()


def quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    if "\\" in text:
        raise ValueError("a backslash in a password would change its meaning")
    return "'" + text.replace("'", "''") + "'"
