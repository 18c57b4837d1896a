"""What search keeps of each published page, and what editors put first.

All but the best bets is made from the pages and can be made anew (`nacre rebuild_search`). It is
no second gate: whatever is found by it is read through `visible_to(viewer)`.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from nacre.audiences.models import Audience
from nacre.communities.models import CommunityOwned
from nacre.pages.models.page import BasePage
from nacre.pages.querysets import SearchPostingQuerySet


class SearchWord(CommunityOwned):
    """A word that stood in a page of the community, or the token of a meaning or a topic."""

    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "word"], name="one_search_word_each")
        ]
        indexes = [models.Index(fields=["community", "stem"], name="search_words_by_stem")]

    def __str__(self) -> str:
        return self.word


class SearchPosting(models.Model):
    """That a word says something of a page, and how much: more in its title than in its body.

    The page's audience stands here too, so that nothing is looked through that a viewer may not
    open anyway.
    """

    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+", db_index=False)
    audience = models.ForeignKey(
        Audience, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="+", db_index=False)
    weight = models.PositiveSmallIntegerField()

    objects = SearchPostingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "word"], name="one_posting_a_word")]
        indexes = [
            models.Index(
                fields=["audience", "word", "weight", "page"], name="search_postings_of_a_word"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.page_id}: {self.weight}"


class SearchText(CommunityOwned):
    """The plain text of a published page, from which results show why they were found."""

    page = models.OneToOneField(
        BasePage, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"text of {self.page_id}"


class BestBet(CommunityOwned):
    """The page that editors want to stand first when somebody asks for certain words."""

    words = models.TextField(
        _("words"), max_length=600, help_text=_("What people type, one search a line")
    )
    page = models.ForeignKey(
        BasePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )

    class Meta:
        ordering = ["words"]
        verbose_name = _("best bet")
        verbose_name_plural = _("best bets")

    def __str__(self) -> str:
        return self.phrases[0] if self.phrases else str(self.pk)

    @property
    def phrases(self) -> list[str]:
        """The searches that it answers, each by itself."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    def clean(self) -> None:
        """The page lies in the community."""
        if self.page_id and self.page.community_id != self.community_id:
            raise ValidationError({"page": _("Choose a page of this community.")})
