"""Django's handle on the app."""

from django.apps import AppConfig


class NetworkingConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.networking"
