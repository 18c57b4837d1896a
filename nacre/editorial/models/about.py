"""Who runs the community, who edits it and who pays."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from nacre.editorial.models.article import Article
from nacre.editorial.models.editor import ClinicalEditor
from nacre.pages.models import BasePage, HomePage, SectionPage


class AboutPage(Article):
    """The page that says what this is, with the editorial board and every funder."""

    kind_label = _("About")
    needs_sign_off = False
    is_discussed = False
    template = "editorial/about_page.html"
    parent_page_types = [HomePage, SectionPage]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the board, its declarations and all funding of the community."""
        context = super().get_context(request, *args, **kwargs)
        context["board"] = ClinicalEditor.objects.of(self.community).for_board()
        context["relationships"] = self.community.funding_relationships.select_related("sponsor")
        return context
