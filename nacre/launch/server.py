"""Runs web server, task worker and scheduler as one: they start, live and end together."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connections
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from nacre.insights import schedule

LETS_GO_WITHIN = 7.0  # seconds
GRACE = 8.0  # seconds that a child has to end by itself
TOO_OFTEN = 5  # deaths of a child within a minute
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass
class Child:
    """A process that is to be there for as long as we are."""

    name: str
    command: list[str]
    before: Callable[[], object] = lambda: None
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self, environment: dict[str, str]) -> None:
        """Start it in a session of its own: Ctrl-C comes to us, and we end it."""
        self.before()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            self.command,
            env=environment,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no thread runs in the parent
        )

    def has_died(self) -> bool:
        """Whether it ended although nobody asked it to."""
        return self.process is not None and self.process.poll() is not None

    def dies_too_often(self) -> bool:
        """Note a death; whether starting it again makes no sense."""
        now = time.monotonic()
        self.deaths = [at for at in self.deaths if now - at < 60] + [now]
        return len(self.deaths) >= TOO_OFTEN

    def end(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        """Make it end, with all that it started."""
        if self.process and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def _die_with_parent() -> None:
    """On Linux a child ends even when its parent is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


class PortTakenError(Exception):
    """Another program answers at the address."""


class Server:
    """The processes of one installation on one port."""

    def __init__(self, host: str, port: int, workers: int, say: Callable[[str], None]) -> None:
        self.host, self.port, self.say = host, port, say
        self.is_stopping = False
        self.environment = os.environ | {
            "NACRE_PORT": str(port),
            "NACRE_HOME": str(settings.NACRE_HOME),
            "NACRE_DEMO": "1" if settings.NACRE_DEMO else "0",
        }
        self.web = Child("web server", _granian(host, port, workers))
        self.worker = Child("task worker", _db_worker(), before=take_up_dropped_tasks)

    def run(self, when_ready: Callable[[], None]) -> int:
        """Serve until somebody says stop; answers the exit code."""
        self._refuse_taken_port()
        follow_port(self.port)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        connections.close_all()
        self.web.start(self.environment)
        try:
            return self._watch(when_ready)
        finally:
            self._end_all()

    def _stop(self, *signal_and_frame: object) -> None:
        self.is_stopping = True

    def _refuse_taken_port(self) -> None:
        """Wait a little for a server of ours that was killed and is still letting go."""
        until = time.monotonic() + LETS_GO_WITHIN
        while problem := self._why_not():
            if time.monotonic() > until:
                raise PortTakenError(problem)
            time.sleep(0.3)

    def _why_not(self) -> str:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as problem:
                return str(problem)
        return ""

    @property
    def children(self) -> list[Child]:
        """Web server and task worker."""
        return [self.web, self.worker]

    def _watch(self, when_ready: Callable[[], None]) -> int:
        is_ready, next_tick = False, 0.0
        while not self.is_stopping:
            if not is_ready and self._answers():
                is_ready = True
                self.worker.start(self.environment)  # after the site: nobody waits for it
                when_ready()
            if is_ready and time.monotonic() >= next_tick:
                next_tick = time.monotonic() + 30
                self._tick()
            for child in self.children:
                if child.has_died() and not self.is_stopping and not self._revive(child):
                    return 1
            time.sleep(0.2)
        return 0

    def _revive(self, child: Child) -> bool:
        if child.dies_too_often():
            self.say(f"The {child.name} keeps ending. What it said stands above.")
            return False
        self.say(f"The {child.name} ended; it is started again.")
        time.sleep(0.5)
        child.start(self.environment)
        return True

    def _tick(self) -> None:
        """Let scheduled work begin; a failure costs this minute and not the site."""
        close_old_connections()
        try:
            schedule.tick()
        except Exception as problem:  # noqa: BLE001 - the site must go on whatever a schedule does
            self.say(f"Scheduled work could not be started: {problem}")
        finally:
            connections.close_all()

    def _answers(self) -> bool:
        try:
            with socket.create_connection((_reachable(self.host), self.port), timeout=1) as link:
                link.settimeout(5)
                link.sendall(
                    b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                )
                return b" 200 " in link.recv(64)
        except OSError:
            return False

    def _end_all(self) -> None:
        for child in self.children:
            child.end()
        until = time.monotonic() + GRACE
        for child in self.children:
            while child.process and child.process.poll() is None and time.monotonic() < until:
                time.sleep(0.05)
            child.kill()


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", ""} else host  # noqa: S104 - compared, not bound


def _granian(host: str, port: int, workers: int) -> list[str]:
    return [
        str(Path(sys.executable).with_name("granian")),
        "--interface", "wsgi",
        "--host", host,
        "--port", str(port),
        "--workers", str(workers),
        "--blocking-threads", "4",
        "--backlog", "512",
        "--respawn-failed-workers",
        "--workers-kill-timeout", "5",
        "--no-ws",
        "--log-level", "warning",
        "nacre.config.wsgi:application",
    ]  # fmt: skip


def _db_worker() -> list[str]:
    """It says nothing: what a task has to say, the log of tasks says."""
    words = ["db_worker", "--queue-name", "*", "--no-reload", "--verbosity", "0"]
    return [sys.executable, "-m", "nacre.config", *words]


def take_up_dropped_tasks() -> int:
    """Tasks that a killed worker had begun are done by the next one: ours may all run twice."""
    running = DBTaskResult.objects.filter(status="RUNNING")
    count = running.update(status="READY", started_at=None, worker_ids=[])
    connections.close_all()
    return count


def follow_port(port: int) -> None:
    """Let the admin's links to the communities name the port that is served now."""
    if Site.objects.exclude(port=port).update(port=port):
        Site.clear_site_root_paths_cache()
