"""Clinical editors are asked by letter to sign a page off; a changed text is asked about anew."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from nacre.communities.models import absolute_url
from nacre.editorial import sign_off_links as links
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import (
    ClinicalSignOffTask,
    SignOffAct,
    SignOffLetter,
    SignOffRequest,
)
from nacre.editorial.models.sign_off_request import DUE_AFTER
from nacre.editorial.signatories import Asked, whom_to_ask
from nacre.notifications.actions import send_mail
from nacre.pages.models import BasePage

Kind, State = SignOffAct.Kind, SignOffRequest.State
QUIET = timedelta(minutes=5)  # Wagtail saves while somebody types: a letter waits until they rest
LETTERS = "editorial/mail/sign_off"


@transaction.atomic
def ask_editors(*, task_state: TaskState) -> list[SignOffRequest]:
    """Write to whoever may sign off the text that waits at a step and was not asked yet.

    Answers the new requests. Asking twice about the same text writes to nobody.
    """
    task, page = task_state.task.specific, page_at(task_state)
    if not isinstance(task, ClinicalSignOffTask) or page is None:
        return []
    void_outdated(page=page)
    known = set(
        SignOffRequest.objects.waiting()
        .filter(task_state=task_state)
        .values_list("user", flat=True)
    )
    # Who was asked and is away now is not the one to wait for: their substitute is new here.
    new = [asked for asked in whom_to_ask(task, page) if asked.user.pk not in known]
    return [request_of(task_state=task_state, page=page, asked=asked) for asked in new]


def page_at(step: TaskState) -> BasePage | None:
    """The page that is at a step of its workflow; None for anything else."""
    found = step.workflow_state.content_object
    page = found.specific if isinstance(found, Page) else None
    return page if isinstance(page, BasePage) else None


def request_of(
    *, task_state: TaskState, page: Any, asked: Asked, template: str = LETTERS
) -> SignOffRequest:
    """Ask one person, with a letter that leads to the text as it stands."""
    now, revision = timezone.now(), page.get_latest_revision()
    request = SignOffRequest.objects.create(
        community_id=page.community_id,
        page_id=page.pk,
        task_state=task_state,
        revision=revision,
        fingerprint=fingerprint_of(revision),
        user=asked.user,
        instead_of=asked.instead_of,
        sent_at=now,
        due_on=timezone.localdate(now + DUE_AFTER),
        expires_at=now + timedelta(days=settings.NACRE_SIGN_OFF_LINK_DAYS),
    )
    if asked.instead_of:
        note_act(request, Kind.SUBSTITUTED, f"instead of {asked.instead_of.name}")
    note_act(request, Kind.SENT)
    write_to(request, template)
    return request


def write_to(request: SignOffRequest, template: str, **more: Any) -> None:
    """A letter with a link of its own, once this is committed."""
    token = links.new_token()
    SignOffLetter.objects.create(request=request, token_hash=links.token_hash(token))
    link = reverse("editorial:sign_off", args=[token], urlconf="nacre.config.urls")
    context = {
        "link": absolute_url(request.community.host, link),
        "request": request,
        "user": request.user,
        "page": request.revision.as_object(),
        "by": request.revision.user,
        **more,
    }
    transaction.on_commit(
        partial(send_mail, request.user.email, template, context, request.community)
    )


def note_act(request: SignOffRequest, kind: str, note: str = "") -> None:
    """Add to the log what happened with a request."""
    SignOffAct.note_down(
        kind,
        page=request.page,
        revision_id=request.revision_id,
        fingerprint=request.fingerprint,
        user=request.user,
        note=note,
    )


@transaction.atomic
def void_outdated(*, page: Any) -> int:
    """End the requests about a text that the page no longer has; answers how many."""
    waiting = (
        SignOffRequest.objects.waiting().filter(page_id=page.pk).select_for_update(of=["self"])
    )
    requests = list(waiting.select_related("page", "user"))
    latest = requests and page.__class__.objects.get(pk=page.pk).latest_revision
    text = fingerprint_of(latest) if latest else ""
    return sum(end_request(r, State.VOID, Kind.VOIDED) for r in requests if r.fingerprint != text)


def end_request(request: SignOffRequest, state: str, kind: str) -> bool:
    """A request ends without an answer; answers whether this did it."""
    waiting = SignOffRequest.objects.waiting().filter(pk=request.pk)
    if not waiting.update(state=state, code_hash=""):
        return False
    note_act(request, kind)
    return True


def ask_about_all(*, quiet: timedelta = QUIET) -> int:
    """Ask about every page that waits for a sign-off and rests; answers how many letters went."""
    rested = timezone.now() - quiet
    steps = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=ClinicalSignOffTask.objects.all()
    )
    asked = 0
    for step in steps.select_related("task", "workflow_state").order_by("pk"):
        page = page_at(step)
        if page is not None and page.latest_revision_created_at <= rested:
            asked += len(ask_editors(task_state=step))
    return asked
