"""Django's handle on the app."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.learning"
