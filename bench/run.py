"""`make bench`: processor time a request, beside a bare Django view and REF, in one run.

All servers are granian with one worker and one thread; requests go round the targets in turn,
several rounds, and the median is written. Time of the database's own processes is included.
"""

import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from rich.console import Console
from rich.progress import Progress

from bench import cpu, directory, guard, retractions, search
from bench.load import Target, ask

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "bench"
ROUNDS, SECONDS, CONNECTIONS = 5, 2.0, 4
PORTS = {"ref": 8201, "bare": 8202, "nacre": 8203}
LIMITS = {  # from the issue that set them: (peer, at most)
    "signed-in home": ("REF", 0.20),
    "article": ("REF", 0.25),
    "article with 20 posts": ("REF", 0.20),
    "visitor's page": ("bare Django view", 3.0),
}
console = Console()


def postgres() -> str:
    """The URL of a PostgreSQL server to make databases on."""
    script = ROOT / "deploy" / "start-postgresql.sh"
    return subprocess.run(["sh", script], check=True, capture_output=True, text=True).stdout.strip()


def database(server: str, name: str) -> str:
    """Create a database once; its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(f'create database "{name}"')  # type: ignore[arg-type]
    return server.rsplit("/", 1)[0] + "/" + name


def run(module: list[str], env: dict[str, str]) -> None:
    """A preparing step in a process of its own."""
    subprocess.run([sys.executable, "-m", *module], check=True, cwd=ROOT, env=env)


def serve(application: str, port: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A server of one worker and one thread."""
    granian = Path(sys.executable).with_name("granian")
    options = (
        "--interface wsgi --workers 1 --blocking-threads 1 --no-access-log --log-level warning"
    )
    return subprocess.Popen(
        [granian, *options.split(), "--host", "127.0.0.1", "--port", str(port), application],
        cwd=ROOT,
        env=env,
    )


def wait_for(target: Target) -> None:
    """Until a server answers, at most a minute."""
    for _ in range(120):
        try:
            ask(target, 0.5, 1)
        except (OSError, RuntimeError) as problem:
            last = problem
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"{target.name} does not answer: {last}")


def backends(server: str, name: str) -> list[int]:
    """The processes of PostgreSQL that work for one database."""
    with psycopg.connect(server) as connection:
        rows = connection.execute("select pid from pg_stat_activity where datname = %s", [name])
        return [pid for (pid,) in rows]


