"""An editor answers from a letter: comments on passages, then a code, then yes or not yet."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Comment

from nacre.editorial import sign_off_links as links
from nacre.editorial.actions.asking import end_request, note_act, void_outdated
from nacre.editorial.models import PassageComment, SignOffAct, SignOffRequest
from nacre.editorial.models.sign_off_request import CODE_EVERY, CODE_TRIES, MOST_CODES
from nacre.editorial.passages import place_in_form
from nacre.notifications.actions import send_mail

Kind, State = SignOffAct.Kind, SignOffRequest.State
APPROVE, RETURN = "approve", "return"
MOST_COMMENTS = 50


def comment_on_passage(
    *, request: SignOffRequest, passage: int, quote: str, text: str
) -> PassageComment:
    """Keep a comment with the request until it is answered; `text` comes from a guarded form."""
    _refuse_unless_waiting(request)
    if request.comments.count() >= MOST_COMMENTS:
        raise ValidationError(_("That is a lot of comments. Send these first, or telephone."))
    return request.comments.create(passage=passage, quote=quote[:300], text=text.strip())


def send_code(*, request: SignOffRequest) -> None:
    """Mail a code; one that was mailed a minute ago is the one to use.

    Raises ValidationError where no code can be sent.
    """
    with transaction.atomic():
        request = _held(request)
        _refuse_unless_waiting(request)
        now = timezone.now()
        if request.has_code and request.code_sent_at and now < request.code_sent_at + CODE_EVERY:
            return
        if request.codes_sent >= MOST_CODES:
            raise ValidationError(
                _("No more codes are sent for this letter. Sign the page off at the desk.")
            )
        code = links.new_code()
        request.code_hash = links.code_hash(request.pk, code)
        request.code_sent_at, request.code_tries = now, 0
        request.codes_sent += 1
        request.save(update_fields=["code_hash", "code_sent_at", "code_tries", "codes_sent"])
        note_act(request, Kind.CODE_SENT)
        context = {"code": code, "user": request.user, "page": request.revision.as_object()}
        letter = "editorial/mail/sign_off_code"
        transaction.on_commit(
            partial(send_mail, request.user.email, letter, context, request.community)
        )


def answer_request(*, request: SignOffRequest, code: str, decision: str, note: str = "") -> None:
    """Sign the text off, or send it back with the comments, as the editor who was asked.

    The same happens as at the desk. Raises ValidationError with what the editor can do about it;
    a wrong code is counted although nothing else is kept.
    """
    _use_up(request, code)
    with transaction.atomic():
        request = _held(request)
        _refuse_unless_waiting(request)
        comments = list(request.comments.all())
        if decision == RETURN and not (comments or note.strip()):
            raise ValidationError(_("Say what should change, here or at a passage."))
        said = "\n".join([note.strip(), *map(str, comments)]).strip()
        verb = "reject" if decision == RETURN else "approve"
        if decision == RETURN:
            _show_at_the_desk(request, comments)
        task: Any = request.task_state.task.specific
        try:
            task.on_action(request.task_state, request.user, verb, comment=said)
        except PermissionDenied as refusal:
            raise ValidationError(str(refusal)) from refusal


def _held(request: SignOffRequest) -> SignOffRequest:
    found = SignOffRequest.objects.with_all().select_for_update(of=["self"])
    return found.get(pk=request.pk)


def _refuse_unless_waiting(request: SignOffRequest) -> None:
    if request.problem:
        raise ValidationError(request.problem)


def _use_up(request: SignOffRequest, code: str) -> None:
    """Count a try and let the right code through once; what is counted stays counted."""
    if request.has_changed:
        void_outdated(page=request.page)
    elif request.state == State.WAITING and timezone.now() >= request.expires_at:
        end_request(request, State.EXPIRED, Kind.EXPIRED)
    with transaction.atomic():
        held = _held(request)
        _refuse_unless_waiting(held)
        if not held.has_code:
            raise ValidationError(_("This code has run out. Ask for a new one."))
        typed = links.code_hash(held.pk, "".join(code.split()))
        is_right = constant_time_compare(typed, held.code_hash)
        held.code_tries += 1
        if is_right:
            held.code_hash = ""
        held.save(update_fields=["code_tries", "code_hash"])
    if not is_right:
        left = CODE_TRIES - held.code_tries
        if left <= 0:
            raise ValidationError(_("That is not the code either. Ask for a new one."))
        raise ValidationError(
            ngettext(
                "That is not the code. You can try once more.",
                "That is not the code. You can try %(left)d more times.",
                left,
            )
            % {"left": left}
        )


def _show_at_the_desk(request: SignOffRequest, comments: list[PassageComment]) -> None:
    """Comments on passages become comments in Wagtail's editor, beside the field they are about."""
    draft = request.revision.as_object()
    for comment in comments:
        Comment.objects.create(
            page_id=request.page_id,
            user=request.user,
            text=f"“{comment.quote}”: {comment.text}",
            contentpath=place_in_form(draft, comment.quote),
            revision_created=request.revision,
        )
