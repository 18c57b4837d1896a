"""What every article has: an author, key points, a body, a sign-off, disclosures."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from nacre.communities.funding import label_of
from nacre.communities.models import FundingRelationship
from nacre.communities.panels import panels
from nacre.editorial.blocks import BodyBlock
from nacre.editorial.conflicts import conflicts_of
from nacre.editorial.models.article_form import ArticleForm
from nacre.editorial.models.compliance import ComplianceCertificate
from nacre.editorial.models.editor import ClinicalEditor
from nacre.editorial.models.followed import Followed
from nacre.editorial.standings import alert_of
from nacre.evidence.models import Citation
from nacre.evidence.retractions import gravest
from nacre.pages.cards import mark_of
from nacre.pages.models import BasePage, CommunityImage, SectionPage, Topic
from nacre.pages.models.page import address_of

RELATED = 3


def lines(text: str) -> list[str]:
    """The lines of a text that has one point a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Declares(models.TextChoices):
    """What an author says about interests: nothing is not the same as none."""

    NONE = "none", _("None")
    SOME = "some", _("Some")


class Article(Followed):
    """An article: who wrote and reviewed it, who paid, what it says, what it stands on."""

    author_name = models.CharField(max_length=120, blank=True)
    author_role = models.CharField(max_length=120, blank=True)
    author_organisation = models.CharField(max_length=160, blank=True)
    author_declares = models.CharField(
        _("interests of the author"),
        max_length=4,
        choices=Declares.choices,
        blank=True,
        help_text=_("Of whoever wrote it or speaks in it; asked of everybody"),
    )
    author_interests = models.CharField(
        _("which interests"),
        max_length=400,
        blank=True,
        help_text=_("With company, kind and year"),
    )
    picture = models.ForeignKey(
        CommunityImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picture_caption = models.CharField(max_length=240, blank=True)
    key_points = models.TextField(blank=True, help_text=_("One point a line, three at the most"))
    body = StreamField(BodyBlock(), blank=True)
    funded_by = models.ForeignKey(
        FundingRelationship,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Only if this page is funded apart from its section"),
    )
    reviewed_by = models.ForeignKey(
        ClinicalEditor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    also_reviewed_by = models.ForeignKey(
        ClinicalEditor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    is_creatable = True
    is_written = False  # gathers on the profile of whoever wrote or reviewed it
    is_placeable = False  # in other communities, with an introduction of their own
    base_form_class = ArticleForm
    needs_sign_off = True
    is_discussed = True
    clinicians_needed = 1
    is_kept_up_to_date = False  # read for guidance long after it appeared
    topics_when_placed: list[Topic] = []  # an unsaved page cannot hold them yet
    points_heading = _("Key points")
    parent_page_types = [SectionPage]
    subpage_types: list[Any] = []
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("key_points"),
    ]
    byline_panel = MultiFieldPanel(
        [
            FieldPanel("author_name"),
            FieldPanel("author_role"),
            FieldPanel("author_organisation"),
            FieldRowPanel([FieldPanel("author_declares"), FieldPanel("author_interests")]),
        ],
        heading=_("Byline"),
    )
    picture_panel = MultiFieldPanel(
        [FieldPanel("picture"), FieldPanel("picture_caption")], heading=_("Picture")
    )
    change_panel = MultiFieldPanel(
        [
            HelpPanel(template="editorial/admin/change_help.html"),
            FieldPanel("change_kind"),
            FieldPanel("change_is_material"),
            FieldPanel(
                "correction",
                heading=_("What was wrong and what changed"),
                help_text=_("In readers' words; it stands above the text and in the log for good"),
            ),
            FieldPanel("change_means"),
        ],
        heading=_("What changed"),
    )
    content_panels = [
        *BasePage.content_panels,
        byline_panel,
        picture_panel,
        FieldPanel("key_points"),
        FieldPanel("body"),
        change_panel,
    ]
    settings_panels = [
        *BasePage.settings_panels,
        FieldPanel("papers", widget=CheckboxSelectMultiple),
        FieldPanel("funded_by"),
    ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the gravest standing of its papers, for lists."""
        grave = gravest(citation.status for citation in self.citations)
        self.standing = "" if grave == Citation.Status.OK else grave
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Some interests are named, and none are none."""
        super().clean()
        if self.author_declares == Declares.SOME and not self.author_interests.strip():
            raise ValidationError({"author_interests": _("Say which, or choose “None”.")})
        if self.author_declares != Declares.SOME and self.author_interests.strip():
            raise ValidationError({"author_declares": _("Interests are named: choose “Some”.")})

    def take_its_place(self) -> None:
        """Where a company speaks, lists say so beside the title."""
        super().take_its_place()
        if self.path:
            paying = [self.funded_by] if self.funded_by else self.section_funding
            self.promotion_label = next(filter(None, map(label_of, paying)), "")

    @property
    def is_promotional(self) -> bool:
        """Whether a company speaks in it, whatever it looks like."""
        return any(relationship.is_promotional for relationship in self.funding)

    @cached_property
    def certificate(self) -> ComplianceCertificate | None:
        """The certification of its final form that counts today, where it needs one."""
        if not self.is_promotional:
            return None
        return ComplianceCertificate.objects.good().filter(page_id=self.pk).first()

    def words(self) -> str:
        """Everything there is to read."""
        return " ".join([super().words(), self.key_points, *self.more_words(), self.body_words()])

    def summary_words(self) -> str:
        """The key points are part of it."""
        return f"{super().summary_words()} {self.key_points}"

    def names_found_by(self) -> list[str]:
        """Who wrote it and where they work; the papers that it stands on."""
        papers = [f"{c.title} {c.doi or ''} {c.pmid or ''}" for c in self.citations]
        return [self.author_name, self.author_organisation, *papers]

    def body_words(self) -> str:
        """The text of the body without its markup."""
        block = self.body.stream_block
        return " ".join(strip_tags(text) for text in block.get_searchable_content(self.body))

    def more_words(self) -> list[str]:
        """The texts of a page type besides the body."""
        return []

    @property
    def points(self) -> list[str]:
        """The key points, each by itself."""
        return lines(self.key_points)

    @cached_property
    def funding(self) -> list[FundingRelationship]:
        """Who funds this page or its section, said before the text."""
        own = [self.funded_by] if self.funded_by else []
        return _each_once([*(own or self.section_funding), *self.funding_where_placed])

    @property
    def funding_statement(self) -> str:
        """What is said where nobody funds it from outside."""
        return str(_("No external funding."))

    @property
    def byline(self) -> list[dict[str, Any]]:
        """Who wrote it, who reviewed it, with role and organisation."""
        people = []
        if self.author_name:
            people.append(
                {
                    "label": _("Written by"),
                    "name": self.author_name,
                    "role": self.author_role,
                    "organisation": self.author_organisation,
                }
            )
        has_photo = self.placed_as is None  # the photographs of a board are its community's
        label = str(_("Reviewed by"))
        return people + [portrait(editor, label, has_photo) for editor in self.reviewers]

    @property
    def declaring_name(self) -> str:
        """Whoever wrote it or speaks in it, and is asked about interests."""
        return self.author_name

    @property
    def interests(self) -> list[dict[str, Any]]:
        """What author and editors have declared, in words, and what of it touches this page."""
        said: list[dict[str, Any]] = []
        editors = self.editors
        if self.declaring_name and self.declaring_name not in {e.name for e in editors}:
            said.append({"name": self.declaring_name, "declared": self.author_declared})
        for editor in editors:
            found = conflicts_of(editor, self, timezone.localdate())
            touched = list(dict.fromkeys(conflict.said for conflict in found))
            said.append({"name": editor.name, "declared": editor.declared, "touched": touched})
        return said

    @property
    def author_declared(self) -> str:
        """What the author or interviewee says, in words."""
        if self.author_declares == Declares.SOME:
            return f"{self.author_interests.rstrip('.')}."
        if self.author_declares == Declares.NONE:
            return str(_("No relevant interests."))
        return str(_("Declaration awaited."))

    @property
    def editors(self) -> list[ClinicalEditor]:
        """The clinical editors whose interests a reader should know."""
        return list(dict.fromkeys([*self.reviewers, *self.commentators]))

    @property
    def reviewers(self) -> list[ClinicalEditor]:
        """Who answered for it."""
        return [editor for editor in (self.reviewed_by, self.also_reviewed_by) if editor]

    @property
    def commentators(self) -> list[ClinicalEditor]:
        """Clinical editors who speak in it."""
        return []

    def funding_around(self) -> list[FundingRelationship]:
        """Who funds the page and who funds its section: both may be a reason for a second editor."""
        own = [self.funded_by] if self.funded_by else []
        return _each_once([*own, *self.section_funding, *self.funding_where_placed])

    def claims(self) -> str:
        """Where a piece says what it is about; page types add their own."""
        return "\n".join([self.title, self.standfirst, self.key_points])

    def funding_words(self) -> str:
        """Where money is named in words: who paid for the reporter's travel, and the like."""
        return ""

    @property
    def citations(self) -> list[Citation]:
        """The papers that it stands on."""
        return list(self.papers.all())

    @property
    def alerts(self) -> list[dict[str, str]]:
        """What a reader must know of its papers before they read on."""
        return [alert_of(citation) for citation in self.citations if citation.standing]

    @property
    def references(self) -> list[dict[str, Any]]:
        """The papers as the pattern of references prints them."""
        return [
            {
                "text": citation.reference(),
                "url": "" if citation.doi or citation.pmid else citation.address,
                "doi": citation.doi,
                "pmid": citation.pmid,
                "is_retracted": citation.is_retracted,
                "note": citation.standing,
            }
            for citation in self.citations
        ]

    @property
    def trail(self) -> list[dict[str, str]]:
        """The sections above, for the breadcrumb."""
        above = self.shown_as.above
        return [{"label": each.title, "url": address_of(each.url_path)} for each in above]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With what else there is to read on the same topics, as far as it is open."""
        context = super().get_context(request, *args, **kwargs)
        prefetch_related_objects([self], "topics", "papers")
        prefetch_related_objects(self.editors, "declarations")
        related = BasePage.objects.visible_to(request.viewer).about(self.topic_slugs)
        found = related.recommended().exclude(pk=self.shown_as.pk).newest().for_cards()[:RELATED]
        context["related"] = [
            {
                "label": page.title,
                "url": page.path_in_community,
                "kind": _kind_of(page),
                "mark": mark_of(page),
                "funding": page.promotion_label,
            }
            for page in found
        ]
        context["panels"] = list(panels("article", request, self.shown_as))
        return context


def article_types() -> list[type[Article]]:
    """Every kind of article there is, those of floors above included."""
    return [model for model in apps.get_models() if issubclass(model, Article)]


def _each_once(funding: list[FundingRelationship]) -> list[FundingRelationship]:
    return list(dict.fromkeys(funding))


def _kind_of(page: BasePage) -> str:
    model = page.cached_content_type.model_class()
    return str(getattr(model, "kind_label", ""))


def portrait(editor: ClinicalEditor, label: str = "", has_photo: bool = True) -> dict[str, Any]:
    """An editor as the byline pattern shows one."""
    photo = editor.photo.get_rendition("fill-96x96") if editor.photo and has_photo else None
    return {
        "label": label,
        "name": editor.name,
        "role": editor.post,
        "organisation": editor.organisation.name if editor.organisation else "",
        "picture": photo,
    }
