"""Finds the personal_data.py of every installed app at start-up."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    """Imports each app's personal_data.py, which declares what the app holds about people."""

    name = "nacre.privacy"

    def ready(self) -> None:
        """Discover the declarations once all models are loaded."""
        autodiscover_modules("personal_data")
