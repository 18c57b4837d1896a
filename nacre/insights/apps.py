"""Django's handle on the app."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.insights"