def measure(target: Target, roots: list[int], server: str, name: str) -> dict[str, float]:
    """One round of one target: requests a second and CPU ms a request."""
    ask(target, 0.2, CONNECTIONS)
    workers = backends(server, name) if name else []
    app, db, began = (
        cpu.of_processes(roots=roots),
        sum(map(cpu.seconds_of, workers)),
        time.monotonic(),
    )
    answered = ask(target, SECONDS, CONNECTIONS)
    spent = time.monotonic() - began
    app = cpu.of_processes(roots=roots) - app
    db = sum(map(cpu.seconds_of, workers)) - db
    return {
        "requests_per_second": answered / spent,
        "app_ms": 1000 * app / answered,
        "database_ms": 1000 * db / answered,
        "cpu_ms": 1000 * (app + db) / answered,
    }


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over the rounds."""
    return {key: round(statistics.median(r[key] for r in rounds), 3) for key in rounds[0]}


def main() -> None:
    """Prepare, serve, go round, write."""
    WORK.mkdir(parents=True, exist_ok=True)
    server = postgres()
    ref_url, nacre_url = database(server, "nacre_bench_ref"), database(server, "nacre_bench")
    ref_env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.ref.settings",
        "REF_DATABASE_URL": ref_url,
    }
    bare_env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.ref.bare_settings"}
    nacre_env = {
        **os.environ,
        "DATABASE_URL": nacre_url,
        "NACRE_HOME": str(WORK / "home"),
        "NACRE_DEMO": "1",
        "NACRE_PORT": str(PORTS["nacre"]),
    }
    console.print("Filling REF and seeding the communities (once) …")
    run(["bench.ref.fill", str(WORK / "ref.json")], ref_env)
    run(["nacre.config", "demo", "--no-serve"], nacre_env)
    run(["bench.people", str(WORK / "people.json")], nacre_env)
    results = compare(server, ref_env, bare_env, nacre_env)
    write(results)


def compare(server: str, ref_env: dict, bare_env: dict, nacre_env: dict) -> dict:
    """Start the three servers and go round the targets."""
    people = json.loads((WORK / "people.json").read_text())
    sessions = [f"sessionid={key}" for key in json.loads((WORK / "ref.json").read_text())]
    members = [f"{people['cookie']}={key}" for key in people["sessions"]]
    host = "liver.nacre.localhost"
    targets = [
        (Target("bare Django view", PORTS["bare"], "localhost", "/hello/"), "bare", ""),
        (
            Target("REF", PORTS["ref"], "localhost", "/", sessions, "New for you"),
            "ref",
            "nacre_bench_ref",
        ),
        (
            Target("signed-in home", PORTS["nacre"], host, "/", members, "</html>"),
            "nacre",
            "nacre_bench",
        ),
        (
            Target("article", PORTS["nacre"], host, people["paths"]["article"], members, "</html>"),
            "nacre",
            "nacre_bench",
        ),
        (
            Target(
                "article with 20 posts",
                PORTS["nacre"],
                host,
                people["paths"]["article with 20 posts"],
                members,
                "Post number 20",
            ),
            "nacre",
            "nacre_bench",
        ),
        (
            Target(
                "directory", PORTS["nacre"], host, people["paths"]["directory"], members, "</html>"
            ),
            "nacre",
            "nacre_bench",
        ),
        (
            Target(
                "visitor's page", PORTS["nacre"], host, people["paths"]["public"], [], "</html>"
            ),
            "nacre",
            "nacre_bench",
        ),
    ]
    servers = {
        "ref": serve("bench.ref.wsgi:application", PORTS["ref"], ref_env),
        "bare": serve("bench.ref.wsgi:application", PORTS["bare"], bare_env),
        "nacre": serve("nacre.config.wsgi:application", PORTS["nacre"], nacre_env),
    }
    try:
        for target, _, _ in targets:
            wait_for(target)
            ask(target, 2.0, CONNECTIONS)
        rounds: dict[str, list] = {target.name: [] for target, _, _ in targets}
        with Progress(console=console) as progress:
            task = progress.add_task("Going round", total=ROUNDS * len(targets))
            for _ in range(ROUNDS):
                for target, which, name in targets:
                    rounds[target.name].append(measure(target, [servers[which].pid], server, name))
                    progress.advance(task)
    finally:
        for process in servers.values():
            process.send_signal(signal.SIGTERM)
        for process in servers.values():
            process.wait(timeout=20)
    return {
        "targets": {name: medians(r) for name, r in rounds.items()},
        "queries": people["queries"],
    }


def write(results: dict) -> None:
    """bench/results.json for programs, bench/RESULTS.md for people."""
    targets = results["targets"]
    ref, bare = targets["REF"]["cpu_ms"], targets["bare Django view"]["cpu_ms"]
    for figures in targets.values():
        figures["x_ref"] = round(figures["cpu_ms"] / ref, 3)
        figures["x_bare"] = round(figures["cpu_ms"] / bare, 2)
    results["measured_at"] = datetime.now(UTC).isoformat(timespec="seconds")
    results["machine"] = (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )
    results["guard"] = guard.measure()
    (ROOT / "bench" / "results.json").write_text(json.dumps(results, indent=2) + "\n")
    lines = [
        "# Benchmarks",
        "",
        f"`make bench`, {results['measured_at'][:10]}; {results['machine']}; PostgreSQL; each server one",
        f"granian worker and one thread; {CONNECTIONS} connections, medians of {ROUNDS} interleaved rounds of {SECONDS:g} s.",
        "CPU includes the database's processes. Treat ratios as good to about 30 %.",
        "",
        "| page | requests/s | CPU ms a request (app + database) | × REF | × bare Django view | queries | limit |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, f in targets.items():
        queries = results["queries"].get(name.removeprefix("signed-in "), "")
        peer, most = LIMITS.get(name, ("", ""))
        limit = f"{most} × {peer}" if peer else ""
        lines.append(
            f"| {name} | {f['requests_per_second']:.0f} | {f['app_ms']:.2f} + {f['database_ms']:.2f} "
            f"| {f['x_ref']:.3f} | {f['x_bare']:.2f} | {queries} | {limit} |"
        )
    lines += [
        "",
        "REF is a plain signed-in Django page doing the same work: session, user and three queries,",
        "20 articles and 15 comments, about 27 kB from a Django template, over 20,000 people, 5,000",
        "articles and 50,000 comments (`bench/ref/`). Queries: a member's second visit to a warm page.",
        "",
        *guard.table(results["guard"]),
        "",
        *retractions.kept_section(),
        "",
        *directory.kept_section(),
        "",
        *search.kept_section(),
    ]
    (ROOT / "bench" / "RESULTS.md").write_text("\n".join(lines) + "\n")
    console.print("\n".join(lines[8:]))


if __name__ == "__main__":
    main()
