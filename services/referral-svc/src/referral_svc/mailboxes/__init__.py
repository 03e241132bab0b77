"""The mailbox of a structure: where all its colleagues are told of the requests that one of them stated."""
