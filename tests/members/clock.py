"""A clock that tests set."""

from datetime import datetime, timedelta

import pytest


class Clock:
    """The time it is, until it is moved on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Noon on a Wednesday in March."""
    made = Clock(datetime.fromisoformat("2026-03-04T12:00:00+00:00"))
    monkeypatch.setattr("django.utils.timezone.now", made)
    return made
