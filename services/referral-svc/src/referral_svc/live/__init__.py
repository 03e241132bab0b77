"""What changed, as hints without data: the screens of those who work the queue read again."""
