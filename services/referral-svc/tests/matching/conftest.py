"""A busy machine is no broken rule: properties are judged by what they find, not by how long they took."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
