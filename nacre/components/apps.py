"""Finds the component.py of every installed app at start-up."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ComponentsConfig(AppConfig):
    """Imports each app's component.py, which registers what it defines."""

    name = "nacre.components"

    def ready(self) -> None:
        """Discover components once all models are loaded."""
        autodiscover_modules("component")
