"""The Learning Zone: courses of short modules, taken anywhere, recorded so that they count."""
