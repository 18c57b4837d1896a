"""Serves what is there: web server, task worker and scheduler until Ctrl-C."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from nacre.communities.models import Community
from nacre.launch.personas import PERSONAS
from nacre.launch.server import PortTakenError, Server

MOST_WORKERS = 2


class Command(BaseCommand):
    """The site and its worker together; both end together."""

    help = "Serve the site and do its background work, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to answer, and with how many processes."""
        add_serving_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve."""
        serve(**{name: options[name] for name in ("host", "port", "workers")})


def add_serving_arguments(parser: ArgumentParser) -> None:
    """The arguments of `serve`, which `demo` has too."""
    usual = min(MOST_WORKERS, os.cpu_count() or 1)
    parser.add_argument("--host", default="127.0.0.1", help="the address to answer on")
    parser.add_argument("--port", type=int, default=settings.NACRE_PORT, help="8000 in a demo")
    parser.add_argument("--workers", type=int, default=usual, help=f"processes, usually {usual}")


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve on a port, and print what answers there as soon as it does."""
    settings.NACRE_PORT = port
    console = Console()
    server = Server(host, port, workers, say=console.print)
    communities = [(c.name, c.url()) for c in Community.objects.for_request().open()]
    try:
        code = server.run(when_ready=lambda: print_addresses(console, port, communities))
    except PortTakenError as problem:
        raise CommandError(
            f"Port {port} is taken ({problem}). Choose another: make demo PORT={port + 1}"
        ) from problem
    console.print("Stopped.")
    if code:
        raise SystemExit(code)


def print_addresses(console: Console, port: int, communities: list[tuple[str, str]]) -> None:
    """The addresses, and in a demonstration who to sign in as."""
    hub = f"{settings.NACRE_SCHEME}://{settings.NACRE_BASE_HOST}:{port}"
    table = Table.grid(padding=(0, 3))
    table.add_row("[bold]Hub[/bold]", f"{hub}/")
    for name, url in communities:
        table.add_row(name, url)
    if settings.NACRE_DEMO:
        table.add_row("[bold]Sign in[/bold]", f"{hub}/demo/")
        table.add_row("Mail", f"{hub}/demo/mail/")
    console.print()
    console.print(table, soft_wrap=True)
    if settings.NACRE_DEMO:
        codes = ", ".join(persona.code for persona in PERSONAS)
        console.print(f"\nOn the sign-in page, one button each: {codes}.", soft_wrap=True)
    console.print("Ctrl-C stops everything.\n")
