"""Django's handle on the app."""

from django.apps import AppConfig


class LaunchConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.launch"
