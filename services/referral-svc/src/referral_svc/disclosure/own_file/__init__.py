"""The whole file of a person who asks for it."""
