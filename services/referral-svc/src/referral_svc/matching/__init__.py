"""Who could take this person, in which order, and why: pure rules without I/O.

Plain frozen values in, plain frozen values out, the present instant as an argument. Imports the standard
library and `carekit.clock` alone (an import contract holds it), so that no rule can see an identity.
"""
