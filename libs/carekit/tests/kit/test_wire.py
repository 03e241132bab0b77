"""What comes over the wire is read leniently where letters stand for a value, and no further."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from carekit.wire import Input


class Filters(Input):
    overdue: bool | None = None
    mine: bool = False
    places: int = 0


@pytest.mark.parametrize("number", [0, 1, 0.0, 1.0])
@pytest.mark.parametrize("field", ["overdue", "mine"])
def test_a_number_is_no_truth(field: str, number: float) -> None:
    with pytest.raises(ValidationError, match="true or false"):
        Filters.model_validate({field: number})


def test_a_query_says_true_in_letters_and_a_number_stays_one() -> None:
    read = Filters.model_validate({"overdue": "true", "mine": True, "places": 1})
    assert (read.overdue, read.mine, read.places) == (True, True, 1)
