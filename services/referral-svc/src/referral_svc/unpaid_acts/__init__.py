"""Acts of care done before the person's rights were up to date, which the CPAM may pay by convention (F074)."""
