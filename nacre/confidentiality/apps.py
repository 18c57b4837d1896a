"""Makes the guard's command, script and widget known to Django; it holds no model."""

from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    """The patient-identifier guard."""

    name = "nacre.confidentiality"
