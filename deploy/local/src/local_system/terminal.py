"""What the person at the terminal reads: one sentence per line, nothing else."""

from __future__ import annotations

import sys


class CannotStart(Exception):
    """What stands in the way and what to do about it, in one sentence."""


def say(sentence: str) -> None:
    print(f"  {sentence}", flush=True)


def step(sentence: str) -> None:
    """A step that takes a moment; dimmed on a real terminal."""
    dim, plain = ("\033[2m", "\033[0m") if sys.stdout.isatty() else ("", "")
    print(f"{dim}— {sentence}{plain}", flush=True)
