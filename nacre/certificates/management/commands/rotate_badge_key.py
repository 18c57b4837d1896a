"""Gives a community a new key to sign with; what the old one signed stays good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nacre.certificates.actions import rotate_key
from nacre.communities.models import Community


class Command(BaseCommand):
    """Retire the key in use and make another."""

    help = "Make a new signing key for a community's certificates and badges."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose key."""
        parser.add_argument("community", help="the slug of the community")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say the name of the new key."""
        slug = options["community"]
        community = Community.objects.for_request().filter(slug=slug).first()
        if community is None:
            raise CommandError(f"There is no community with the slug {slug!r}.")
        self.stdout.write(f"{community.name} signs with {rotate_key(community=community).kid}.")
