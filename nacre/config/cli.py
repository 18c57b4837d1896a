"""The `nacre` command: a thin face over Django's management commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

MAKES_A_DEMO = {"demo", "reset_demo"}


def main() -> None:
    """Run one command; a mistake in the settings ends with a sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nacre.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in MAKES_A_DEMO:
        os.environ.setdefault("NACRE_DEMO", "1")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"nacre: {problem}")
