"""Wishes that a search may fail to meet."""

from __future__ import annotations

from enum import StrEnum


class WishCode(StrEnum):
    FEMALE = "female"
    MALE = "male"
    LANGUAGE = "language"
    USUAL = "usual"
    """The doctor the person already knows."""
