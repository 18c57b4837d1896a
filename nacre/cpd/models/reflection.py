"""What a member thought about it, and what else revalidation asks for. Private, without exception."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.cpd.models.entry import Entry
from nacre.cpd.prompts import CHOICES, TEMPLATES, Prompt
from nacre.cpd.querysets import RecordQuerySet, ReflectionQuerySet
from nacre.cpd.schemes import THEMES
from nacre.members.models import Membership


class Reflection(CommunityOwned):
    """Answers to the questions of one kind of reflection, about an entry or by themselves."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(
        Entry, null=True, blank=True, on_delete=models.CASCADE, related_name="reflections"
    )
    template = models.CharField(max_length=16, choices=CHOICES)
    title = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=dict)  # by the code of the question
    themes = models.JSONField(default=list, blank=True)
    is_attested = models.BooleanField(default=False)  # ticked: nobody could be recognised
    written_on = models.DateField(default=timezone.localdate)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReflectionQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.key)

    @property
    def name(self) -> str:
        """What it is called in lists."""
        return self.title or (self.entry.title if self.entry else str(self.get_template_display()))

    @property
    def said(self) -> list[tuple[Prompt, str]]:
        """Each question that was answered, with the answer."""
        known = TEMPLATES.get(self.template)
        prompts = known.prompts if known else ()
        return [(p, self.answers[p.code]) for p in prompts if self.answers.get(p.code)]

    @property
    def theme_labels(self) -> list[str]:
        """The themes of the Code, in their own order."""
        return [label for code, label in THEMES if code in self.themes]


class Record(CommunityOwned):
    """What revalidation asks for besides learning; the fields of each sort are in record_forms.py."""

    class Sort(models.TextChoices):
        FEEDBACK = "feedback", _("Practice-related feedback")
        PRACTICE = "practice", _("Practice hours")
        PARTNER = "partner", _("Reflective discussion")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    happened_on = models.DateField()
    facts = models.JSONField(default=dict)  # by the name of the field
    changed_at = models.DateTimeField(auto_now=True)

    objects = RecordQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_sort_display()}, {self.happened_on}"
