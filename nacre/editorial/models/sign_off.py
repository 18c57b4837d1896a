"""The step at which a clinician answers for a page that someone else wrote."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Revision, TaskState

from nacre.communities.models import Community
from nacre.confidentiality import redact
from nacre.editorial.fingerprints import fingerprint_of
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.models.sign_off_act import SignOffAct
from nacre.editorial.models.sign_off_request import SignOffRequest
from nacre.editorial.second_opinion import has_given_word, take_word, why_no_word
from nacre.pages.publishing import before_publishing

ANSWERS = {
    "approve": (SignOffAct.Kind.APPROVED, SignOffRequest.State.APPROVED),
    "reject": (SignOffAct.Kind.RETURNED, SignOffRequest.State.RETURNED),
}


class SignOffMissingError(PermissionDenied):
    """Somebody tried to publish a text that nobody has answered for."""


@before_publishing
def somebody_answered_for_it(page: Any, revision: Any) -> None:
    """Refuse a text that no clinical editor signed off as it stands, whoever publishes it.

    Raises SignOffMissingError.
    """
    text = fingerprint_of(revision)
    # What was withdrawn is answered for anew, even if an answer for it was there before.
    since = page.withdrawn_at
    if page.needs_sign_off and not SignOffAct.objects.allow(page.pk, text, since=since):
        raise SignOffMissingError(
            _(
                "“%(title)s” makes clinical claims. It appears once a clinical editor has signed "
                "off exactly this text: send it for sign-off."
            )
            % {"title": page.title}
        )


class ClinicalSignOffTask(AbstractGroupApprovalTask):
    """A clinical editor of the community signs a page off; nobody signs their own."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("clinical sign-off")

    def signatories(self, page: Any) -> Any:
        """The accounts that may sign a page off today: at this desk, in office, not its authors."""
        seats = ClinicalEditor.objects.filter(community_id=self.community_id)
        people = get_user_model().objects.filter(is_active=True, groups__in=self.groups.all())
        gone = seats.out_of_office().order_by().values("user")
        return people.exclude(pk__in=gone).exclude(pk__in=authors_of(page)).distinct()

    def may_sign_off(self, user: Any, page: Any) -> bool:
        """Whether somebody may, as things stand now."""
        return self.signatories(page).filter(pk=user.pk).exists()

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """What somebody may do; an author may ask for changes and no more, and so may operators."""
        actions = super().get_actions(obj, user)
        is_signatory = self.may_sign_off(user, obj)
        if not actions or (is_signatory and not has_given_word(obj, user)):
            barred = bool(actions) and why_no_word(user, obj.specific)
            return [a for a in actions if a[0] != "approve"] if barred else actions
        has_part = is_signatory or user.is_superuser or user.pk in authors_of(obj)
        return [a for a in actions if a[0] != "approve"] if has_part else []

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse an approval that does not count, however it was sent; log one that does.

        Where another word is missing the approval is kept, and the step waits.
        """
        page = task_state.workflow_state.content_object.specific
        if action_name == "approve" and not self.may_sign_off(user, page):
            raise PermissionDenied(
                _("A page is signed off by a clinical editor in office who did not write it.")
            )
        kwargs["comment"] = redact(kwargs.get("comment") or "")
        with transaction.atomic():
            approves = action_name == "approve"
            missing = take_word(page, user, authors_of(page)) if approves else ""
            if action_name in ANSWERS:
                self._keep_answer(page, user, *ANSWERS[action_name], is_last=not missing)
            if not missing:
                super().on_action(task_state, user, action_name, **kwargs)

    def _keep_answer(self, page: Any, user: Any, kind: str, state: str, *, is_last: bool) -> None:
        revision = page.get_latest_revision()
        text = fingerprint_of(revision)
        waiting = SignOffRequest.objects.waiting().filter(page_id=page.pk)
        now = timezone.now()
        waiting.filter(user=user).update(state=state, answered_at=now)
        if is_last:
            waiting.update(state=SignOffRequest.State.CLOSED, answered_at=now)
        SignOffAct.note_down(kind, page=page, revision_id=revision.pk, fingerprint=text, user=user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Pages that wait for somebody, without their own."""
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        pages = [(s.pk, s.workflow_state.content_object) for s in waiting]
        passed_by = [
            pk
            for pk, page in pages
            if page is None or not self.may_sign_off(user, page) or has_given_word(page, user)
        ]
        return waiting.exclude(pk__in=passed_by)

    @classmethod
    def get_description(cls) -> str:
        """What the admin says of this kind of step."""
        return str(_("A clinical editor who did not write the page signs it off"))


def authors_of(page: Any) -> set[int]:
    """Whoever wrote what would be published: all who saved it since it last was, and who sent it."""
    drafts = Revision.objects.for_instance(page)
    if page.live_revision_id:
        drafts = drafts.filter(pk__gt=page.live_revision_id)
    authors = set(drafts.values_list("user_id", flat=True))
    state = page.current_workflow_state
    if state is not None:
        authors.add(state.requested_by_id)
    return {pk for pk in authors if pk is not None}
