"""Refusals of the search."""

from __future__ import annotations

from carekit.errors import Invalid


class NameWithoutLetters(Invalid):
    """A name is searched by its letters."""

    title = "The name holds no letter to search for"
    field = "query.name"
