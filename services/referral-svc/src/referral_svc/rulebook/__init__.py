"""The rule sets that CPTS have adopted: versioned, dated, each with its author."""
