"""A real demonstration: seeded once a run, served by the real server, driven by Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import migrated

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# The other journeys look at pages, which are the same on every database.
ASK_THE_DATABASE = {"test_demonstration", "test_killed_server"}
EVERY = ("liver", "gastro", "haematology", "immunology", "ms")
STARTS_WITHIN = 60  # seconds, generous: a slow machine is not a failure


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items) -> None:
    """All journeys share one demonstration, so they run in one process."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("demonstration"))
            if item.path.stem in ASK_THE_DATABASE:
                item.add_marker(pytest.mark.database)


@dataclass
class Demonstration:
    """A prepared home and how to reach what is served from it."""

    home: Path
    port: int
    env: dict[str, str]
    slugs: tuple[str, ...]
    process: subprocess.Popen | None = None

    def url(self, slug: str, path: str = "/") -> str:
        """An address on a community, or on the hub for ""."""
        host = f"{slug}.nacre.localhost" if slug else "nacre.localhost"
        return f"http://{host}:{self.port}{path}"

    def nacre(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        """Run a command on this home."""
        return subprocess.run(
            [sys.executable, "-m", "nacre.config", *words],
            env=self.env,
            check=check,
            capture_output=True,
            text=True,
        )

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "-m", "nacre.config", "serve", "--port", str(self.port)]
        log = (self.home / "serve.log").open("ab")
        self.process = subprocess.Popen(
            command, env=self.env, start_new_session=True, stdout=log, stderr=log
        )
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        said = (self.home / "serve.log").read_text()[-2000:]
        raise RuntimeError(f"The demonstration did not start: {said}")

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End the server and everything it started."""
        if self.process is None:
            return
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=30)
        self.process = None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_database(template: Path, home: Path, name: str) -> str | None:
    """A migrated, empty database for one demonstration, in its home or, its URL, in the server."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        migrated.copy_sqlite(template, home / "nacre.sqlite3")
        return None
    migrated.copy_postgresql(template, name)
    return server.rsplit("/", 1)[0] + "/" + name


@pytest.fixture(scope="session")
def demonstration(request, tmp_path_factory, worker_id) -> Iterator[Demonstration]:
    """The demonstration, prepared and served."""
    home = tmp_path_factory.mktemp("demonstration")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("NACRE_", "DJANGO_"))}
    env.pop("DATABASE_URL", None)
    template = Path(request.config.cache.mkdir("migrated"))
    launched = EVERY
    if database := own_database(template, home, f"nacre_journeys_{worker_id}"):
        env["DATABASE_URL"] = database
        launched = EVERY[:1]  # what a server does for one community, it does for five
    env |= {"NACRE_HOME": str(home), "NACRE_DEMO": "1"}
    made = Demonstration(home, free_port(), env, launched)
    env["NACRE_PORT"] = str(made.port)
    prepared = made.nacre("demo", "--no-serve", "--only", *launched, check=False)
    assert prepared.returncode == 0, prepared.stderr[-3000:]
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def chromium():
    """A headless browser."""
    if CHROMIUM is None:
        pytest.skip(
            "No Chromium on this machine and no right to install one (make browser says how)."
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def as_persona(chromium, demonstration):
    """`as_persona("nurse", width=390)`: a page signed in through the hub's own button."""
    opened = []

    def sign_in(persona: str | None, *, width: int = 1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if persona:
            page.goto(demonstration.url("", "/demo/"))
            page.locator(f"form:has([name=persona][value={persona}]) button").first.click()
            page.wait_for_load_state()
        return page

    yield sign_in
    for context in opened:
        context.close()
