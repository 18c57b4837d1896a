"""The step at which a clinician answers for a page that someone else wrote."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Revision, TaskState

from nacre.communities.models import Community
from nacre.confidentiality import redact


class ClinicalSignOffTask(AbstractGroupApprovalTask):
    """A clinical editor of the community signs a page off; nobody signs their own."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("clinical sign-off")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """What somebody may do; its author may ask for changes and no more."""
        actions = super().get_actions(obj, user)
        if user.pk in authors_of(obj):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse an author's approval, however it was sent."""
        page = task_state.workflow_state.content_object
        if action_name == "approve" and user.pk in authors_of(page):
            raise PermissionDenied(_("A page is signed off by someone who did not write it."))
        kwargs["comment"] = redact(kwargs.get("comment") or "")
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Pages that wait for somebody, without their own."""
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        own = [s.pk for s in waiting if user.pk in authors_of(s.workflow_state.content_object)]
        return waiting.exclude(pk__in=own)

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
