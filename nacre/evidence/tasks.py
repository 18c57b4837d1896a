"""Background work of evidence: tell those who cite."""

from django_tasks import task

from nacre.evidence import retractions


@task()
def tell_of_notices() -> None:
    """Those who cite hear of what a person, or a record that came in, said of a paper."""
    retractions.tell_of_notices()
