"""What a day asks of sign-offs: letters about new texts, reminders, the lead, ends of terms."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from nacre.editorial.actions.asking import (
    ask_about_all,
    end_request,
    note_act,
    page_at,
    request_of,
    void_outdated,
    write_to,
)
from nacre.editorial.actions.desk import sync_desk
from nacre.editorial.models import ClinicalEditor, SignOffAct, SignOffRequest
from nacre.editorial.signatories import Asked, lead_of
from nacre.members.models import Membership

Kind, State = SignOffAct.Kind, SignOffRequest.State
REMINDERS = (timedelta(days=3), timedelta(days=7))  # after the letter, once each
LEAD_TOLD_AFTER = timedelta(days=8)


def remind_editors(now: datetime | None = None) -> dict[str, int]:
    """Do what is due; a second run on the same day finds nothing. Answers how many of what."""
    now = now or timezone.now()
    done = {"rights_ended": end_terms(), "outdated": 0, "expired": 0}
    for request in _waiting():
        if now >= request.expires_at:
            done["expired"] += end_request(request, State.EXPIRED, Kind.EXPIRED)
    for page in {request.page for request in _waiting()}:
        done["outdated"] += void_outdated(page=page)
    done["asked"] = ask_about_all()
    answers = [_remind(request.pk, now) for request in _waiting()]
    done["reminded"] = answers.count("reminded")
    done["lead_told"] = answers.count("lead told")
    return done


def _waiting() -> Any:
    return list(SignOffRequest.objects.waiting().with_all().order_by("pk"))


@transaction.atomic
def _remind(pk: int, now: datetime) -> str:
    """Remind whoever was asked, or tell the lead; answers what was done, if anything."""
    held = SignOffRequest.objects.waiting().with_all().select_for_update(of=["self"])
    request = held.filter(pk=pk).first()
    if request is None or request.problem:
        return ""
    waited = now - request.sent_at
    due = sum(waited >= after for after in REMINDERS)
    if due > request.reminders:
        request.reminders = due
        request.save(update_fields=["reminders"])
        note_act(request, Kind.REMINDED)
        write_to(request, "editorial/mail/sign_off_reminder")
        return "reminded"
    if waited >= LEAD_TOLD_AFTER and request.lead_told_at is None:
        return _tell_lead(request, now)
    return ""


def _tell_lead(request: SignOffRequest, now: datetime) -> str:
    step = request.task_state
    about = SignOffRequest.objects.waiting().filter(task_state=step)
    about.update(lead_told_at=now)
    task: Any = step.task.specific
    lead = lead_of(task, request.page)
    if lead is None or about.filter(user=lead).exists():
        return ""
    page = page_at(step)
    template = "editorial/mail/sign_off_lead"
    told = request_of(task_state=step, page=page, asked=Asked(lead), template=template)
    SignOffRequest.objects.filter(pk=told.pk).update(lead_told_at=now)
    note_act(told, Kind.LEAD_TOLD)
    return "lead told"


def end_terms() -> int:
    """Take the desk from those whose term ended, and give it back to whoever returned.

    Answers whose rights ended. Whether somebody may sign off is asked anew each time anyway.
    """
    seats = ClinicalEditor.objects.filter(user__isnull=False)
    ended = 0
    for user_id, community_id in set(seats.order_by().values_list("user", "community")):
        duty = Membership.Duty.CLINICAL_EDITOR
        held = Membership.objects.filter(user=user_id, community=community_id, duty=duty)
        for membership in held.select_related("user", "community"):
            before = membership.user.groups.count()
            sync_desk(membership)
            ended += membership.user.groups.count() < before
    return ended
