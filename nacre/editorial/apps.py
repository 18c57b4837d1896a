"""Django's handle on the app."""

from importlib import import_module

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Articles, their authors, their sign-off, and toolkits."""

    name = "nacre.editorial"

    def ready(self) -> None:
        """Register the personal parts of our pages."""
        import_module("nacre.editorial.personal")
        import_module("nacre.editorial.contributions")
        import_module("nacre.editorial.nightly")
        import_module("nacre.editorial.wagtail_mail")
        import_module("nacre.editorial.daily_checks")
        import_module("nacre.editorial.held_back")
        import_module("nacre.editorial.rules_of_publishing")
