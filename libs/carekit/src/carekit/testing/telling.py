"""Whether a text tells what it must not."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORT = 6


def told_in(text: str, words: Iterable[str]) -> list[str]:
    """Those of the words that stand in the text, in whatever case. One of a few characters (a year, a code) counts as
    a value of its own alone: within identifiers, instants, tokens and sealed bytes it turns up by chance."""
    folded = text.casefold()
    return [word for word in words if _stands_in(word.casefold(), folded)]


def _stands_in(word: str, text: str) -> bool:
    if len(word) >= SHORT:
        return word in text
    return re.search(rf"(?<![\w.-]){re.escape(word)}(?!\.?\w)", text) is not None
