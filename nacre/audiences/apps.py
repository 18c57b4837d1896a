"""Django's handle on the app."""

from importlib import import_module

from django.apps import AppConfig


class AudiencesConfig(AppConfig):
    """Audiences are worked out once, when a viewer is made."""

    name = "nacre.audiences"

    def ready(self) -> None:
        """Let each new viewer learn its audiences before it is kept."""
        import_module("nacre.audiences.joining").join_viewer()
