"""News of the field, written by journalists or members."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from nacre.editorial.models.article import Article


class NewsPage(Article):
    """A news article."""

    is_placeable = True
    kind_label = _("News")
    is_written = True
    template = "editorial/news_page.html"

    @property
    def correct_at(self) -> date | datetime | None:
        """News has no review date: it says when it was right."""
        return self.corrected_at or self.reviewed_on or self.first_published_at
