"""Discrimination monitor (rules of the profession, section 4): whether some are served worse, beyond chance."""
