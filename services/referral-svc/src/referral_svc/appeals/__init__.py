"""Appeals: what a professional seeks of the others, never about a person who needs care (F147)."""
