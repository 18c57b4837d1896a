"""A member is asked for an interview, answers or declines, and the desk makes a draft of it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from nacre.editorial.learning import propose_interview
from nacre.editorial.models import AskedQuestion, InterviewAsk, InterviewPage
from nacre.editorial.models.interview_ask import ANSWERS_WITHIN
from nacre.editorial.permissions import can_ask_for_interview
from nacre.insights.actions import record
from nacre.members.models import Membership
from nacre.members.viewer import Viewer
from nacre.notifications.actions import send_mail
from nacre.pages.models import SectionPage

State = InterviewAsk.State


@transaction.atomic
def ask_for_interview(
    *, membership: Membership, subject: str, message: str, questions: list[str], by: Viewer
) -> InterviewAsk:
    """Write to a member with questions; they answer behind the link, signed in as themselves."""
    if not can_ask_for_interview(by, membership.community):
        raise PermissionDenied(_("Editors ask the members of their own community."))
    now = timezone.now()
    ask = InterviewAsk.objects.create(
        community=membership.community,
        membership=membership,
        asked_by_id=by.user_id,
        subject=subject,
        message=message,
        sent_at=now,
        expires_at=now + ANSWERS_WITHIN,
    )
    AskedQuestion.objects.bulk_create(
        AskedQuestion(ask=ask, place=place, question=words[:300])
        for place, words in enumerate(questions)
    )
    write_to_member(ask, "editorial/mail/interview_asked", until=ask.expires_at)
    return ask


@transaction.atomic
def save_answers(
    *, ask: InterviewAsk, by: Viewer, answers: dict[int, str], said: dict[str, str], is_final: bool
) -> None:
    """Keep what a member has written; with `is_final` it goes to the desk.

    `answers` are by question, `said` is of interests; both come from a guarded form.
    """
    ask = _held(ask, by)
    if not ask.takes_answers:
        raise ValidationError(_("These questions can no longer be answered."))
    for question in ask.questions.all():
        question.answer = answers.get(question.pk, "")
        question.save(update_fields=["answer"])
    ask.declares, ask.interests = said.get("declares", ""), said.get("interests", "")
    if is_final:
        ask.state, ask.answered_at = State.ANSWERED, timezone.now()
        record("interview.replied", viewer=by)
        write_to_desk(ask, _("has answered your questions"))
        transaction.on_commit(lambda: propose_interview(ask=ask), robust=True)
    ask.save(update_fields=["declares", "interests", "state", "answered_at"])


@transaction.atomic
def decline_interview(*, ask: InterviewAsk, by: Viewer) -> None:
    """The member would rather not: what they had written is thrown away."""
    ask = _held(ask, by)
    if ask.state != State.SENT:
        raise ValidationError(_("This has been answered."))
    ask.questions.update(answer="")
    ask.state, ask.answered_at = State.DECLINED, timezone.now()
    ask.declares = ask.interests = ""
    ask.save(update_fields=["state", "answered_at", "declares", "interests"])
    write_to_desk(ask, _("would rather not give this interview"))


@transaction.atomic
def draft_interview(
    *, ask: InterviewAsk, below: SectionPage, by: Viewer, user: Any
) -> InterviewPage:
    """Put the answers into a draft, for the journalist to edit; doing it twice gives the same one."""
    if not can_ask_for_interview(by, ask.community):
        raise PermissionDenied(_("Editors make drafts of interviews of their own community."))
    ask = InterviewAsk.objects.select_for_update(of=["self"]).get(pk=ask.pk)
    if ask.page:
        return ask.page
    if ask.state != State.ANSWERED or ask.membership is None:
        raise ValidationError(_("There are no answers yet."))
    if not below.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied(_("You may not add pages to this section."))
    page = _page_from(ask, ask.membership, user)
    below.add_child(instance=page)
    page.save_revision(user=user)
    ask.page = page
    ask.save(update_fields=["page"])
    return page


def _page_from(ask: InterviewAsk, member: Membership, user: Any) -> InterviewPage:
    talk = [
        {"type": "question", "value": {"question": q.question, "answer": paragraphs(q.answer)}}
        for q in ask.questions.all()
        if q.answer.strip()
    ]
    return InterviewPage(
        title=ask.subject,
        community=ask.community,
        live=False,
        owner=user,
        author_name=user.name,
        author_declares=ask.declares,
        author_interests=ask.interests,
        interviewee=member,
        interviewee_name=member.user.name,
        interviewee_role=member.role_label,
        organisation=member.organisation,
        questions=talk,
    )


def paragraphs(text: str) -> str:
    """What somebody typed, as rich text."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(p).replace(chr(10), '<br/>')}</p>" for p in parts if p)


def _held(ask: InterviewAsk, by: Viewer) -> InterviewAsk:
    """The row, held until the end of the transaction, for the member whom it is about."""
    found = InterviewAsk.objects.to(by).filter(pk=ask.pk).select_for_update(of=["self"]).first()
    if found is None:
        raise PermissionDenied(_("Only the person who was asked answers."))
    return found


def write_to_member(ask: InterviewAsk, template: str, *, until: datetime, where: str = "") -> None:
    """A letter with the link, once this is committed."""
    if ask.membership is None:
        return
    link = ask.community.url(f"/interviews/asked/{ask.key}/{where}")
    user = ask.membership.user
    context = {"ask": ask, "user": user, "link": link, "until": until}
    transaction.on_commit(partial(send_mail, user.email, template, context, ask.community))


def write_to_desk(ask: InterviewAsk, what: str, note: str = "") -> None:
    """Tell whoever asked, or else the journalists, that something happened; never what was said."""
    here = Membership.objects.of(ask.community).signing_in().select_related("user")
    asking = here.filter(user=ask.asked_by_id or 0).exclude(duty="")
    link = ask.community.url(f"/cms/interviews/{ask.pk}/")
    for membership in asking or here.filter(duty=Membership.Duty.JOURNALIST):
        context = {
            "ask": ask,
            "name": ask.name,
            "what": what,
            "note": note,
            "user": membership.user,
            "link": link,
        }
        transaction.on_commit(
            partial(
                send_mail,
                membership.user.email,
                "editorial/mail/interview_desk",
                context,
                ask.community,
            )
        )
