"""A published paper, read for those who have no time to read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.search import index

from nacre.editorial import appraisal as judged
from nacre.editorial.findings import row_of
from nacre.editorial.models.article import Article, portrait
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.review_blocks import FindingBlock, ImplicationBlock, implications_for
from nacre.evidence.models import Citation
from nacre.pages.models import BasePage
from nacre.pages.personas import Persona, reader

LOOKED_AT_AS = (("nurse", ""), ("doctor", "consultant"), ("doctor", "gp"))


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
    appraisal_tool = models.CharField(
        _("instrument"), max_length=10, blank=True, choices=judged.TOOLS.items()
    )
    judgement = models.CharField(
        max_length=40, blank=True, choices=[(j, j.capitalize()) for j in judged.ALL_JUDGEMENTS]
    )
    judgement_note = models.TextField(_("the judgement in words"), blank=True)
    strengths = models.TextField(blank=True)
    limitations = models.TextField(blank=True)
    level_of_evidence = models.CharField(
        max_length=20, blank=True, choices=[(level, level) for level in judged.LEVELS]
    )
    nice_guidance = models.CharField(
        _("NICE guidance"), max_length=10, blank=True, help_text=_("Such as TA123 or NG45")
    )
    smc_advice = models.CharField(
        _("SMC advice"), max_length=20, blank=True, help_text=_("Such as SMC2345")
    )
    licence = models.CharField(
        _("licensed in the UK for this use"),
        max_length=8,
        blank=True,
        choices=[("yes", _("Yes")), ("no", _("No")), ("none", _("Not a medicine"))],
    )
    study_funding = models.CharField(_("who paid for the study"), max_length=300, blank=True)
    registration = models.CharField(
        _("registration of the study"),
        max_length=40,
        blank=True,
        help_text=_("Such as NCT01234567, ISRCTN12345678 or CRD42012345678"),
    )
    implications = StreamField(StreamBlock([("implication", ImplicationBlock())]), blank=True)
    commentary_by = models.ForeignKey(
        ClinicalEditor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commentary = models.TextField(blank=True)

    is_placeable = True
    kind_label = _("Journal review")
    is_written = True
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
                    "judgement_note",
                    "strengths",
                    "limitations",
                    "level_of_evidence",
                )
            ],
            heading=_("Appraisal"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "nice_guidance",
                    "smc_advice",
                    "licence",
                    "study_funding",
                    "registration",
                )
            ],
            heading=_("In the United Kingdom, and who paid"),
        ),
        FieldPanel("implications"),
        MultiFieldPanel(
            [FieldPanel("commentary_by", widget=Select), FieldPanel("commentary")],
            heading=_("Commentary"),
        ),
        FieldPanel("key_points", heading=_("Take home")),
        FieldPanel("body"),
        Article.change_panel,
    ]

    def clean(self) -> None:
        """A judgement is one that the instrument has; guidance and registration are numbers."""
        super().clean()
        wrong: dict[str, Any] = {}
        if self.judgement and not judged.fits(self.appraisal_tool, self.judgement):
            fitting = ", ".join(judged.JUDGEMENTS.get(self.appraisal_tool, ()))
            wrong["judgement"] = (
                _("With this instrument it is one of: %(fitting)s.") % {"fitting": fitting}
                if fitting
                else _("Say with which instrument it was judged.")
            )
        if self.nice_guidance and not judged.nice_url(self.nice_guidance):
            wrong["nice_guidance"] = _("Write letters and number together, as TA123 or NG45.")
        if self.registration and not judged.register_url(self.registration):
            wrong["registration"] = _(
                "Write the number alone: NCT and eight digits, ISRCTN and eight digits, CRD42…, "
                "ACTRN… or a EudraCT number."
            )
        if wrong:
            raise ValidationError(wrong)

    def more_words(self) -> list[str]:
        """All the typed fields are read too."""
        found = [
            f"{row['outcome']} {row.get('words', '')} {row['note']}" for row in self.finding_rows
        ]
        asked = [self.population, self.intervention, self.comparator, self.outcomes]
        judged = [self.judgement_note, self.strengths, self.limitations, self.commentary]
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
        """How far the study can be trusted, who paid for it, and what it is in the UK."""
        tool, rating = self.appraisal_tool, self.get_judgement_display()
        said = [
            (judged_with(tool), ". ".join(p for p in (rating, self.judgement_note) if p), ""),
            (_("Strengths"), self.strengths, ""),
            (_("Limitations"), self.limitations, ""),
            (_("Level of evidence"), self.level_of_evidence, ""),
            (_("Paid for by"), self.study_funding, ""),
            (_("Registered as"), self.registration, judged.register_url(self.registration)),
            (_("NICE"), self.nice_guidance, judged.nice_url(self.nice_guidance)),
            (_("Scottish Medicines Consortium"), self.smc_advice, ""),
            (_("Licensed in the UK for this use"), self.get_licence_display(), ""),
        ]
        return [
            {"term": str(term), "value": str(value), "url": url}
            for term, value, url in said
            if value
        ]

    @property
    def finding_rows(self) -> list[dict[str, Any]]:
        """The findings as the pattern's table shows them."""
        return [row_of(finding.value) for finding in self.findings]

    def personas(self) -> tuple[Persona, ...]:
        """A nurse, a consultant and a GP; and of each further profession that it speaks to, one."""
        named = dict.fromkeys(row.value["profession"] for row in self.implications)
        others = [(one, "") for one in named if one not in {"", "doctor", "nurse"}]
        return (*super().personas(), *(reader(*one) for one in (*LOOKED_AT_AS, *others)))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """In a preview with what it means for that reader, which a page kept for all leaves open."""
        context = super().get_context(request, *args, **kwargs)
        if getattr(request, "is_preview", False):
            context["implications"] = self.implications_of(request.viewer.profession)
        return context

    def implications_of(self, profession: str) -> dict[str, Any]:
        """What it means, the reader's own profession first."""
        return implications_for([dict(row.value) for row in self.implications], profession)


def judged_with(tool: str) -> str:
    """What stands before a judgement: risk of bias, or the confidence in a review."""
    heading = _("Confidence in the review") if tool == "AMSTAR-2" else _("Risk of bias")
    return f"{heading} ({tool})" if tool else str(heading)
