"""Tools and documents that are kept up to date."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from nacre.editorial.models.article import Article
from nacre.pages.models import BasePage, CommunityDocument


class ResourcePage(Article):
    """A document to use at work: its version, owner, licence and next review."""

    document = models.ForeignKey(
        CommunityDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=8, blank=True, help_text=_("pdf, docx or xlsx"))
    version = models.CharField(max_length=20, blank=True)
    owner_name = models.CharField(_("owner"), max_length=120, blank=True)
    licence = models.CharField(max_length=80, blank=True)

    kind_label = _("Resource")
    review_months = 36
    is_kept_up_to_date = True
    template = "editorial/resource_page.html"
    file_panel = MultiFieldPanel(
        [
            FieldPanel("document"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("version")]),
            FieldRowPanel([FieldPanel("owner_name"), FieldPanel("licence")]),
        ],
        heading=_("The document"),
    )
    content_panels = [
        *BasePage.content_panels,
        file_panel,
        Article.byline_panel,
        FieldPanel("key_points"),
        FieldPanel("body"),
        Article.correction_panel,
    ]

    @property
    def facts(self) -> list[dict[str, Any]]:
        """What one asks before printing it for the ward."""
        said = [
            (_("Version"), self.version),
            (_("Owner"), self.owner_name),
            (_("Licence"), self.licence),
        ]
        return [{"term": str(term), "value": value} for term, value in said if value]
