"""Readers of citation files."""
