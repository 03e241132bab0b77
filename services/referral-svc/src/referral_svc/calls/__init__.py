"""Professionals are called one after the other, and the attempts to reach the person are counted."""
