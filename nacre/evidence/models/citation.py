"""Bibliographic records and the journals they appeared in."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nacre.communities.models import Community
from nacre.evidence.fingerprint import bare, fingerprint_of
from nacre.evidence.querysets import CitationNoticeQuerySet, CitationQuerySet
from nacre.evidence.vancouver import authors_line, issue_line

PREPRINT_TYPES = frozenset({"Preprint", "posted-content"})
PREPRINT_SERVERS = frozenset(
    {"medrxiv", "biorxiv", "researchsquare", "ressq", "preprints", "preprintsorg", "ssrn", "arxiv"}
)


class Journal(models.Model):
    """A journal that a community follows."""

    title = models.CharField(max_length=200)
    nlm_abbrev = models.CharField(_("NLM abbreviation"), max_length=120, unique=True)
    issn_print = models.CharField(_("ISSN, print"), max_length=9, blank=True)
    issn_e = models.CharField(_("ISSN, electronic"), max_length=9, blank=True)
    followed_by = models.ManyToManyField(Community, blank=True, related_name="journals")

    class Meta:
        ordering = ["nlm_abbrev"]

    def __str__(self) -> str:
        return self.nlm_abbrev


class Citation(models.Model):
    """A published paper, known by its numbers or its fingerprint, and whether it still stands."""

    class Status(models.TextChoices):
        OK = "ok", _("Stands")
        CORRECTED = "corrected", _("Corrected")
        CONCERN = "concern", _("Expression of concern")
        PARTLY = "partly", _("Retracted in part")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RETRACTED = "retracted", _("Retracted")
        REPLACED = "replaced", _("Retracted and replaced")

    # Unknown is null, so that many papers without a number do not collide.
    doi = models.CharField(_("DOI"), max_length=200, unique=True, null=True, blank=True)
    pmid = models.CharField(_("PubMed number"), max_length=12, unique=True, null=True, blank=True)
    # Title, first author and year in one (fingerprint.py); for papers that have no number.
    fingerprint = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    version_of = models.ForeignKey(
        "self",
        verbose_name=_("published as"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="preprints",
    )
    title = models.TextField()
    authors = models.JSONField(default=list, blank=True)
    journal_abbrev = models.CharField(_("journal (NLM abbreviation)"), max_length=300)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    issued = models.CharField(
        _("date as printed"),
        max_length=40,
        blank=True,
        help_text=_("Where year and month do not say it all: 2001 Nov-Dec, 1990 Spring."),
    )
    volume = models.CharField(max_length=20, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OK)
    status_note = models.CharField(max_length=300, blank=True)
    notice_doi = models.CharField(_("DOI of the notice"), max_length=200, blank=True)
    replaced_by = models.CharField(_("DOI of the replacement"), max_length=200, blank=True)
    # What citation files say beyond the reference: abstract, headings, links (records.details_of).
    details = models.JSONField(default=dict, blank=True, editable=False)
    shelves = models.ManyToManyField(Community, blank=True, related_name="citations")

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_citation_can_be_looked_up",
                condition=models.Q(doi__isnull=False)
                | models.Q(pmid__isnull=False)
                | ~models.Q(fingerprint=""),
            ),
            models.UniqueConstraint(
                name="a_paper_without_numbers_is_kept_once",
                fields=["fingerprint", "journal_abbrev"],
                condition=models.Q(doi__isnull=True, pmid__isnull=True) & ~models.Q(fingerprint=""),
            ),
        ]
        ordering = ["-year", "title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.journal_abbrev} {self.year})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it with the fingerprint of what it says."""
        self.fingerprint = fingerprint_of(title=self.title, authors=self.authors, year=self.year)
        if fields := kwargs.get("update_fields"):
            kwargs["update_fields"] = {*fields, "fingerprint"}
        super().save(*args, **kwargs)

    def reference(self) -> str:
        """Authors, title, journal and issue, without the numbers."""
        number = self.details.get("abstract_number", "") if self.is_abstract else ""
        label = "Withdrawn" if self.status == self.Status.WITHDRAWN else "Retracted"
        prefix = f"{label}: " if self.is_retracted else ""
        where = issue_line(
            year=self.year,
            month=self.month,
            issued=self.issued,
            volume=self.volume,
            issue=self.issue,
            pages=self.pages,
        )
        parts = [
            _sentence(authors_line(self.authors)),
            _sentence(prefix + self.title + (" [abstract]" if self.is_abstract else "")),
            _sentence(self.journal_abbrev),
            _sentence(where),
            _sentence(f"Abstract no. {number}" if number else ""),
            _sentence(f"[retracted in: {self.retracted_in}]" if self.retracted_in else ""),
        ]
        return " ".join(part for part in parts if part)

    def note_address(self, address: str) -> None:
        """Where it can be read, if it has no number; nothing takes it away."""
        kept = {key: value for key, value in self.details.items() if key != "address"}
        self.details = kept | {"address": address} if address else kept

    def vancouver(self) -> str:
        """The whole reference as medical journals print it."""
        numbers = [
            f"doi: {self.doi}." if self.doi else "",
            f"PMID: {self.pmid}." if self.pmid else "",
            f"Available from: {self.address}"
            if self.address and not (self.doi or self.pmid)
            else "",
        ]
        return " ".join(part for part in (self.reference(), *numbers) if part)

    @property
    def authors_line(self) -> str:
        """The authors as a reader sees them."""
        return authors_line(self.authors)

    @property
    def is_retracted(self) -> bool:
        """Whether the journal has taken all of it back."""
        return self.status in TAKEN_BACK

    @property
    def retracted_in(self) -> str:
        """Where the notice of its retraction stands, as far as a record says; else empty."""
        if not self.is_retracted:
            return ""
        notices = [link for link in self.details.get("links", []) if link["kind"] == "retracted_by"]
        said = [n.get("note") or n.get("doi") or n.get("pmid") or "" for n in notices]
        return next((where.rstrip(".") for where in said if where), "")

    @property
    def address(self) -> str:
        """Where a paper without a DOI or PubMed number can be read, as somebody typed it."""
        return str(self.details.get("address", ""))

    @property
    def can_be_looked_up(self) -> bool:
        """Whether a reader can find it by a number or an address."""
        return bool(self.doi or self.pmid or self.address)

    @property
    def is_preprint(self) -> bool:
        """Whether it was put on a server before anybody reviewed it."""
        said = PREPRINT_TYPES.intersection(self.details.get("publication_types", []))
        return bool(said) or bare(self.journal_abbrev) in PREPRINT_SERVERS

    @property
    def is_abstract(self) -> bool:
        """Whether it is the abstract of something said at a meeting."""
        return "Meeting Abstract" in self.details.get("publication_types", [])

    @property
    def standing(self) -> str:
        """What a reader must know of its standing; empty while it stands."""
        if self.status == self.Status.OK:
            return ""
        return self.status_note or str(self.get_status_display())


