"""What runs by itself and when. Any number of processes may tick; each slot is taken once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cronsim import CronSim
from django.db import IntegrityError, transaction

from nacre.insights import tasks
from nacre.insights.models import ScheduledRun
from nacre.insights.periods import LONDON

KEEP = timedelta(days=60)


@dataclass(frozen=True)
class Job:
    """A task and its hours in London; a slot missed is caught up within `patience`."""

    when: str
    task: Any
    patience: timedelta


JOBS = {
    "compact_activity": Job("*/5 * * * *", tasks.compact_activity, timedelta(minutes=30)),
    "compile_reports": Job("0 5 1 * *", tasks.compile_reports, timedelta(days=20)),
}


def tick(now: datetime | None = None, jobs: dict[str, Job] | None = None) -> list[str]:
    """Enqueue every job whose latest slot nobody has taken; answers their names."""
    now = now or datetime.now(UTC)
    started = []
    for name, job in (JOBS if jobs is None else jobs).items():
        due = _latest_slot(job, now)
        if due and _take(name, due):
            job.task.enqueue()
            started.append(name)
    if started:
        ScheduledRun.objects.filter(due_at__lt=now - KEEP).delete()
    return started


def _latest_slot(job: Job, now: datetime) -> datetime | None:
    """The last time it was due, if that is not too long ago."""
    here = now.astimezone(LONDON)
    due = next(CronSim(job.when, here + timedelta(seconds=1), reverse=True), None)
    return due.astimezone(UTC) if due and here - due <= job.patience else None


def _take(name: str, due: datetime) -> bool:
    if ScheduledRun.objects.filter(name=name, due_at=due).exists():
        return False
    try:
        with transaction.atomic():
            ScheduledRun.objects.create(name=name, due_at=due)
    except IntegrityError:
        return False
    return True
