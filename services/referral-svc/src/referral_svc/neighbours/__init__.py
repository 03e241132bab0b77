"""Two CPTS agree, and one opens a request to the other: each sees only its own (F182)."""
