"""The plan for a backlog: made, looked at, edited row by row, started; and the backlog that a departure makes."""
