"""The web of the Learning Zone."""
