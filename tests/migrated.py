"""A migrated, empty database to start from, made once for each state of the migrations.

Migrating takes longer than most test files. The template lies beside pytest's own cache (SQLite)
or in the server (PostgreSQL), and each process of a run works on a copy.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
import wagtail
from django.conf import settings

ROOT = Path(__file__).parents[1]


def state_of_the_migrations() -> str:
    """A hash that changes with whatever could change the schema."""
    seen = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    requirements = ROOT / "requirements" / "core.txt"
    files = [requirements, *ROOT.glob("nacre/**/*.py"), *ROOT.glob("bespoke/**/*.py")]
    for path in sorted(files):
        if path == requirements or "migrations" in path.parts:
            seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def _alone(folder: Path, kind: str):
    """One process at a time for each kind of database."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str, home: Path) -> None:
    env = os.environ | {"DATABASE_URL": url, "NACRE_HOME": str(home), "NACRE_DEMO": "1"}
    subprocess.run(
        [sys.executable, "-m", "nacre.config", "migrate", "--verbosity", "0"],
        env=env, cwd=ROOT, check=True,
    )  # fmt: skip


def copy_sqlite(folder: Path, to: Path) -> None:
    """Put a migrated database where the tests of this process will look for theirs."""
    template = folder / f"{state_of_the_migrations()}.sqlite3"
    with _alone(folder, "sqlite"):
        if not template.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            made = folder / "made.sqlite3"
            _migrate(f"sqlite:///{made}", folder / "home")
            made.rename(template)
    shutil.copyfile(template, to)


def copy_postgresql(folder: Path, to: str) -> None:
    """The same in the server: a template named for this checkout, a fresh copy under `to`."""
    url = os.environ["DATABASE_URL"]
    state = state_of_the_migrations()
    template = f"nacre_migrated_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"
    with _alone(folder, "postgresql"), psycopg.connect(url, autocommit=True) as server:
        known = server.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s",
            [template],
        ).fetchone()
        if known != (state,):
            server.execute(f'drop database if exists "{template}" with (force)')
            server.execute(f'create database "{template}"')
            _migrate(url.rsplit("/", 1)[0] + "/" + template, folder / "home-postgresql")
            server.execute(f"comment on database \"{template}\" is '{state}'")
        server.execute(f'drop database if exists "{to}" with (force)')
        server.execute(f'create database "{to}" template "{template}"')


def prepare(folder: Path, worker: str) -> None:
    """Point the settings at a migrated database of this process alone."""
    database = settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    if database["ENGINE"].endswith("sqlite3"):
        test["NAME"] = str(Path(settings.NACRE_HOME) / "test.sqlite3")
        copy_sqlite(folder, Path(test["NAME"]))
    else:
        checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
        test["NAME"] = f"test_nacre_{checkout}_{worker}"
        copy_postgresql(folder, test["NAME"])
