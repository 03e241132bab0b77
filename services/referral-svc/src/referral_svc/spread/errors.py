"""Refusals about the spread, each named after the rule that refused."""

from __future__ import annotations

from carekit.errors import NotFound


class ShareOfAnother(NotFound):
    """A professional reads his own share and nobody else's; the coordination reads all."""

    title = "No share by that identifier"
