"""Counts what first attempts say of questions, as the nightly task does."""

import json
from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress, TaskID

from nacre.communities.models import Community
from nacre.learning.item_figures import count_community


class Command(BaseCommand):
    """After courses were imported, or to see figures before the night; twice does no harm."""

    help = "Count the first answers to modules in which an attempt has ended since the last count."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For whom, and how much."""
        parser.add_argument("--community", action="append", help="slug; repeat it for several; all")
        parser.add_argument("--all", action="store_true", help="count every module that was taken")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, community by community; say how many modules."""
        communities = Community.objects.order_by("slug")
        if wanted := options["community"]:
            communities = communities.filter(slug__in=wanted)
            if unknown := set(wanted) - set(communities.values_list("slug", flat=True)):
                raise CommandError(f"There is no community {min(unknown)!r}. See `nacre launch`.")
        counted = {}
        with Progress(transient=True, disable=options["json"]) as progress:
            for community in communities:
                bar = progress.add_task(community.name, total=None)
                counted[community.slug] = count_community(
                    community,
                    is_all=options["all"],
                    on_progress=partial(_show, progress, bar),
                )
        if options["json"]:
            self.stdout.write(json.dumps(counted))
            return
        for slug, modules in counted.items():
            self.stdout.write(f"{slug}: {modules} modules counted.")


def _show(progress: Progress, bar: TaskID, done: int, total: int) -> None:
    progress.update(bar, completed=done, total=total)
