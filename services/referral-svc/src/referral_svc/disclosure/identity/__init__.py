"""How sure an identity is, as the national référentiel d'identitovigilance (RNIV) names it."""
