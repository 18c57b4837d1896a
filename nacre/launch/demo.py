"""The demonstration, prepared in steps: each is noted when it is done, so that a killed run goes on."""

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from nacre.communities import tenancy
from nacre.communities.models import Community
from nacre.insights import tasks
from nacre.insights.periods import Month
from nacre.launch import checks
from nacre.launch.admission import settle_admission
from nacre.launch.blueprint import slugs
from nacre.launch.discussing import discuss
from nacre.launch.evaluating import let_learners_speak
from nacre.launch.interviews import link_interviews
from nacre.launch.launching import launch_community
from nacre.launch.learners import let_nurses_learn
from nacre.launch.linking import link_up
from nacre.launch.papers import find_papers
from nacre.launch.people import Peopling
from nacre.launch.recipients import name_recipients
from nacre.launch.register import load_invented_register
from nacre.launch.replay import replay
from nacre.launch.showing import show_more
from nacre.launch.toolkits import register_nurses
from nacre.pages.models import BasePage

VERSION = 1
STATIC_FOLDERS = ("nacre", "bespoke")
SOURCES = ["ui/css/*"]  # build_assets makes one sheet of them; by themselves they are not served
WRITTEN = ("media", "activity", "spool", "mail", "reports", "cache", "static", "assets")
Tell = Callable[[str, float], None]


@dataclass
class Notes:
    """What is done already, kept in a file below the home."""

    path: Path
    done: dict[str, float] = field(default_factory=dict)
    until: str = ""
    static: str = ""

    @classmethod
    def load(cls) -> "Notes":
        """The notes of this home; new ones where there are none or they are of another version."""
        path = Path(settings.NACRE_HOME) / "demo.json"
        try:
            said = json.loads(path.read_text())
        except (OSError, ValueError):
            return cls(path)
        if said.get("version") != VERSION:
            return cls(path)
        return cls(path, said["done"], said["until"], said.get("static", ""))

    def save(self) -> None:
        """Write them in one move."""
        draft = self.path.with_suffix(".draft")
        said = {
            "version": VERSION, "done": self.done, "until": self.until, "static": self.static
        }  # fmt: skip
        draft.write_text(json.dumps(said, indent=1))
        draft.replace(self.path)


@dataclass(frozen=True)
class Step:
    """Something to do once."""

    name: str
    said: str
    act: Callable[[], Any]


def is_prepared() -> bool:
    """Whether the demonstration has been prepared in this home."""
    return "reports" in Notes.load().done


def prepare(tell: Tell = lambda said, seconds: None, only: Sequence[str] = ()) -> dict[str, float]:
    """Bring the demonstration to where it can be served; what is there stays as it is.

    With `only`, the slugs of the communities to launch instead of all. Answers the seconds that
    each step took this time.
    """
    notes = Notes.load()
    took: dict[str, float] = {}
    static = _start_static(notes)
    if _has_pending_migrations():
        took["database"] = _timed(lambda: call_command("migrate", verbosity=0, interactive=False))
        tell("Database", took["database"])
    notes.until = notes.until or Month.last_complete(datetime.now(UTC)).key
    if not is_prepared():
        _take_steps(notes, took, tell, [s for s in slugs() if s in only or not only])
    took |= _finish_static(static, notes, tell)
    return took


def _take_steps(notes: Notes, took: dict[str, float], tell: Tell, launched: Sequence[str]) -> None:
    with _indexing_later():
        for step in steps(Month.parse(notes.until), launched):
            if step.name in notes.done:
                continue
            took[step.name] = notes.done[step.name] = _timed(step.act)
            notes.save()
            tell(step.said, took[step.name])


def _timed(act: Callable[[], Any]) -> float:
    began = time.monotonic()
    act()
    return round(time.monotonic() - began, 2)


def steps(until: Month, launched: Sequence[str]) -> Iterator[Step]:
    """Everything that is to be done, in order; each may be done again without harm."""
    for slug in launched:
        name = checks.read(slug).community["name"]
        for code, act, said in (
            ("content", _content, "sections, pages and files"),
            ("people", _people, "members"),
            ("links", _links, "courses taken, connections, conversations, discussions"),
            ("past", _past, "months of activity"),
        ):
            yield Step(f"{slug}-{code}", f"{name}: {said}", _bound(act, slug, until))
    yield Step("register", "An invented register beside those who wait", load_invented_register)
    yield Step("recipients", "Who receives reports", name_recipients)
    yield Step("index", "Search", _index)
    yield Step("reports", "Reports are being compiled in the background", lambda: _reports(until))


