"""Blueprints: a community launched in a minute, and the demonstration."""
