"""A published paper, read for those who have no time to read it."""

from typing import Any

from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.search import index

from nacre.editorial.blocks import FindingBlock, ImplicationBlock
from nacre.editorial.models.article import Article, portrait
from nacre.editorial.models.editor import ClinicalEditor
from nacre.evidence.models import Citation
from nacre.pages.models import BasePage


class JournalReviewPage(Article):
    """Our page about a citation: question, findings in absolute numbers, appraisal, meaning."""

    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, related_name="+")
    why_it_matters = models.CharField(max_length=280)
    population = models.TextField(blank=True)
    intervention = models.TextField(_("intervention or exposure"), blank=True)
    comparator = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    design = models.CharField(max_length=200, blank=True)
    setting = models.CharField(max_length=300, blank=True)
    participants = models.CharField(max_length=300, blank=True)
    what_they_did = models.TextField(blank=True)
    findings = StreamField(StreamBlock([("finding", FindingBlock())]), blank=True)
    harms = models.TextField(blank=True)
    appraisal_tool = models.CharField(max_length=40, blank=True)
    judgement = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    limitations = models.TextField(blank=True)
    level_of_evidence = models.CharField(max_length=60, blank=True)
    implications = StreamField(StreamBlock([("implication", ImplicationBlock())]), blank=True)
    commentary_by = models.ForeignKey(
        ClinicalEditor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commentary = models.TextField(blank=True)

    kind_label = _("Journal review")
    points_heading = _("Take home")
    template = "editorial/journal_review_page.html"
    search_fields = [
        *Article.search_fields,
        index.SearchField("why_it_matters"),
        index.SearchField("what_they_did"),
        index.SearchField("commentary"),
        index.RelatedFields("citation", [index.SearchField("title"), index.SearchField("doi")]),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("citation", widget=Select),
        Article.byline_panel,
        FieldPanel("why_it_matters"),
        MultiFieldPanel(
            [FieldPanel(n) for n in ("population", "intervention", "comparator", "outcomes")],
            heading=_("The question"),
        ),
        MultiFieldPanel(
            [FieldPanel(n) for n in ("design", "setting", "participants", "what_they_did")],
            heading=_("The study"),
        ),
        FieldPanel("findings"),
        FieldPanel("harms"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "appraisal_tool",
                    "judgement",
                    "strengths",
                    "limitations",
                    "level_of_evidence",
                )
            ],
            heading=_("Appraisal"),
        ),
        FieldPanel("implications"),
        MultiFieldPanel(
            [FieldPanel("commentary_by", widget=Select), FieldPanel("commentary")],
            heading=_("Commentary"),
        ),
        FieldPanel("key_points", heading=_("Take home")),
        FieldPanel("body"),
        Article.correction_panel,
    ]

    def more_words(self) -> list[str]:
        """All the typed fields are read too."""
        found = [f"{f.value['outcome']} {f.value['absolute']}" for f in self.findings]
        asked = [self.population, self.intervention, self.comparator, self.outcomes]
        judged = [self.judgement, self.strengths, self.limitations, self.commentary]
        meant = [i.value["text"] for i in self.implications]
        return [
            self.why_it_matters,
            *asked,
            self.what_they_did,
            *found,
            self.harms,
            *judged,
            *meant,
        ]

    @property
    def citations(self) -> list[Citation]:
        """The paper under review, then what else it stands on."""
        others = [paper for paper in super().citations if paper.pk != self.citation_id]
        return [self.citation, *others] if self.citation_id else others

    @property
    def retraction_label(self) -> str:
        """How it was taken back, where not simply retracted."""
        told = {
            Citation.Status.WITHDRAWN: _("This paper has been withdrawn."),
            Citation.Status.REPLACED: _("This paper has been retracted and replaced."),
        }
        return str(told.get(Citation.Status(self.citation.status), ""))

    @property
    def retraction_url(self) -> str:
        """Where the journal says what became of the paper under review."""
        doi = self.citation.notice_doi
        return f"https://doi.org/{doi}" if doi else ""

    @property
    def commentators(self) -> list[ClinicalEditor]:
        """Who comments on the paper."""
        return [self.commentary_by] if self.commentary_by else []

    def claims(self) -> str:
        """What was compared with what is the claim."""
        asked = [self.population, self.intervention, self.comparator, self.why_it_matters]
        return "\n".join([super().claims(), *asked])

    @property
    def byline(self) -> list[dict[str, Any]]:
        """The commentator stands among those who answer for the page."""
        people = super().byline
        if self.commentary_by and self.commentary_by not in self.reviewers:
            people.append(portrait(self.commentary_by, str(_("Commentary by"))))
        return people

    @property
    def question(self) -> list[dict[str, str]]:
        """Population, intervention, comparator and outcomes, as far as they are said."""
        asked = [
            (_("Population"), self.population),
            (_("Intervention"), self.intervention),
            (_("Comparator"), self.comparator),
            (_("Outcomes"), self.outcomes),
        ]
        return [{"term": str(term), "value": value} for term, value in asked if value]

    @property
    def appraisal(self) -> list[dict[str, str]]:
        """How far the study can be trusted."""
        said = [
            (_("Risk of bias"), " – ".join(p for p in (self.appraisal_tool, self.judgement) if p)),
            (_("Strengths"), self.strengths),
            (_("Limitations"), self.limitations),
            (_("Level of evidence (OCEBM)"), self.level_of_evidence),
        ]
        return [{"term": str(term), "value": value} for term, value in said if value]

    @property
    def finding_rows(self) -> list[Any]:
        """The findings as the pattern's table shows them."""
        return [finding.value for finding in self.findings]

    @property
    def implication_rows(self) -> list[dict[str, str]]:
        """Who should do what differently."""
        return [
            {
                "term": row.value["profession"].replace("_", " ").capitalize(),
                "value": row.value["text"],
            }
            for row in self.implications
        ]
