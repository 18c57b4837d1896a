"""Background work of insights: each task does one thing and may run twice without harm."""

from django_tasks import task

from nacre.insights import compaction, monthly
from nacre.insights.periods import Month


@task()
def compact_activity() -> int:
    """File what is waiting in the spools."""
    return compaction.compact().lines


@task()
def compile_reports(month: str = "") -> list[int]:
    """Compile and release the reports of a month, the last complete one if none is named."""
    made = monthly.compile_all(Month.parse(month) if month else None)
    return [report.pk for report in made]
