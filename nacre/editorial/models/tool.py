"""What a resource and a toolkit have in common: one file, its version, its owner and its licence."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from nacre.editorial.models.article import Article
from nacre.editorial.models.version import DocumentVersion
from nacre.members.models import Membership
from nacre.pages.models import CommunityDocument


class Tool(Article):
    """A page whose file is kept up to date behind one link."""

    document = models.ForeignKey(
        CommunityDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.CharField(max_length=20, blank=True)
    what_changed = models.TextField(
        gettext_lazy("what changed in this version"),
        blank=True,
        help_text=gettext_lazy("Stands in the letter to everyone who works with it"),
    )
    owner_name = models.CharField(gettext_lazy("owner"), max_length=120, blank=True)
    kept_by = models.ForeignKey(
        Membership,
        verbose_name=gettext_lazy("owner, if a member"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    licence = models.CharField(max_length=80, blank=True)

    class Meta(Article.Meta):
        abstract = True

    has_versions = True
    file_panel = MultiFieldPanel(
        [
            FieldPanel("document"),
            FieldPanel("version"),
            FieldPanel("what_changed"),
            FieldRowPanel([FieldPanel("owner_name"), FieldPanel("kept_by")]),
            FieldPanel("licence"),
        ],
        heading=gettext_lazy("The file"),
    )

    def clean(self) -> None:
        """A new file has a new number, and says what changed."""
        super().clean()
        if problem := self.version_problem:
            raise ValidationError({"version": problem})

    @property
    def known_versions(self) -> list[DocumentVersion]:
        """Those that were published, newest first."""
        return list(DocumentVersion.objects.of_page(self.pk)) if self.pk else []

    @cached_property
    def current_version(self) -> DocumentVersion | None:
        """The one that readers are given."""
        return next((v for v in self.known_versions if v.superseded_at is None), None)

    @property
    def number(self) -> str:
        """The number of its file: a first one need not be typed."""
        if self.version or not self.document_id:
            return self.version
        known = self.known_versions
        same = next((v for v in known if v.document_id == self.document_id), None)
        return same.number if same else ("" if known else "1")

    @property
    def version_problem(self) -> str:
        """Why its file cannot be published as it is, with what to do; empty if it can."""
        if not self.document_id:
            return ""
        same = next((v for v in self.known_versions if v.number == self.number), None)
        if same and same.superseded_at:
            return _("Version %(n)s was superseded. Give the file a number that it never had.") % {
                "n": same.number
            }
        if not self.number or (same and same.document_id != self.document_id):
            return _("The file has changed: give it a new version number.")
        return "" if same else self._unsaid_change()

    def _unsaid_change(self) -> str:
        known = {version.what_changed.strip() for version in self.known_versions}
        if not known or self.what_changed.strip() not in known | {""}:
            return ""
        return _("Say what changed in version %(n)s.") % {"n": self.number}

    @property
    def file_link(self) -> str:
        """The one link to the file; says which file is meant, and leads to the newest all the same."""
        return f"/library/{self.pk}/?file={self.document_id}"

    @property
    def owner_said(self) -> str:
        """Who answers for it."""
        return self.owner_name or (self.kept_by.user.name if self.kept_by else "")

    @property
    def facts(self) -> list[dict[str, Any]]:
        """What one asks before printing it for the ward."""
        said = [
            (_("Version"), self.number),
            (_("What changed"), self.what_changed),
            (_("Owner"), self.owner_said),
            (_("Licence"), self.licence),
        ]
        return [{"term": str(term), "value": value} for term, value in said if value]
