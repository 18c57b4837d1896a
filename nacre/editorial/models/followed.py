"""What an article knows of itself after it was published: what changed, and where it is shown."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import FundingRelationship
from nacre.editorial.changes import is_pending
from nacre.editorial.models.change import PageChange
from nacre.pages.models import BasePage

if TYPE_CHECKING:
    from nacre.editorial.models.placed import PlacedPage


class Followed(BasePage):
    """What every article has of it."""

    correction = models.TextField(
        blank=True, help_text=_("What was wrong and what we changed; stands above the text")
    )

    class Meta:
        abstract = True

    placed_as: "PlacedPage | None" = None  # the page elsewhere that shows it, while it does

    @cached_property
    def change_log(self) -> list[PageChange]:
        """What changed since readers first saw it, latest first; small changes are left out."""
        return list(PageChange.objects.filter(page=self.pk).for_readers())

    @cached_property
    def latest_notice(self) -> PageChange | None:
        """What stands above the text: the notice of this draft, else the last material change."""
        if is_pending(self):
            return PageChange(
                kind=self.change_kind, is_material=self.change_is_material, words=self.correction,
                means=self.change_means, made_at=timezone.now(),
            )  # fmt: skip
        return next((change for change in self.change_log if change.is_material), None)

    def said_of_withdrawal(self) -> dict[str, str]:
        """The reason that was given."""
        found = next((change for change in self.change_log if change.is_withdrawal), None)
        return {"words": found.words, "means": found.means} if found else {}

    @property
    def funding_where_placed(self) -> list[FundingRelationship]:
        """Who funds the section of another community in which the text is shown."""
        return self.placed_as.section_funding if self.placed_as else []

    @property
    def shown_as(self) -> BasePage:
        """The page at whose address it is read: itself, or where it is placed."""
        return self.placed_as or self
