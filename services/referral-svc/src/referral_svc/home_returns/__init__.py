"""Organising a return home is the hospital's own social service: whoever asks is told its address, and is counted."""
