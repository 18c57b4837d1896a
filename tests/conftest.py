"""Everyone's fixtures: the cast, a client on a community's host, clean caches, no network."""

import gc
import socket
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client

from tests import migrated

pytest_plugins = ["tests.cast"]


@pytest.hookimpl(tryfirst=True)  # before -m reads the marks
def pytest_collection_modifyitems(items) -> None:
    """Mark what asks the database: on a second one, nothing else can come out differently.

    What a browser asks goes through the same actions and querysets, and a walk over every address
    asks who may see what, which no database decides: `DATABASE_URL=… make test` runs those too.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        asks = item.get_closest_marker("django_db") or "db" in fixtures
        if asks and "at" not in fixtures and not item.get_closest_marker("walk"):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_unconfigure() -> None:
    """Libraries that count what is left at the end find it collected."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, worker_id) -> None:
    """Start from a migrated database instead of migrating one."""
    migrated.prepare(Path(request.config.cache.mkdir("migrated")), worker_id)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copy is there already."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The communities of the cast are founded once."""
    from tests import cast  # only now: pytest rewrites its assertions

    with django_db_blocker.unblock():
        cast.settle()


@pytest.fixture(autouse=True)
def _clean_caches():
    """What one test rendered, the next must not be served."""
    for cache in caches.all():
        cache.clear()
    yield
    for name in ("default", "local"):
        caches[name].clear()


@pytest.fixture(autouse=True, scope="session")
def _addresses_of_the_demonstration():
    """The hub's addresses are read while it is on, whichever test asks for one first."""
    import_module("nacre.config.hub_urls")


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Nothing in the suite may reach beyond this machine."""
    real = socket.socket.connect

    def local_only(self, address):
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in {"local", "127.0.0.1", "::1", "localhost"}:
            raise OSError(f"The tests may not connect to {host}.")
        return real(self, address)

    socket.socket.connect = local_only
    yield
    socket.socket.connect = real


@pytest.fixture
def at() -> Callable[..., Client]:
    """A browser on a host, signed in or not: `at("liver", amara).get("/")`."""

    def browser(slug: str, person=None) -> Client:
        host = f"{slug}.nacre.localhost" if slug else "nacre.localhost"
        client = Client(HTTP_HOST=host)
        if person is not None and person.user is not None:
            client.force_login(person.user)
            for morsel in client.cookies.values():
                morsel["domain"] = ""
        return client

    return browser


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is told after the commit, is told."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
