"""Django's handle on the app."""

from django.apps import AppConfig


class ScormConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.scorm"
