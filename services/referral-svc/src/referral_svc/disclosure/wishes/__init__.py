"""Which wish could not be met, and why."""
