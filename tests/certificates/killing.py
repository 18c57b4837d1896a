"""Two processes award the same certificates and are killed at random moments, again and again.

Run by test_killed.py on a database of its own; says in JSON what is there at the end.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.db import connections  # noqa: E402 - Django first
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from nacre.certificates import actions, tasks  # noqa: E402
from nacre.certificates.models import Certificate  # noqa: E402
from nacre.certificates.models.certificate import State  # noqa: E402
from tests.cast import make_community, make_person  # noqa: E402
from tests.certificates.conftest import SUBJECT, TITLE, YEAR, facts_of  # noqa: E402

MEMBERS, KILLS = 40, 25
chance = random.Random(20261122)  # noqa: S311 - moments, no secrets
completed_at = timezone.now()


def award_all(people) -> None:
    """What the web process does when each of them completes the course."""
    for person in people:
        actions.award(
            membership=person.membership, subject=SUBJECT, title=TITLE, facts=facts_of(person),
            completed_at=completed_at, valid_for=YEAR,
        )  # fmt: skip


def begin(people) -> int:
    """A process that awards until it is killed."""
    child = os.fork()
    if child:
        return child
    try:
        award_all(chance.sample(people, len(people)))
        time.sleep(5)
    finally:
        os._exit(0)


def main() -> dict[str, int]:
    """Kill, then finish in peace."""
    liver = make_community("liver", "Liver")
    people = [make_person(liver, f"Given{n}", f"Family{n}") for n in range(MEMBERS)]
    connections.close_all()
    span, found = 0.03, 0
    for _kill in range(KILLS):
        pair = [begin(people), begin(people)]
        chance.random()  # the next pair goes in another order
        for child in pair:
            time.sleep(chance.uniform(0, span))
            os.kill(child, signal.SIGKILL)
        for child in pair:
            os.waitpid(child, 0)
        before, found = found, Certificate.objects.count()
        connections.close_all()
        span *= 1.6 if found == before else 0.9  # a busy machine needs longer
    award_all(people)
    timezone_now = timezone.now
    timezone.now = lambda: timezone_now() + timedelta(minutes=5)
    tasks.tell_holders.call()
    letters = DBTaskResult.objects.filter(task_path="nacre.notifications.tasks.deliver")
    awards = list(Certificate.objects.with_seal())
    return {
        "kills": 2 * KILLS,
        "before the end": found,
        "certificates": len(awards),
        "members": len({award.membership_id for award in awards}),
        "numbers": len({award.number for award in awards}),
        "valid": sum(award.state() == State.VALID for award in awards),
        "letters": letters.count(),
        "addresses": len({str(letter.args_kwargs["args"][0]) for letter in letters}),
    }


sys.stdout.write(json.dumps(main()))
