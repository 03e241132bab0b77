"""The list that a coordination kept before: read from a file, mapped, tried, then stated request by request."""
