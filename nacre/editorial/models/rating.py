"""What practising members think of new papers: two scales of seven points and one question."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.editorial.rating_querysets import PaperRatingQuerySet, RaterQuerySet
from nacre.evidence.models import Citation
from nacre.members.models import Membership

LOWEST, HIGHEST = 1, 7
_ON_THE_SCALE = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


class Rater(CommunityOwned):
    """A member who offered to rate papers, and how many a week at the most."""

    class Load(models.IntegerChoices):
        THREE = 3, _("Three a week")
        FIVE = 5, _("Five a week")
        TEN = 10, _("Ten a week")
        TWENTY = 20, _("Twenty a week")

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="rater")
    per_week = models.PositiveSmallIntegerField(
        _("how many at the most"), choices=Load.choices, default=Load.FIVE
    )
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True  # no editor asks where it is used
    objects = RaterQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.per_week}"


class PaperRating(CommunityOwned):
    """One member's word on one paper; a later one takes its place."""

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="ratings")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    # As it was when they rated: a nurse's score stays a nurse's.
    profession = models.CharField(max_length=40)
    relevance = models.PositiveSmallIntegerField(validators=_ON_THE_SCALE)
    newsworthiness = models.PositiveSmallIntegerField(validators=_ON_THE_SCALE)
    changes_practice = models.BooleanField()
    comment = models.CharField(max_length=500, blank=True)
    first_rated_at = models.DateTimeField(default=timezone.now)
    rated_at = models.DateTimeField(default=timezone.now)

    objects = PaperRatingQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # no editor asks where it is used

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citation", "membership"], name="one_rating_a_paper_and_member"
            ),
            models.CheckConstraint(
                name="ratings_are_on_the_scale",
                condition=models.Q(relevance__range=(LOWEST, HIGHEST))
                & models.Q(newsworthiness__range=(LOWEST, HIGHEST)),
            ),
        ]
        indexes = [models.Index(fields=["membership", "first_rated_at"], name="ratings_of_a_week")]

    def __str__(self) -> str:
        return f"{self.citation_id}: {self.relevance}, {self.newsworthiness}"
