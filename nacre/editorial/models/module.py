"""Short learning for the time between two clinics."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from nacre.editorial.models.article import Article
from nacre.pages.models import BasePage


class ModulePage(Article):
    """A learning module to read, with an honest number of minutes."""

    minutes = models.PositiveSmallIntegerField(default=15)

    kind_label = _("Learning module")
    review_months = 24
    clinicians_needed = 2
    template = "editorial/module_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("minutes"),
        Article.byline_panel,
        Article.picture_panel,
        FieldPanel("key_points"),
        FieldPanel("body"),
        Article.change_panel,
    ]

    def take_its_place(self) -> None:
        """The minutes of a module are those its author measured."""
        super().take_its_place()
        self.reading_minutes = self.minutes
