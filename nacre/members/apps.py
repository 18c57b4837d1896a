"""Django's handle on the app."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MembersConfig(AppConfig):
    """Members: people and where they work."""

    name = "nacre.members"

    def ready(self) -> None:
        """Fill the personal parts of every page; let the database note what changes in lists."""
        import_module("nacre.members.masthead")
        import_module("nacre.members.hours")
        import_module("nacre.members.impersonation")
        import_module("nacre.members.nightly")
        import_module("nacre.members.providers")
        changes = import_module("nacre.members.directory_changes")
        post_migrate.connect(changes.note_changes, sender=self)
