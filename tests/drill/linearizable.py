"""Is there an order in which each act happened at one instant between its call and its answer? (Wing and Gong)

The search goes through the acts in order of call, as Lowe and the Porcupine checker do: an act that may come next is
tried, one that returned before any other may come forces a step back, and a pair (acts done, states) that was seen
is not tried twice. Every history here is that of one agenda: agendas share nothing, so each is searched alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

States = frozenset[Any]
#: What a state becomes by an act that was answered so: several where the answer leaves it open, none where it lies.
Step = Callable[[Any, Any], Iterable[Hashable]]


@dataclass(frozen=True)
class Act:
    """Seconds of one clock, and what was asked and answered, which the model alone reads."""

    called: float
    returned: float
    said: Any


@dataclass(frozen=True)
class Stuck:
    """The longest order that was found, and the acts of which none could come next, whatever stood then."""

    after: list[Act]
    none_of: list[Act]
    states: States

    def __str__(self) -> str:
        lately = " · ".join(str(act.said) for act in self.after[-8:])
        return f"after [… {lately}] none of [{' · '.join(str(act.said) for act in self.none_of)}] was true"


class _Entry:
    """A call or a return, in a list from which an act is taken out and put back."""

    __slots__ = ("act", "after", "before", "match")

    def __init__(self, act: int, match: _Entry | None = None) -> None:
        self.act, self.match = act, match
        self.before: _Entry | None = None
        self.after: _Entry | None = None


def not_linearizable(acts: Sequence[Act], first: Hashable, step: Step) -> Stuck | None:
    """None when an order exists. Every act must have an answer."""
    head = _entries(acts)
    states: States = frozenset([first])
    done, seen = 0, set()
    order: list[tuple[_Entry, States]] = []
    longest: tuple[list[int], States, list[int]] = ([], states, [])
    entry = head.after
    while head.after is not None:
        assert entry is not None
        if entry.match is not None:
            reached = frozenset(after for state in states for after in step(state, acts[entry.act].said))
            key = (done | 1 << entry.act, reached)
            if reached and key not in seen:
                seen.add(key)
                order.append((entry, states))
                done, states = key
                _take_out(entry)
                entry = head.after
            else:
                entry = entry.after
            continue
        # A return whose act has not happened: nothing that was called before it can come next.
        if len(order) >= len(longest[0]):
            longest = ([one.act for one, _ in order], states, _waiting(head, entry))
        if not order:
            break
        entry, states = order.pop()
        done &= ~(1 << entry.act)
        _put_back(entry)
        entry = entry.after
    if head.after is None:
        return None
    done_acts, states, waiting = longest
    return Stuck([acts[one] for one in done_acts], [acts[one] for one in waiting], states)


def _entries(acts: Sequence[Act]) -> _Entry:
    """In order of time; a call before a return of the same instant, so that touching acts count as overlapping."""
    timed: list[tuple[float, int, int, _Entry]] = []
    for number, act in enumerate(acts):
        returned = _Entry(number)
        timed.append((act.called, 0, number, _Entry(number, returned)))
        timed.append((act.returned, 1, number, returned))
    head = last = _Entry(-1)
    for *_, entry in sorted(timed, key=lambda one: one[:3]):
        last.after, entry.before = entry, last
        last = entry
    return head


def _take_out(call: _Entry) -> None:
    for entry in (call, call.match):
        assert entry is not None
        assert entry.before is not None
        entry.before.after = entry.after
        if entry.after is not None:
            entry.after.before = entry.before


def _put_back(call: _Entry) -> None:
    for entry in (call.match, call):
        assert entry is not None
        assert entry.before is not None
        entry.before.after = entry
        if entry.after is not None:
            entry.after.before = entry


def _waiting(head: _Entry, until: _Entry) -> list[int]:
    found, entry = [], head.after
    while entry is not None and entry is not until:
        found.append(entry.act)
        entry = entry.after
    return found
