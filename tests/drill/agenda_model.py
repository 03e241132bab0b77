"""An agenda as its rules say it is, one act at a time: what each answer may be, and what stands after it. Pure.

Two openings over the same hours (`AMB` and `HH`), whose slots may be cut anew, closed, or emptied by an absence. What
is free follows from the rules and from what is taken, always; so a booking that is lost, a hold that haunts its slot
and a slot that outlives its rule are all the same fault: a reading that nothing explains. Minutes count from the
start of the openings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

OPEN_FOR = 120
#: How long each reason lasts; `first_visit` takes more than one slot where they are short.
REASONS = {"snp": 10, "first_visit": 30}
LENGTHS = (15, 20, 30)

HELD, BOOKED = "held", "booked"
TAKEN, GONE, NO_ROOM, REFUSED = "slot-taken", "not-found", "not-enough-room", "transition-refused"
DONE = "done"


class Slot(NamedTuple):
    opening: str
    starts: int
    ends: int

    def meets(self, other: Slot | tuple[int, int]) -> bool:
        starts, ends = other[-2:]
        return self.starts < ends and starts < self.ends


class Taken(NamedTuple):
    """A hold, or an appointment, by the name that its answer gave it."""

    name: str
    status: str
    by: str
    slots: tuple[Slot, ...]

    @property
    def span(self) -> Slot:
        return Slot(self.slots[0].opening, self.slots[0].starts, self.slots[-1].ends)


@dataclass(frozen=True)
class Agenda:
    lengths: tuple[tuple[str, int], ...] = (("AMB", 15), ("HH", 25))
    closed: frozenset[tuple[int, int]] = frozenset()
    absent: bool = False
    taken: frozenset[Taken] = frozenset()
    #: (opening, start) → the identifier under which somebody read that slot, as long as it exists.
    ids: frozenset[tuple[str, int, str]] = frozenset()

    def planned(self) -> Iterator[Slot]:
        if self.absent:
            return
        for opening, length in self.lengths:
            for starts in range(0, OPEN_FOR - length + 1, length):
                slot = Slot(opening, starts, starts + length)
                if not any(slot.meets(span) for span in self.closed):
                    yield slot

    def free(self) -> list[Slot]:
        """Planned, and not in the way of a taken one of the same opening."""
        kept = [slot for taken in self.taken for slot in taken.slots]
        return [
            slot
            for slot in self.planned()
            if not any(one.opening == slot.opening and one.meets(slot) for one in kept)
        ]

    def shown(self) -> list[Slot]:
        """Free, and its time not taken by a slot of the other opening either."""
        return [slot for slot in self.free() if not _is_met(self.taken, slot)]

    def become(self, **changed: Any) -> Agenda:
        """Identifiers end with their slots."""
        after = replace(self, **changed)
        exist = {(slot.opening, slot.starts) for slot in after.free()}
        exist |= {(slot.opening, slot.starts) for taken in after.taken for slot in taken.slots}
        return replace(after, ids=frozenset(one for one in after.ids if one[:2] in exist))

    def without(self, names: Iterable[str]) -> frozenset[Taken]:
        gone = set(names)
        return frozenset(one for one in self.taken if one.name not in gone)

    def named(self, name: str) -> Taken | None:
        return next((one for one in self.taken if one.name == name), None)


class Read(NamedTuple):
    """Every free slot that a search showed, with its identifier."""

    shown: frozenset[tuple[Slot, str]]


class Take(NamedTuple):
    """A hold or a booking of the slot that was read as `slot_id`: refused, or done under a name; a booking says when
    it ends."""

    status: str
    by: str
    slot: Slot
    slot_id: str
    reason: str
    answer: str
    name: str = ""
    ends: int = 0


class Move(NamedTuple):
    by: str
    name: str
    slot: Slot
    slot_id: str
    reason: str
    answer: str
    ends: int = 0


class GiveBack(NamedTuple):
    """Said twice because the first answer was lost, it may be refused though it was done."""

    name: str
    answer: str
    repeated: bool = False


class Release(GiveBack):
    """A hold, by its holder."""


class Cancel(GiveBack):
    """An appointment."""


class Expire(NamedTuple):
    """A hold whose time is over; `surely` when it must have been taken back before the history ends."""

    name: str
    surely: bool = True


class Cut(NamedTuple):
    """The opening's slots last so many minutes from now on."""

    opening: str
    minutes: int


class Close(NamedTuple):
    span: tuple[int, int]
    closed: bool


class Away(NamedTuple):
    absent: bool


class Kept(NamedTuple):
    """What the database holds in the end: holds and appointments with their spans, and which slots are taken."""

    standing: frozenset[tuple[str, str, int, int]]
    slots: frozenset[Slot]


