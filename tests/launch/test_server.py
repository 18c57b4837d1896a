"""Web server and worker start, live and end together."""

import os
import signal
import socket
import sys
import time

import pytest

from nacre.launch import server
from nacre.launch.server import Child, PortTakenError, Server

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_child_is_ended_when_asked():
    child = Child("sleeper", SLEEPS)
    child.start(dict(os.environ))
    assert not child.has_died()
    child.end()
    assert child.process.wait(10) == -signal.SIGTERM


def test_a_child_that_keeps_dying_is_given_up():
    child = Child("sleeper", SLEEPS)
    deaths = [child.dies_too_often() for _ in range(server.TOO_OFTEN)]
    assert deaths == [False] * (server.TOO_OFTEN - 1) + [True]


def test_a_taken_port_is_said_in_a_sentence(monkeypatch, free_port):
    monkeypatch.setattr(server, "LETS_GO_WITHIN", 0.2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port))
        taken.listen()
        with pytest.raises(PortTakenError):
            Server("127.0.0.1", free_port, 1, print)._refuse_taken_port()


def test_a_dead_worker_is_started_again(free_port):
    said = []
    made = Server("127.0.0.1", free_port, 1, said.append)
    made.worker = Child("task worker", [sys.executable, "-c", "raise SystemExit(3)"])
    made.worker.start(dict(os.environ))
    made.worker.process.wait(10)
    assert made.worker.has_died()
    made.worker.command = SLEEPS
    assert made._revive(made.worker)
    assert not made.worker.has_died()
    assert "started again" in said[0]
    made._end_all()
    until = time.monotonic() + 5
    while made.worker.process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert made.worker.process.poll() is not None
