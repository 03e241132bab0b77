"""Rounds at home as plain values: the problem, its rules, and a search that breaks none of them. Pure."""
