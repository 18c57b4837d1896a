"""A question to the members within an article, and their votes: counted, never shown by person."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from nacre.communities.models import CommunityOwned
from nacre.editorial.querysets import PollVoteQuerySet
from nacre.members.models import Membership


class PollVote(CommunityOwned):
    """What one member answered to the question of a page; voting again replaces it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    poll = models.UUIDField(help_text="The block of the page's text that asks")
    option = models.UUIDField(help_text="The answer within that block")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="poll_votes")
    voted_at = models.DateTimeField(default=timezone.now)

    objects = PollVoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "membership"], name="one_vote_a_poll")
        ]
        indexes = [models.Index(fields=["page", "poll"], name="votes_of_a_poll")]

    def __str__(self) -> str:
        return f"{self.poll}: {self.option}"
