"""One year of an invented territory, to see what the rules of matching do to people and to doctors.

Imports `referral_svc.matching` alone, as a third party would who replays the policy (an import contract holds
it). Nothing here is run by the service. `make simulate` prints the table and draws the figure of the docs; what
is assumed, and from which sources, is in docs/simulator.md.
"""
