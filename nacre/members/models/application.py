"""An application to join that was begun and not sent, so that it goes on on another device."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from nacre.communities.models import CommunityOwned

KEPT_FOR = timedelta(days=30)


class UnfinishedApplication(CommunityOwned):
    """What somebody said before they typed the code. Shown to whoever proves the address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "user"], name="one_unfinished_application_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"application of {self.user_id}"
