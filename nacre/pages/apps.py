"""Django's handle on the app."""

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages of the tree."""

    name = "nacre.pages"

    def ready(self) -> None:
        """Listen to what outdates rendered pages; fill the personal slots."""
        import_module("nacre.pages.signals")
        import_module("nacre.pages.personal")
        import_module("nacre.pages.hours")
        import_module("nacre.pages.interests")
        import_module("nacre.pages.referral_items")
