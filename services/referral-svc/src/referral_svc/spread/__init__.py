"""How placements and solicitations are spread over those who could take them: shown to whom it concerns."""
