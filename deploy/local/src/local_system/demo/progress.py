"""What the person at the terminal sees while the territory is loaded: one line per step, with a bar on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Step = Callable[[str, int, int], None]
"""Name of the step, done, total."""

_WIDTH = 24


@dataclass
class Progress:
    """Callable as (step, done, total). On a terminal the line is drawn again in place, ten times a second at most;
    elsewhere each step is said once, when it ends."""

    say: Callable[[str], None]
    is_terminal: bool = field(default_factory=sys.stderr.isatty)
    _drawn_at: float = 0.0
    _started: dict[str, float] = field(default_factory=dict)
    _finished: set[str] = field(default_factory=set)

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        began = self._started.setdefault(step, now)
        if done >= total:
            if step not in self._finished:
                self._finished.add(step)
                self._clear()
                self.say(f"{step}: {total} in {now - began:.1f} s")
        elif self.is_terminal and now - self._drawn_at > 0.1:
            self._drawn_at = now
            filled = _WIDTH * done // max(1, total)
            sys.stderr.write(f"\r  {step:<18} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}  ")
            sys.stderr.flush()

    def _clear(self) -> None:
        if self.is_terminal:
            sys.stderr.write("\r" + " " * 72 + "\r")
