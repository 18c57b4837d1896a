"""Tags for the figures of questions."""
