"""The member approves the exact text of their interview, asks for changes, or withdraws."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from nacre.editorial.actions.interview_asks import write_to_desk, write_to_member
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models import InterviewApproval, InterviewAsk, InterviewPage
from nacre.editorial.permissions import can_ask_for_interview
from nacre.insights.actions import record
from nacre.members.viewer import Viewer

State = InterviewApproval.State


@transaction.atomic
def send_text(*, ask: InterviewAsk, by: Viewer, user: Any) -> InterviewApproval:
    """Ask the member to approve the latest text; the same text is sent once."""
    if not can_ask_for_interview(by, ask.community):
        raise PermissionDenied(_("Editors send the texts of their own community."))
    ask = InterviewAsk.objects.select_for_update(of=["self"]).get(pk=ask.pk)
    revision = ask.page.get_latest_revision() if ask.page else None
    if revision is None or ask.is_withdrawn:
        raise ValidationError(_("There is no text to send."))
    text, now = fingerprint_of(revision), timezone.now()
    if ask.approvals.approved().filter(fingerprint=text).exists():
        raise ValidationError(_("The member has approved exactly this text."))
    waiting = ask.approvals.waiting()
    same = waiting.filter(fingerprint=text, expires_at__gt=now).first()
    if same:
        return same
    waiting.update(state=State.VOID)
    approval = InterviewApproval.objects.create(
        ask=ask,
        revision=revision,
        fingerprint=text,
        sent_at=now,
        expires_at=now + timedelta(days=settings.NACRE_SIGN_OFF_LINK_DAYS),
    )
    _log(ask, "sent", user)
    write_to_member(ask, "editorial/mail/interview_text", until=approval.expires_at, where="text/")
    return approval


@transaction.atomic
def approve_text(*, approval: InterviewApproval, by: Viewer, user: Any, seen: str) -> None:
    """The member says yes to exactly the text that they saw.

    Raises ValidationError where it is another text by now, with what happens next.
    """
    approval = _held(approval, by)
    if seen != approval.fingerprint:
        raise ValidationError(_("The text has changed since you opened it. Please read it again."))
    _close(approval, State.APPROVED, "")
    record("interview.approved", viewer=by, object=f"page:{approval.ask.page_id}")
    _log(approval.ask, "approved", user)
    write_to_desk(approval.ask, _("has approved the text"))


@transaction.atomic
def ask_for_changes(*, approval: InterviewApproval, by: Viewer, user: Any, note: str) -> None:
    """The member wants something changed first; `note` comes from a guarded form."""
    approval = _held(approval, by)
    if not note.strip():
        raise ValidationError(_("Say what should change."))
    _close(approval, State.CHANGES, note.strip())
    _log(approval.ask, "changes", user)
    write_to_desk(approval.ask, _("asks for changes"))


@transaction.atomic
def withdraw_interview(*, ask: InterviewAsk, by: Viewer, user: Any, note: str = "") -> None:
    """The member withdraws: the page is gone for its readers at once, and stays so.

    Withdrawing twice changes nothing.
    """
    found = InterviewAsk.objects.to(by).filter(pk=ask.pk).select_for_update(of=["self"]).first()
    if found is None:
        raise PermissionDenied(_("Only the person in an interview withdraws it."))
    if found.is_withdrawn:
        return
    if not found.can_be_withdrawn:
        raise ValidationError(_("There is nothing to withdraw yet."))
    found.state, found.withdrawn_at = InterviewAsk.State.WITHDRAWN, timezone.now()
    found.note = note.strip()
    found.save(update_fields=["state", "withdrawn_at", "note"])
    found.approvals.exclude(state=State.CHANGES).update(state=State.WITHDRAWN)
    if found.page:
        _take_down(found.page, user)
    record("interview.withdrawn", viewer=by, object=f"page:{found.page_id}")
    _log(found, "withdrawn", user)
    write_to_desk(found, _("has withdrawn from the interview; readers no longer find it"))


def void_texts(*, page: InterviewPage) -> None:
    """A changed text is no longer what the member was asked about."""
    for approval in InterviewApproval.objects.waiting().of_page(page.pk):
        if approval.has_changed:
            InterviewApproval.objects.filter(pk=approval.pk).update(state=State.VOID)


def forget_interviewee(user: Any) -> None:
    """Cut a person out of what they were asked; a draft in their words that nobody read goes."""
    for ask in InterviewAsk.objects.filter(membership__user=user).select_related("page"):
        if ask.page and not ask.page.live:
            ask.page.delete()
    blank = {"membership": None, "message": "", "interests": "", "declares": "", "note": ""}
    InterviewAsk.objects.filter(membership__user=user).update(**blank)


def _held(approval: InterviewApproval, by: Viewer) -> InterviewApproval:
    """The row, held, if this member may still answer it."""
    own = InterviewApproval.objects.for_member(by).filter(pk=approval.pk)
    found = own.select_for_update(of=["self"]).first()
    if found is None:
        raise PermissionDenied(_("Only the person in an interview approves it."))
    if problem := found.problem:
        raise ValidationError(problem)
    return found


def _close(approval: InterviewApproval, state: str, note: str) -> None:
    approval.state, approval.note, approval.answered_at = state, note, timezone.now()
    approval.save(update_fields=["state", "note", "answered_at"])


def _take_down(page: InterviewPage, user: Any) -> None:
    if page.live:
        # Their wish is the right to do so.
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    page.revisions.update(approved_go_live_at=None)
    step = page.current_workflow_state
    if step is not None:
        step.cancel(user=user)


def _log(ask: InterviewAsk, what: str, user: Any) -> None:
    if ask.page:
        log(ask.page, f"nacre.interview.{what}", user=user)
