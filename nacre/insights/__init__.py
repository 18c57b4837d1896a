"""Counts what members do and tells the client, without counting on anybody in particular.

`record()` writes a line, `compact_activity` files it, measures count it, disclosure protects it and
a report shows it. Every app above records; this one never asks what a feature is.
"""