def step(agenda: Agenda, said: Any) -> Iterable[Agenda]:
    match said:
        case Read(shown):
            return _read(agenda, shown)
        case Take():
            return _take(agenda, said)
        case Move():
            return _move(agenda, said)
        case GiveBack():
            return _give_back(agenda, said)
        case Expire(name, surely):
            after = agenda.become(taken=agenda.without([name]) if _holds(agenda, name) else agenda.taken)
            return [after] if surely else [agenda, after]
        case Cut(opening, minutes):
            return [agenda.become(lengths=tuple((dict(agenda.lengths) | {opening: minutes}).items()))]
        case Close(span, closed):
            return [agenda.become(closed=agenda.closed | {span} if closed else agenda.closed - {span})]
        case Away(absent):
            return [agenda.become(absent=absent)]
        case Kept(standing, slots):
            there = {(one.name, one.status, one.span.starts, one.span.ends) for one in agenda.taken}
            taken = {slot for one in agenda.taken for slot in one.slots}
            return [agenda] if (there, taken) == (standing, slots) else []
    raise TypeError(said)


def _read(agenda: Agenda, shown: frozenset[tuple[Slot, str]]) -> list[Agenda]:
    if {slot for slot, _ in shown} != set(agenda.shown()):
        return []
    known = {(opening, starts): name for opening, starts, name in agenda.ids}
    if any(known.get((slot.opening, slot.starts), name) != name for slot, name in shown):
        return []
    return [replace(agenda, ids=agenda.ids | {(slot.opening, slot.starts, name) for slot, name in shown})]


def _take(agenda: Agenda, asked: Take) -> list[Agenda]:
    found = _room(agenda, asked)
    if isinstance(found, Refusals):
        return [agenda] if asked.answer in found.words else []
    if asked.answer != DONE or (asked.status == BOOKED and asked.ends != found.run[-1].ends):
        return []
    return [agenda.become(taken=found.others | {Taken(asked.name, asked.status, asked.by, found.run)})]


def _move(agenda: Agenda, asked: Move) -> list[Agenda]:
    """The old slots are given back before the new ones are taken, and a move waits for nobody: a slot that somebody
    has in hand, whatever becomes of it, is one that it lost. Who loses keeps what he had."""
    moved = agenda.named(asked.name)
    if asked.answer == GONE and (*asked.slot[:2], asked.slot_id) not in agenda.ids:
        return [agenda]  # lost first, and looked for once more: the appointment may have gone too
    if asked.answer in (TAKEN, NO_ROOM) or moved is None:
        return [agenda] if asked.answer in (TAKEN, NO_ROOM, REFUSED) else []
    if (*moved.span[:2], asked.slot_id) in agenda.ids:  # it stands there already
        return [agenda] if (asked.answer, asked.ends) == (DONE, moved.span.ends) else []
    found = _room(agenda.become(taken=agenda.without([moved.name])), asked)
    if isinstance(found, Refusals):
        return [agenda] if asked.answer in found.words else []
    if (asked.answer, asked.ends) != (DONE, found.run[-1].ends):
        return []
    return [agenda.become(taken=found.others | {moved._replace(slots=found.run)})]


def _give_back(agenda: Agenda, asked: GiveBack) -> list[Agenda]:
    there = agenda.named(asked.name) is not None
    after = agenda.become(taken=agenda.without([asked.name]))
    if asked.answer == DONE:
        return [after] if there else []
    if asked.repeated:
        return [after]
    return [] if there else [agenda]


def _holds(agenda: Agenda, name: str) -> bool:
    found = agenda.named(name)
    return found is not None and found.status == HELD


class Room(NamedTuple):
    """The slots that the reason takes, and who stays beside them: the caller's own holds on them end."""

    run: tuple[Slot, ...]
    others: frozenset[Taken]


class Refusals(NamedTuple):
    """What may be said instead."""

    words: frozenset[str]


def _room(agenda: Agenda, asked: Take | Move) -> Room | Refusals:
    slot = asked.slot
    if (slot.opening, slot.starts, asked.slot_id) not in agenda.ids:
        # Its row may still be there, in the shadow of what was taken while the rules changed: shown to nobody.
        shadowed = any(slot[:2] == one[:2] and _is_met(agenda.taken, one) for one in agenda.planned())
        return _refused(GONE, TAKEN) if shadowed else _refused(GONE)
    holders = {one: taken for taken in agenda.taken for one in taken.slots}
    booked = {one for one, taken in holders.items() if taken.status == BOOKED}
    there = {one[:2]: one for one in [*agenda.free(), *holders] if one.opening == slot.opening}
    run = [there[slot[:2]]]
    if run[0] in booked:
        return _refused(TAKEN)
    while run[-1].ends - run[0].starts < REASONS[asked.reason]:
        following = there.get((slot.opening, run[-1].ends))
        if following is None or following in booked:
            return _refused(NO_ROOM)
        run.append(following)
    held = [holders[one] for one in run if one in holders]
    others = agenda.without([one.name for one in held])
    span = Slot(slot.opening, run[0].starts, run[-1].ends)
    if any(one.by != asked.by for one in held) or _is_met(others, span):
        return _refused(TAKEN)
    return Room(tuple(run), others)


def _refused(*words: str) -> Refusals:
    return Refusals(frozenset(words))


def _is_met(taken: Iterable[Taken], slot: Slot) -> bool:
    return any(slot.meets(one.span) for one in taken)
