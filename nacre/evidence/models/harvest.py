"""What a community asks of the literature again and again, and what came of it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import CommunityOwned
from nacre.evidence.models.citation import Citation
from nacre.evidence.querysets import FindQuerySet, SavedQueryQuerySet


class SavedQuery(CommunityOwned):
    """A question to PubMed, Europe PMC or Crossref, or a feed; its words are in its versions."""

    class Source(models.TextChoices):
        PUBMED = "pubmed", _("PubMed")
        EUROPE_PMC = "europe_pmc", _("Europe PMC")
        CROSSREF = "crossref", _("Crossref")
        FEED = "feed", _("RSS or Atom feed")

    slug = models.SlugField(editable=False)
    name = models.CharField(max_length=120)
    source = models.CharField(_("whom it asks"), max_length=12, choices=Source.choices)
    is_active = models.BooleanField(_("asked every night"), default=True)
    # From the last good moment on is asked again, so that a night without network loses nothing.
    good_at = models.DateTimeField(null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar[Any] = SavedQueryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="one_query_a_slug")
        ]
        ordering = ["name"]
        verbose_name = _("saved question")
        verbose_name_plural = _("saved questions")

    def __str__(self) -> str:
        return self.name

    @property
    def version(self) -> "QueryVersion | None":
        """What it asks now."""
        return max(self.versions.all(), key=lambda version: version.number, default=None)

    def good_for(self, version: "QueryVersion") -> datetime | None:
        """Until when these words have been asked; nothing of what other words found counts."""
        return self.good_at if self.good_at and self.good_at >= version.made_at else None

    @property
    def state(self) -> str:
        """One line for the desk: asked until when, or since when it could not be."""
        if self.failing_since:
            since = date_format(timezone.localtime(self.failing_since), "j F Y, H:i")
            return str(_("Could not be asked since %(since)s.") % {"since": since})
        if not self.is_active:
            return str(_("Switched off."))
        if self.good_at is None:
            return str(_("Not asked yet."))
        until = date_format(timezone.localtime(self.good_at), "j F Y, H:i")
        return str(_("Asked until %(until)s.") % {"until": until})


class QueryVersion(models.Model):
    """The words of a saved query at one time; changed words are a new version."""

    query = models.ForeignKey(SavedQuery, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True  # no editor asks where it is used

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["query", "number"], name="one_version_a_number")
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(_("%(name)s, version %(number)s")) % {
            "name": self.query.name,
            "number": self.number,
        }


class Find(CommunityOwned):
    """A paper that was found for a community, and by which words, or in which file."""

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="finds")
    version = models.ForeignKey(
        QueryVersion, null=True, blank=True, on_delete=models.RESTRICT, related_name="finds"
    )
    origin = models.CharField(_("file"), max_length=200, blank=True)
    found_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = FindQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # no editor asks where it is used

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "citation", "version"],
                condition=models.Q(version__isnull=False),
                name="one_find_a_version",
            ),
            models.UniqueConstraint(
                fields=["community", "citation", "origin"],
                condition=models.Q(version__isnull=True),
                name="one_find_a_file",
            ),
        ]
        indexes = [models.Index(fields=["community", "found_at"], name="finds_of_a_community")]

    def __str__(self) -> str:
        return self.by

    @property
    def by(self) -> str:
        """What found it, as the desk reads it."""
        return str(self.version) if self.version else self.origin
