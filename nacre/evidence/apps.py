"""Django's handle on the app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.evidence"
