"""A learner answers what a screen asks, and goes on to the next."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.learning.actions.finishing import close_attempt
from nacre.learning.items import Item, items_on, unanswered, versions_in
from nacre.learning.models import Answer, Attempt
from nacre.learning.screens import Screen
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer
from nacre.questions.marking import mark

OUT_OF_CONTACT = (
    60  # seconds: what is longer was a lost connection or a patient, and is not counted
)
NOT_YOURS = "This attempt is not yours."
IS_OVER = "This attempt has ended. Your answers until then are kept."
ANSWER_FIRST = "Answer what this screen asks, then go on."


@transaction.atomic
def answer_screen(
    *,
    attempt: Attempt,
    by: Viewer,
    given: Mapping[str, dict[str, Any]],
    items: Mapping[str, Item],
    at: datetime | None = None,
) -> list[Answer]:
    """Keep answers by item; what was answered before stays as it was, however often it is sent.

    Answers the rows that stand for these items now. An attempt that has ended takes nothing more.
    """
    _check_own(attempt, by)
    held = _hold(attempt)
    there = {answer.item: answer for answer in held.answers.filter(item__in=list(given))}
    new = [name for name in given if name not in there]
    if new and held.is_closed:
        raise Refused(_(IS_OVER))
    now = timezone.now()
    rows = [_answer(held, items[name], given[name], min(at or now, now)) for name in new]
    Answer.objects.bulk_create(rows)
    _touch(held, now)
    return [*there.values(), *rows]


@transaction.atomic
def go_on(*, attempt: Attempt, by: Viewer, screen: str) -> Attempt:
    """A learner has done with a screen: the next one is theirs; after the last, the attempt is closed.

    A screen that they have left before leads to where they are; sent twice it moves once.
    """
    _check_own(attempt, by)
    held = _hold(attempt)
    if held.is_closed:
        return held
    screens: list[Screen] = held.module.screens
    keys = [each.key for each in screens]
    here = keys.index(held.position) if held.position in keys else 0
    if screen not in keys or keys.index(screen) != here:
        return held
    answers = {answer.item: answer for answer in held.answers.all()}
    asked = items_on(screens[here], held, answers, versions_in(held))
    if unanswered(asked, answers):
        raise Refused(_(ANSWER_FIRST))
    _touch(held, timezone.now())
    if here + 1 == len(keys):
        return close_attempt(attempt=held, by=by)
    held.position = keys[here + 1]
    held.save(update_fields=["position"])
    return held


@transaction.atomic
def keep_contact(*, attempt: Attempt, by: Viewer) -> Attempt:
    """The learner is still there: time is counted; past its limit the attempt is closed."""
    _check_own(attempt, by)
    held = _hold(attempt)
    if held.is_closed:
        return held
    _touch(held, timezone.now())
    limit = held.module.time_limit * 60
    if limit and held.seconds >= limit:
        return close_attempt(attempt=held, by=by)
    return held


def _hold(attempt: Attempt) -> Attempt:
    """The row as it is now, held until the end; the module is the one that the caller has."""
    held = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    found = held.get(pk=attempt.pk)
    found.module = attempt.module
    return found


def _touch(attempt: Attempt, now: datetime) -> None:
    """Count the time since the last contact, unless that was lost meanwhile."""
    gap = (now - attempt.contact_at).total_seconds()
    attempt.seconds += round(gap) if gap <= OUT_OF_CONTACT else OUT_OF_CONTACT
    attempt.contact_at = now
    attempt.save(update_fields=["seconds", "contact_at"])


def _answer(attempt: Attempt, item: Item, given: dict[str, Any], at: datetime) -> Answer:
    if item.version is not None:
        found = mark(item.version, given)
        fraction = found.fraction if found.is_scored else None
        right = found.is_right
    else:
        credit = given.get("credit")
        fraction = None if credit is None else credit / 100
        right = None if credit is None else credit == 100
    return Answer(
        attempt=attempt,
        item=item.name,
        version=item.version,
        given=given,
        fraction=fraction,
        is_right=right,
        answered_at=at,
    )


def _check_own(attempt: Attempt, by: Viewer) -> None:
    is_own = attempt.enrolment.membership_id == by.membership_id
    if not is_own or by.impersonated_by is not None:
        raise Refused(_(NOT_YOURS))
