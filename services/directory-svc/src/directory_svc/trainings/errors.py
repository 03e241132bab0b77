"""Refusals about a training."""

from __future__ import annotations

from carekit.errors import Invalid, NotFound


class TrainingNotOver(Invalid):
    """A training counts once it was followed; until then it is a wish."""

    title = "This training is not over"
    field = "followed.ended"


class TrainingNotStated(NotFound):
    title = "Nothing was said of a training of this professional"
