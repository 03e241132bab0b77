"""Messages about a request, between those who take part."""
