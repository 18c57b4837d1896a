"""Django's handle on the app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.notifications"
