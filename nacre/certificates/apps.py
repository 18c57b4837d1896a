"""Django's handle on the app."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.certificates"
