"""REF: a plain signed-in Django page doing the same work as a community's home."""