# Standings in which nobody should rely on what it says.
TAKEN_BACK = (Citation.Status.WITHDRAWN, Citation.Status.RETRACTED, Citation.Status.REPLACED)


class CitationNotice(models.Model):
    """Something that a journal said about a paper after it appeared, kept so that it is told once.

    `standing` is what it made of the paper; empty where it changed nothing, because something
    graver or later was known already.
    """

    class Kind(models.TextChoices):
        RETRACTION = "retraction", _("Retraction")
        PARTIAL = "partial_retraction", _("Partial retraction")
        REPLACEMENT = "replacement", _("Retraction and replacement")
        WITHDRAWAL = "withdrawal", _("Withdrawal")
        REMOVAL = "removal", _("Removal")
        CONCERN = "concern", _("Expression of concern")
        CORRECTION = "correction", _("Correction")
        REINSTATEMENT = "reinstatement", _("Reinstatement")

    citation = models.ForeignKey(Citation, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    dated = models.DateField(null=True, blank=True)
    notice_doi = models.CharField(max_length=200, blank=True)
    notice_pmid = models.CharField(max_length=12, blank=True)
    reasons = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=40, blank=True)
    standing = models.CharField(max_length=10, choices=Citation.Status.choices, blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = CitationNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citation", "kind", "dated"], name="one_notice_a_kind_and_day"
            ),
            models.UniqueConstraint(
                fields=["citation", "kind"],
                condition=models.Q(dated__isnull=True),
                name="one_undated_notice_a_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["noted_at"],
                condition=models.Q(told_at__isnull=True) & ~models.Q(standing=""),
                name="notices_to_tell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.citation_id}"


def _sentence(words: str) -> str:
    ended = words.rstrip().endswith((".", "?", "!"))
    return words.strip() if not words or ended else f"{words.strip()}."
