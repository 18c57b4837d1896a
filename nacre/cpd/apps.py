"""Django's handle on the app."""

from django.apps import AppConfig


class CpdConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.cpd"
