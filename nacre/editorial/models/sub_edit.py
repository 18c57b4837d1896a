"""The step at which a colleague in the house reads a page before a clinician does."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState

from nacre.communities.models import Community
from nacre.confidentiality import redact


class SubEditTask(AbstractGroupApprovalTask):
    """A journalist who did not send the page reads it for language, facts and form.

    They may change what they read: that is their work. A desk of one has nobody to ask, so the
    page goes on at once.
    """

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("sub-edit")

    def sub_editors(self, workflow_state: WorkflowState) -> Any:
        """The accounts at this desk that may, which is all but whoever sent the page."""
        people = get_user_model().objects.filter(is_active=True, groups__in=self.groups.all())
        return people.exclude(pk=workflow_state.requested_by_id).distinct()

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Wait for a colleague; where there is none, pass."""
        step = super().start(workflow_state, user=user)
        if not self.sub_editors(workflow_state).exists():
            step.approve(user=None, update=False, comment=str(_("Nobody else is at the desk.")))
        return step

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """What somebody may do: whoever sent the page may not pass it."""
        state = obj.current_workflow_state
        actions = super().get_actions(obj, user)
        own = state is not None and state.requested_by_id == user.pk
        return (
            [a for a in actions if a[0] != "approve"] if own and not user.is_superuser else actions
        )

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuse to pass one's own page, however it was asked."""
        sender = task_state.workflow_state.requested_by_id
        if action_name == "approve" and sender == user.pk and not user.is_superuser:
            raise PermissionDenied(_("A colleague reads what you sent before a clinician does."))
        kwargs["comment"] = redact(kwargs.get("comment") or "")
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Pages that wait for somebody, without those they sent."""
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        return waiting.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        """What the admin says of this kind of step."""
        return str(_("A journalist who did not send the page reads it before a clinician does"))
