"""The list that goes to the CPAM: the only place where an unpaid act and the person's name stand together."""
