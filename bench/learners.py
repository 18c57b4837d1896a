"""A crowd of learners who take a module at once, over real connections; and a server killed under them.

`python -m bench.learners` fills a PostgreSQL database with a course and 1,000 learners, serves it
with two workers, and lets all of them start, read, answer and finish a module at the same time.
Beside it, in the same run, a bare Django view that inserts one row is asked by the same crowd.
`python -m bench.learners --kill` lets 500 attempts run while the server is killed at random moments
and started again; then every answer that was acknowledged must be there, and no certificate twice.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from rich.console import Console
from rich.progress import Progress

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "bench"
PORT, BARE_PORT = 8213, 8214
HOST = "liver.nacre.localhost"
TOKEN = "a" * 32
LEARNERS, ATTEMPTS = 1_000, 500
OPEN_AT_ONCE = 1_000
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FIELD = re.compile(rb'<input[^>]*?\bname="(a-[^"]+)"[^>]*?\bvalue="([^"]*)"')
SCREEN = re.compile(rb'name="screen" value="([^"]*)"')
console = Console()


@dataclass
class Tally:
    """What the crowd met."""

    milliseconds: list[float] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    accepted: list[tuple[int, str, str]] = field(default_factory=list)  # learner, field, value
    finished: int = 0

    def quantile(self, share: float) -> float:
        """The time below which this share of the requests lies."""
        return sorted(self.milliseconds)[int(share * (len(self.milliseconds) - 1))]


class LostError(ConnectionError):
    """The server was gone before it had answered."""


async def ask(
    port: int, method: str, path: str, cookie: str, form: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """One request on a connection of its own. Raises LostError where no whole answer came."""
    body = urlencode({**form, "csrfmiddlewaretoken": TOKEN}).encode() if form is not None else b""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nUser-Agent: {BROWSER}\r\nCookie: {cookie}; "
        f"csrftoken={TOKEN}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError as problem:
        raise LostError(str(problem)) from problem
    try:
        writer.write(head.encode() + body)
        await writer.drain()
        said = await asyncio.wait_for(reader.read(), 120)
    except (OSError, TimeoutError) as problem:
        raise LostError(str(problem)) from problem
    finally:
        writer.close()
    first, _, text = said.partition(b"\r\n\r\n")
    match = re.match(rb"HTTP/1\.[01] (\d{3})", first)
    if match is None or len(text) < _promised(first):
        raise LostError("half an answer")
    return int(match[1]), text


def _promised(head: bytes) -> int:
    found = re.search(rb"(?i)content-length: (\d+)", head)
    return int(found[1]) if found else 0


@dataclass
class Learner:
    """One of the crowd: takes a module as a browser would."""

    number: int
    cookie: str
    module: int
    port: int
    tally: Tally
    retries: bool = False

    async def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> bytes:
        """Ask; where the server was killed and `retries` says so, until it is there again."""
        while True:
            began = time.perf_counter()
            try:
                status, text = await ask(self.port, method, path, self.cookie, form)
            except LostError as problem:
                if not self.retries:
                    self.tally.errors[str(problem) or "lost"] += 1
                    raise
                await asyncio.sleep(random.uniform(0.1, 0.6))
                continue
            self.tally.milliseconds.append(1000 * (time.perf_counter() - began))
            if status not in {200, 302}:
                self.tally.errors[f"{method} {status}"] += 1
                raise LostError(f"{status}")
            return text

    async def take(self) -> None:
        """Start, then screen by screen to the end."""
        path = f"/learn/{self.module}/"
        await self.ask("POST", f"{path}start/", {})
        for _step in range(200):
            page = await self.ask("GET", path)
            screen = SCREEN.search(page)
            if screen is None:
                self.tally.finished += 1
                return
            form = {"screen": screen[1].decode()}
            given = _answers(page, self.number)
            await self.ask("POST", path, {**form, **given})
            self.tally.accepted += [(self.number, name, value) for name, value in given.items()]
        raise LostError("the module does not end")


def _answers(page: bytes, number: int) -> dict[str, str]:
    """One option of each question that still asks; which, by the learner's number."""
    if b">Answer<" not in page and b"Answer</button>" not in page:
        return {}
    options: dict[str, list[str]] = {}
    for name, value in FIELD.findall(page):
        options.setdefault(name.decode(), []).append(value.decode())
    return {name: values[number % len(values)] for name, values in options.items()}