def _bound(act: Callable[[str, Month], None], slug: str, until: Month) -> Callable[[], None]:
    return lambda: act(slug, until)


def _content(slug: str, until: Month) -> None:
    launch_community(slug, until=until)


def _people(slug: str, until: Month) -> None:
    community = Community.objects.get(slug=slug)
    Peopling(checks.read(slug), community, until, datetime.now(UTC)).fill()
    register_nurses(community, until)
    link_interviews(community)
    settle_admission(community)
    find_papers(community, datetime.now(UTC))
    show_more(checks.read(slug), community, datetime.now(UTC))


def _links(slug: str, until: Month) -> None:
    community, now = Community.objects.get(slug=slug), datetime.now(UTC)
    let_nurses_learn(community, until)
    let_learners_speak(community)
    link_up(community, now)
    discuss(community, now)


def _past(slug: str, until: Month) -> None:
    replay(Community.objects.get(slug=slug), until, datetime.now(UTC))


def _index() -> None:
    for page in BasePage.objects.all():
        ReferenceIndex.create_or_update_for_object(page.specific)
    call_command("update_index", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    # Each saved row had put its own indexing into the queue: that work is done.
    waiting = DBTaskResult.objects.filter(status="READY")
    waiting.filter(task_path__startswith="modelsearch.").delete()
    waiting.filter(task_path__startswith="wagtail.").delete()
    waiting.filter(task_path__startswith="nacre.certificates.").delete()
    for community in Community.objects.select_related("site"):
        tenancy.touch(community)


def _reports(until: Month) -> None:
    """The last two months, for the worker: who opens /reports/ finds them after a minute."""
    for month in (until.previous(), until):
        tasks.compile_reports.enqueue(month.key)


@contextmanager
def _indexing_later() -> Iterator[None]:
    """One index at the end instead of thousands of background tasks on the way."""
    backend: dict[str, Any] = settings.WAGTAILSEARCH_BACKENDS["default"]
    backend["AUTO_UPDATE"] = False
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        backend.pop("AUTO_UPDATE")


def _has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


# --- Static files: made beside the rest, in processes of their own ---------------------------------


def _static_stamp() -> str:
    """What the static files are made from: a change of any makes them anew."""
    found = hashlib.sha256(settings.STATIC_URL.encode())
    for folder in STATIC_FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("static/**/*")):
            if path.is_file():
                facts = path.stat()
                found.update(f"{path} {facts.st_size} {facts.st_mtime_ns}".encode())
    for name in ("assets.py", "stylesheet.py"):
        found.update((settings.BASE_DIR / "nacre" / "ui" / name).read_bytes())
    return found.hexdigest()[:20]


def _start_static(notes: Notes) -> subprocess.Popen[bytes] | None:
    is_there = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if is_there and notes.static == _static_stamp():
        return None
    code = (
        "from django.core.management import call_command as call; import django; django.setup();"
        "call('build_assets', verbosity=0);"
        f"call('collectstatic', interactive=False, verbosity=0, ignore_patterns={SOURCES})"
    )
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)  # noqa: S603 - ours


def _finish_static(
    running: subprocess.Popen[bytes] | None, notes: Notes, tell: Tell
) -> dict[str, float]:
    if running is None:
        return {}
    seconds = _timed(running.wait)
    if running.returncode:
        raise RuntimeError("The style sheet, fonts and scripts could not be made; see above.")
    notes.static = _static_stamp()
    notes.save()
    tell("Style sheet, fonts and scripts", seconds)
    return {"static": seconds}


# --- Starting over -----------------------------------------------------------------------------------


def erase() -> None:
    """Take away all that the demonstration wrote: rows and files."""
    home = Path(settings.NACRE_HOME)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        connections.close_all()
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{database['NAME']}{end}").unlink(missing_ok=True)
    else:
        call_command("flush", verbosity=0, interactive=False)
    (home / "demo.json").unlink(missing_ok=True)
    for name in WRITTEN:
        shutil.rmtree(home / name, ignore_errors=True)
    (home / "assets").mkdir(exist_ok=True)
