"""Django's handle on the app."""

from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.discussions"
