"""Clients of the services that know papers."""
