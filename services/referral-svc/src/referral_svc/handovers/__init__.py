"""A case, or a part of it, is handed to somebody by name: a colleague, a professional, a guest, a partner body."""
