"""The folder gateway/ bears the name of the package it holds: the package is imported first, so that pytest
does not take the folder for it."""

import gateway  # noqa: F401
