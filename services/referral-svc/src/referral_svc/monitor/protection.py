"""Small numbers are kept back, and enough beside them that no subtraction gives them back. Pure.

Whoever reads a table sees its total and its open cells. A cell from 1 to `fewest` - 1 is hidden; a single hidden cell
is the total less the open ones, so the smallest open one is hidden too, and on until what is hidden together is two
cells at least and `fewest` persons at least. When nothing is left to hide behind, the total is withheld as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Protected:
    """The cells that may be shown, and the total when it tells nothing of the others."""

    shown: Mapping[str, int]
    total: int | None


def protect(counts: Mapping[str, int], fewest: int) -> Protected:
    """`counts` by group; a group of nobody is open, since it tells of nobody."""
    hidden = {group for group, count in counts.items() if 0 < count < fewest}
    if hidden:
        others = sorted((count, group) for group, count in counts.items() if count and group not in hidden)
        while others and not _is_enough(counts, hidden, fewest):
            hidden.add(others.pop(0)[1])
    shown = {group: count for group, count in counts.items() if group not in hidden}
    is_open = not hidden or _is_enough(counts, hidden, fewest)
    return Protected(shown, sum(counts.values()) if is_open else None)


def _is_enough(counts: Mapping[str, int], hidden: set[str], fewest: int) -> bool:
    together = sum(counts[group] for group in hidden)
    # As many persons as cells would say that each holds one.
    return len(hidden) > 1 and together >= fewest and together > len(hidden)
