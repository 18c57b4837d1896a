"""One letter a step: where ours goes to whoever may sign off, Wagtail's to the whole group does not.

Wagtail connects its notifier when its admin gets ready, which is after us: it finds this one.
"""

from typing import Any

from wagtail.admin import signal_handlers
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier

from nacre.editorial.models import ClinicalSignOffTask


class OtherSteps(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's letter about a new step, for every step but the clinical sign-off."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        """Whether it is Wagtail that writes about a step."""
        is_ours = isinstance(instance.task.specific, ClinicalSignOffTask)
        return not is_ours and super().can_handle(instance, **kwargs)


signal_handlers.task_submission_email_notifier = OtherSteps()
