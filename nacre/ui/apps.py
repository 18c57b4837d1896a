"""Django's handle on the app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.ui"
