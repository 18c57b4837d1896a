"""Django's handle on the app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Communities, the tenants."""

    name = "nacre.communities"
