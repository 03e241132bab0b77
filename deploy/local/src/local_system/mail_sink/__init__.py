"""The mail server of the demonstration: takes every mail, sends none, shows them at /demo/courrier."""
