"""Who follows a case: its holder, and who stands in for her on leave."""
