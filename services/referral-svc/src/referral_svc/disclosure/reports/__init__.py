"""Reports of care and results, written or attached, sealed with the request they belong to."""
