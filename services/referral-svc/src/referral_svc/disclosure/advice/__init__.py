"""The advice that a specialist gives before any visit: sealed and read as a report is."""