async def crowd(learners: list[Learner], at_once: int) -> None:
    """All of them, so many at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one(learner: Learner) -> None:
        async with gate:
            with contextlib.suppress(LostError):
                await learner.take()

    await asyncio.gather(*(one(learner) for learner in learners))


def serve(
    application: str, port: int, env: dict[str, str], path: str = "/healthz"
) -> subprocess.Popen[bytes]:
    """Two workers on two cores."""
    granian = Path(sys.executable).with_name("granian")
    options = (
        "--interface wsgi --workers 2 --blocking-threads 4 --backlog 2048 --no-access-log "
        "--log-level warning"
    )
    process = subprocess.Popen(
        [granian, *options.split(), "--host", "127.0.0.1", "--port", str(port), application],
        cwd=ROOT, env=env, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if asyncio.run(ask(port, "GET", path, ""))[0] == 200:
                return process
        except LostError:
            time.sleep(0.2)
    stop(process)
    raise SystemExit(f"{application} does not answer")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and everything that it started, as hard as can be."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def prepare(database: str, number: int) -> tuple[dict[str, str], dict[str, Any]]:
    """A seeded community with its crowd on a database; the environment and what was made."""
    WORK.mkdir(parents=True, exist_ok=True)
    home = WORK / ("home-learners" + ("" if database else "-sqlite"))
    shutil.rmtree(home, ignore_errors=True)
    env = {**os.environ, "NACRE_HOME": str(home), "NACRE_DEMO": "1", "NACRE_PORT": str(PORT)}
    env.pop("DATABASE_URL", None)
    env |= {"DATABASE_URL": database} if database else {}
    console.print("Seeding the community and its learners …")
    _run(["nacre.config", "demo", "--no-serve", "--only", "liver"], env)
    path = WORK / "learners.json"
    _run(["bench.learners_people", "fill", str(path), str(number)], env)
    return env, json.loads(path.read_text())


def _run(module: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module], check=True, cwd=ROOT, env=env, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def learners_of(
    found: dict[str, Any], tally: Tally, *, port: int = PORT, retries: bool = False
) -> list[Learner]:
    """One for each session."""
    return [
        Learner(n, f"{found['cookie']}={key}", found["module"], port, tally, retries)
        for n, key in enumerate(found["sessions"])
    ]


def all_at_once(database: str) -> dict[str, Any]:
    """1,000 learners take a module at the same time; beside it the bare view, asked as often."""
    env, found = prepare(database, LEARNERS)
    server = serve("nacre.config.wsgi:application", PORT, env)
    tally = Tally()
    try:
        asyncio.run(ask(PORT, "GET", "/", ""))  # warm
        began = time.perf_counter()
        asyncio.run(crowd(learners_of(found, tally), OPEN_AT_ONCE))
        seconds = time.perf_counter() - began
    finally:
        stop(server)
    bare = _bare(len(tally.milliseconds))
    rate = len(tally.milliseconds) / seconds
    return {
        "learners": LEARNERS,
        "finished": tally.finished,
        "answers": len(tally.accepted),
        "requests": len(tally.milliseconds),
        "errors": dict(tally.errors),
        "seconds": round(seconds, 1),
        "requests_per_second": round(rate, 1),
        "p50_ms": round(statistics.median(tally.milliseconds)),
        "p95_ms": round(tally.quantile(0.95)),
        "bare_requests_per_second": round(bare, 1),
        "ratio_to_bare": round(bare / rate, 2),
    }


def _bare(requests: int) -> float:
    """Requests a second of the bare Django view under the same crowd."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.ref.bare_settings"}
    server = serve("bench.ref.wsgi:application", BARE_PORT, env, "/hello/")

    async def go() -> None:
        gate = asyncio.Semaphore(OPEN_AT_ONCE)

        async def one() -> None:
            async with gate:
                await ask(BARE_PORT, "GET", "/hello/", "")

        await asyncio.gather(*(one() for _ in range(requests)))

    try:
        began = time.perf_counter()
        asyncio.run(go())
        return requests / (time.perf_counter() - began)
    finally:
        stop(server)


def killed_again_and_again(database: str) -> dict[str, Any]:
    """500 attempts while the server is killed at random moments; then what is there is counted."""
    env, found = prepare(database, ATTEMPTS)
    tally, kills = Tally(), 0

    async def go() -> None:
        nonlocal kills
        server = await asyncio.to_thread(_start, env)
        learning = asyncio.create_task(crowd(learners_of(found, tally, retries=True), 40))
        with Progress(console=console) as progress:
            task = progress.add_task("Attempts", total=ATTEMPTS)
            while not learning.done():
                await asyncio.sleep(random.uniform(1.5, 6.0))
                progress.update(task, completed=tally.finished)
                if not learning.done():
                    stop(server)
                    kills += 1
                    server = await asyncio.to_thread(_start, env)
        await learning
        stop(server)

    asyncio.run(go())
    path = WORK / "accepted.json"
    path.write_text(json.dumps(tally.accepted))
    told = json.loads(_run(["bench.learners_people", "check", str(path)], env).splitlines()[-1])
    return {"attempts": ATTEMPTS, "finished": tally.finished, "kills": kills, **told}


def _start(env: dict[str, str]) -> subprocess.Popen[bytes]:
    return serve("nacre.config.wsgi:application", PORT, env)


def main() -> None:
    """Measure, print, write."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kill", action="store_true", help="kill the server under 500 attempts")
    words.add_argument("--sqlite", action="store_true", help="on SQLite instead of PostgreSQL")
    said = words.parse_args()
    database = "" if said.sqlite else _database()
    result = killed_again_and_again(database) if said.kill else all_at_once(database)
    name = ("killed" if said.kill else "at once") + (" (SQLite)" if said.sqlite else "")
    path = Path(__file__).with_name("learners.json")
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**kept, name: result}, indent=2) + "\n")
    console.print_json(json.dumps(result))


def _database() -> str:
    """An empty database of its own."""
    from bench.run import database, postgres  # noqa: PLC0415

    server, name = postgres(), "nacre_bench_learners"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')
    return database(server, name)


if __name__ == "__main__":
    main()
