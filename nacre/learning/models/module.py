"""A module: at most ten minutes, in screens, with questions anywhere."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from nacre.communities.models import FundingRelationship
from nacre.editorial.models import Article
from nacre.learning.blocks import ModuleBlock
from nacre.learning.models.course import CoursePage
from nacre.learning.querysets import ModuleQuerySet
from nacre.learning.screens import Screen, screens_in
from nacre.pages.models import BasePage

LONGEST = 10  # minutes: what fits between two patients


class ModulePage(Article):
    """A short unit of a course. Who pays for the course pays for it, and it says so."""

    body = StreamField(ModuleBlock(), blank=True)
    minutes = models.PositiveSmallIntegerField(
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text=gettext_lazy("Honestly, with its questions; ten at the most"),
    )
    time_limit = models.PositiveSmallIntegerField(
        default=0,
        help_text=gettext_lazy("Minutes for an attempt; 0: none. Lost connections do not count"),
    )

    objects = PageManager.from_queryset(ModuleQuerySet)()

    kind_label = gettext_lazy("Learning module")
    is_written = False  # its course is
    is_discussed = False
    is_part = True
    review_months = 24
    clinicians_needed = 2
    template = "learning/module_page.html"
    parent_page_types = [CoursePage]
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("time_limit")]),
        FieldPanel("key_points"),
        FieldPanel("body"),
        Article.byline_panel,
        Article.picture_panel,
        Article.change_panel,
    ]

    def take_its_place(self) -> None:
        """The minutes of a module are those its author measured."""
        super().take_its_place()
        self.reading_minutes = self.minutes

    def clean(self) -> None:
        """What it asks and plays is its own community's."""
        super().clean()
        for kind, name in (("question", "question"), ("draw", "bank"), ("package", "package")):
            for block in self.body:
                chosen = block.value.get(name) if block.block_type == kind else None
                if chosen and self.community_id not in {None, _owner(chosen)}:
                    raise ValidationError(
                        {"body": _("“%(what)s” belongs to another community.") % {"what": chosen}}
                    )

    @cached_property
    def course(self) -> CoursePage:
        """The course that it is a part of."""
        return CoursePage.objects.get(pk=self.get_parent().pk)

    @cached_property
    def funding(self) -> list[FundingRelationship]:
        """Who pays for it or for its course: stated as part of it, before the first screen."""
        own = [self.funded_by] if self.funded_by else []
        return list(dict.fromkeys([*own, *self.course.funding]))

    @cached_property
    def screens(self) -> list[Screen]:
        """What is shown at a time, in order."""
        return screens_in(self.body, self.title)

    @property
    def package(self) -> Any:
        """The SCORM package that it plays, if it is one."""
        return next((b.value["package"] for b in self.body if b.block_type == "package"), None)

    @property
    def url_of_player(self) -> str:
        """Where it is taken."""
        return f"/learn/{self.pk}/"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With its course and what it is made of."""
        context = super().get_context(request, *args, **kwargs)
        context["course"] = self.course
        context["contents"] = [screen.title for screen in self.screens if screen.title]
        return context


def _owner(chosen: Any) -> int:
    """The community of a question, a bank or a package."""
    owner: int = getattr(chosen, "bank", chosen).community_id
    return owner
