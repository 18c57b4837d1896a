"""Forgets a person who asked by letter."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from nacre.members import actions
from nacre.privacy.erasing import plan
from nacre.privacy.management.commands.export_person import person_with


class Command(BaseCommand):
    """Prints the plan; erases only with --yes."""

    help = "Show what forgetting a person would do; with --yes, do it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and whether in earnest."""
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="erase, after reading the plan")

    def handle(self, *args: Any, **options: Any) -> None:
        """The plan first, always."""
        person = person_with(options["email"])
        for step in plan(person):
            self.stdout.write(f"{step.count:>8}  {step.label}: {step.at_erasure}. {step.because}")
        if not options["yes"]:
            self.stdout.write("Nothing was changed. Add --yes to do it.")
            return
        try:
            proof = actions.erase_account(person=person)
        except PermissionDenied as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Erased. The proof is {proof.key}.")
