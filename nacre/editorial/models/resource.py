"""Tools and documents that are kept up to date."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from nacre.editorial.models.article import Article
from nacre.editorial.models.tool import Tool
from nacre.pages.models import BasePage


class ResourcePage(Tool):
    """A document to use at work: its version, owner, licence and next review."""

    kind = models.CharField(max_length=8, blank=True, help_text=_("pdf, docx or xlsx"))

    is_placeable = True
    kind_label = _("Resource")
    review_months = 36
    is_kept_up_to_date = True
    template = "editorial/resource_page.html"
    content_panels = [
        *BasePage.content_panels,
        Tool.file_panel,
        FieldPanel("kind"),
        Article.byline_panel,
        FieldPanel("key_points"),
        FieldPanel("body"),
        Article.change_panel,
    ]
