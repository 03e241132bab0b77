"""Statements of several requests at once that carry identity."""
