"""The Learning Zone as a component: what it brings to a community that switches it on."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from nacre.components import Activity, Component, Urls
from nacre.learning import (
    actions,
    desk_room,  # these register themselves
    nightly,
    personal,
)
from nacre.learning.models import PAGE_TYPES, ModulePage
from nacre.learning.report_metrics import LearningMetrics
from nacre.pages.models import BasePage
from nacre.scorm.models import Package, PackageAttempt
from nacre.scorm.signals import attempt_recorded, package_going

REGISTERED = (desk_room, nightly, personal)


@receiver([page_published, page_unpublished])
def count_minutes(sender: type, instance: Any, **kwargs: Any) -> None:
    """A course takes as long as its modules."""
    if isinstance(instance, ModulePage):
        course = instance.course
        BasePage.objects.filter(pk=course.pk).update(reading_minutes=course.minutes_in_all())


@receiver(attempt_recorded)
def follow_package(sender: type, attempt: PackageAttempt, **kwargs: Any) -> None:
    """A package that is played in a module reports how its learner is doing."""
    if not attempt.is_tryout:
        actions.follow_package(package_attempt=attempt)


@receiver(package_going)
def keep_package(sender: type, package: Package, **kwargs: Any) -> str | None:
    """A package that a module plays stays."""
    for module in ModulePage.objects.of(package.community):
        if module.package == package:
            return _("The module “%(title)s” plays it.") % {"title": module.title}
    return None


class Learning(LearningMetrics, Component):
    """Courses of short modules."""

    slug = "learning"
    name = "Learning Zone"
    page_types = PAGE_TYPES
    urls = Urls("", "nacre.learning.urls")
    activities = [
        Activity("course.started", "A member began a course."),
        Activity("course.completed", "A member did the last module of a course."),
        Activity("module.started", "A member began a module, or began it anew."),
        Activity("module.completed", "A member passed a module; the `score`, if it has one."),
        Activity("question.written", "An editor wrote a question."),
        Activity("question.changed", "An editor changed a question."),
        Activity("question.suspended", "An editor took a question out of use."),
        Activity("question.restored", "An editor brought a question back into use."),
        Activity("question.imported", "An editor kept the questions of a file."),
        Activity("attempt.failed", "A member ended a module below the pass mark; the `score`."),
        Activity("course.evaluated", "A member said how a course was; nothing of what they said."),
        Activity("course.looked_back", "A member said what became of a course; nothing of what."),
    ]
