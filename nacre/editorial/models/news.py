"""News of the field, written by journalists or members."""

from django.utils.translation import gettext_lazy as _

from nacre.editorial.models.article import Article


class NewsPage(Article):
    """A news article."""

    kind_label = _("News")
    template = "editorial/news_page.html"
