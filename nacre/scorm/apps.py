"""Django's handle on the app."""

from importlib import import_module

from django.apps import AppConfig


class ScormConfig(AppConfig):
    """See the app's docstring."""

    name = "nacre.scorm"

    def ready(self) -> None:
        """Let the scheduler know of the nightly sweep; look at the host of packages."""
        import_module("nacre.scorm.upload_work")
        import_module("nacre.scorm.checks")
