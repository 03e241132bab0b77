"""A territory that does not exist, made in the official formats and loaded through the ordinary doors.

Nobody here exists: RPPS numbers begin with 99 (ANS attributes 10…), departments 96 and 99 are not
attributed, telephone numbers come from the ranges ARCEP keeps for fiction, mail goes to `.invalid`.
Every module is deterministic: the same bytes on every machine.
"""
