"""What corrects the slots of an agenda, as a pure question: these are planned, those are present."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling_svc.openings.derivation import PlannedSlot, SlotTerms
from scheduling_svc.openings.release import AT_ONCE
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.upkeep import corrections

OPENING = UUID(int=1)
NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)


def terms(modality: str = "AMB") -> SlotTerms:
    return SlotTerms(
        place_id=None, modalities=[modality], appointment_type="ROUTINE", reasons={}, overbooking=0,
        cpts_from=AT_ONCE, pro_from=None, snp_from=None, public_from=None,
        shared_with=[],
    )  # fmt: skip


def plan(at: int, minutes: int = 15, opening: UUID = OPENING, modality: str = "AMB") -> PlannedSlot:
    start = NINE + timedelta(minutes=at)
    return PlannedSlot(opening, start, start + timedelta(minutes=minutes), terms(modality))


def present(at: int, status: str = "free", minutes: int = 15, opening: UUID = OPENING) -> Slot:
    start = NINE + timedelta(minutes=at)
    return Slot(
        slot_id=uuid4(), opening_id=opening, starts_at=start, ends_at=start + timedelta(minutes=minutes),
        status=status, **vars(terms()),
    )  # fmt: skip


def test_what_is_in_line_is_left_alone():
    found = corrections([plan(0), plan(15)], [present(0), present(15, "booked")])
    assert (found.missing, found.changed, found.unwanted) == ([], [], [])


def test_a_taken_slot_is_never_touched_whatever_the_rules_say():
    taken = [present(0, "booked"), present(15, "held")]
    found = corrections([plan(0, 30), plan(30, 30)], taken)
    assert found.missing == [plan(30, 30)]
    assert (found.changed, found.unwanted) == ([], [])
    assert corrections([], taken).unwanted == []


def test_a_free_slot_that_no_rule_asks_for_goes():
    gone = present(45)
    assert corrections([plan(0)], [present(0), gone]).unwanted == [gone.slot_id]


def test_a_free_slot_keeps_its_id_when_only_its_terms_change():
    slot = present(0)
    found = corrections([plan(0, 20, modality="VR")], [slot])
    assert found.changed == [(slot.slot_id, plan(0, 20, modality="VR"))]
    assert (found.missing, found.unwanted) == ([], [])


def test_a_planned_slot_waits_while_a_taken_one_of_the_same_opening_is_in_its_way():
    assert corrections([plan(10, 20)], [present(0, "booked")]).missing == []
    assert corrections([plan(10, 20)], [present(0, "booked", opening=uuid4())]).missing == [plan(10, 20)]


@settings(max_examples=300, deadline=None)
@given(
    length=st.integers(1, 9),
    planned=st.sets(st.integers(0, 20), max_size=10),
    slots=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["free", "held", "booked"])), max_size=10,
                   unique_by=lambda slot: slot[0]),
)  # fmt: skip
def test_corrections_lead_to_the_plan_in_one_step_and_then_to_nothing(length, planned, slots):
    """After them: every free slot is planned, nothing free overlaps a taken one, and there is nothing to correct."""
    wanted = [plan(at * 5, length * 5) for at in sorted(planned)]
    before = [present(at * 5, status, minutes=5) for at, status in slots]
    found = corrections(wanted, before)
    after = [slot for slot in before if slot.slot_id not in found.unwanted]
    for slot_id, new in found.changed:
        slot = next(slot for slot in after if slot.slot_id == slot_id)
        slot.ends_at, slot.modalities = new.ends_at, new.terms.modalities
    for new in found.missing:
        minutes = int((new.ends_at - new.starts_at).total_seconds() // 60)
        after.append(present(int((new.starts_at - NINE).total_seconds() // 60), minutes=minutes))
    again = corrections(wanted, after)
    assert (again.missing, again.changed, again.unwanted) == ([], [], [])
    taken = [slot for slot in after if slot.status != "free"]
    assert {slot.slot_id for slot in before if slot.status != "free"} == {slot.slot_id for slot in taken}
    for slot in after:
        if slot.status == "free":
            assert slot.starts_at in {new.starts_at for new in wanted}
            assert not any(t.starts_at < slot.ends_at and slot.starts_at < t.ends_at for t in taken)
