"""What every page of ours has: a community, an audience, topics and a review date."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from nacre.audiences.models import Audience
from nacre.communities.models import Community, FundingRelationship
from nacre.communities.request import Request
from nacre.evidence.models import Citation
from nacre.pages.cards import card_of
from nacre.pages.models.admin_form import CommunityPageForm
from nacre.pages.models.changing import Changing
from nacre.pages.models.opening import OpenAtItsHour
from nacre.pages.models.rights import PageRights
from nacre.pages.models.topic import Topic
from nacre.pages.personas import ALWAYS, Persona
from nacre.pages.previewing import draw_as
from nacre.pages.publishing import ask_the_rules, is_being_published
from nacre.pages.querysets import BasePageQuerySet

WORDS_A_MINUTE = 220
PAGES_A_LIST = 20


class BasePage(Changing):
    """One table for audience, topics, embargo and review, so that no page type can forget them."""

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="pages", editable=False
    )
    audience = models.ForeignKey(
        Audience,
        on_delete=models.PROTECT,
        related_name="pages",
        blank=True,
        help_text=_("Who may open it. Empty: as the section it lies in says."),
    )
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences, seen by everyone")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="pages")
    papers = ParentalManyToManyField(
        Citation,
        blank=True,
        related_name="cited_on",
        help_text=_("What it stands on; listed below the text as references"),
    )
    # The gravest standing of the papers it cites, so that a list knows without asking for them.
    standing = models.CharField(max_length=10, blank=True, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    # Stands beside the title in every list where a company speaks; empty everywhere else.
    promotion_label = models.CharField(max_length=220, blank=True, editable=False)
    # The page whose text this one shows in another community; open only while that one is.
    source = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="placements",
    )  # fmt: skip

    objects = PageManager.from_queryset(BasePageQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "community"], name="placed_once_in_a_community"
            )
        ]

    kind_label = _("Page")
    is_creatable = False
    needs_sign_off = False
    is_part = False  # of the page above it, which is listed in its place
    is_discussed = False  # whether members may write below it
    base_form_class = CommunityPageForm
    private_page_options: list[str] = []  # audiences are the one gate
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=2),
        index.FilterField("community_id"),
        index.FilterField("audience_id"),
        index.FilterField("content_type"),
        index.FilterField("first_published_at"),
    ]
    content_panels = [*Page.content_panels, FieldPanel("standfirst")]
    settings_panels = [
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
                FieldPanel("embargo_until"),
                FieldPanel("review_due_on"),
            ],
            heading=_("Who, what and until when"),
        ),
        *Page.settings_panels,
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("search_description")]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep it; where that publishes it, every rule about publishing is asked first."""
        if self.needs_sign_off and is_being_published(self):
            ask_the_rules(self, self.live_revision)
        return super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill in what the place in the tree decides, then check the rest."""
        self.take_its_place()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Drafts too have a place and an audience."""
        self.take_its_place()
        super().minimal_clean()

    def take_its_place(self) -> None:
        """Set community and, where none was chosen, audience from where the page lies.

        A page without a path is being added: its place is known only when it is saved.
        """
        if not self.path:
            return
        community = community_at(self.path)
        if community and self.community_id != community.pk:
            self.community = community
        if community and (not self.audience_id or self.audience.community_id != community.pk):
            self.audience = audience_at(self.path, community)
        self.reading_minutes = max(1, round(len(self.words().split()) / WORDS_A_MINUTE))
        self.opens_at = self.opening()

    def ancestors_of_ours(self) -> BasePageQuerySet:
        """The pages above it in the community."""
        steps = [self.path[:end] for end in range(Page.steplen, len(self.path), Page.steplen)]
        return BasePage.objects.filter(path__in=steps)

    def date_by_opening(self, opens_at: datetime | None, now: datetime) -> None:
        """It first appears when it opens: lists, feeds and letters go by that moment."""
        if opens_at and opens_at > now:
            self.first_published_at = opens_at
        elif self.first_published_at and self.first_published_at > now:
            self.first_published_at = now

    def publish(
        self, revision: Any, *args: Any, skip_permission_checks: bool = False, **kwargs: Any
    ) -> None:
        """Publish a revision; a page nobody has read yet is closed until its hour."""
        action = OpenAtItsHour(revision, *args, **kwargs)
        action.execute(skip_permission_checks=skip_permission_checks)

    def community_below(self, parent: "Page | None") -> Community | None:
        """The community that the page is in, or will be in below a parent."""
        path = self.path or (parent.path if parent else "")
        return community_at(path) if path else None

    def permissions_for_user(self, user: Any) -> PageRights:
        """What somebody may do with it in the admin."""
        return PageRights(user, self)

    @property
    def taken_back_at(self) -> datetime | None:
        """When it was withdrawn, or the page whose text it shows."""
        return self.withdrawn_at or (self.source.withdrawn_at if self.source else None)

    def words(self) -> str:
        """The text of the page, for its reading time; page types add their own."""
        return strip_tags(self.standfirst)

    def summary_words(self) -> str:
        """What it says of itself in short: it weighs more in a search than the rest."""
        return strip_tags(self.standfirst)

    def names_found_by(self) -> list[str]:
        """Names and numbers that it is found by although they are not its text."""
        return []

    def personas(self) -> tuple[Persona, ...]:
        """Whom an editor may look at a draft as; page types that speak to professions add them."""
        return ALWAYS

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The personas, as Wagtail's list of previews asks for them."""
        return [(persona.name, persona.label) for persona in self.personas()]

    def serve_preview(self, request: Request, mode_name: str) -> HttpResponse:
        """The draft as a persona sees it; published pages go through pages.serving."""
        return draw_as(self, request, mode_name)

    @cached_property
    def funding(self) -> list[FundingRelationship]:
        """Who pays for this page, said before its text."""
        return self.section_funding

    @property
    def section_funding(self) -> list[FundingRelationship]:
        """Who funds the section that this page lies in."""
        section = self.section
        return self.community.funding_of(section.slug if section else "")

    @cached_property
    def above(self) -> "list[Page]":
        """The pages between the home page and this one, from the top."""
        top = self.community.site.root_page.depth * Page.steplen
        steps = [self.path[:end] for end in range(top + Page.steplen, len(self.path), Page.steplen)]
        return list(Page.objects.filter(path__in=steps).order_by("path")) if steps else []

    @cached_property
    def section(self) -> "Page | None":
        """The section that the page lies in, or is."""
        is_home = self.depth <= self.community.site.root_page.depth
        return None if is_home else [*self.above, self][0]

    @property
    def topic_slugs(self) -> list[str]:
        """What it is about."""
        return [topic.slug for topic in self.topics.all()]

    @property
    def path_in_community(self) -> str:
        """Its address on the community's own host."""
        return address_of(self.url_path)


def address_of(url_path: str) -> str:
    """The address on a community's host of a path in the tree: "/liver/news/" is "/news/"."""
    return "/" + url_path.split("/", 2)[2]


def community_at(path: str) -> Community | None:
    """The community whose home page lies on the way to a path in the tree."""
    for community in Community.objects.select_related("site__root_page"):
        if path.startswith(community.site.root_page.path):
            return community
    return None


def audience_at(path: str, community: Community) -> Audience | None:
    """The audience that the nearest section above a path gives, or the community's default."""
    steps = [path[:end] for end in range(len(path) - Page.steplen, 0, -Page.steplen)]
    section = (
        SectionPage.objects.filter(path__in=steps, content_audience__isnull=False)
        .select_related("content_audience")
        .order_by("-depth")
        .first()
    )
    if section:
        return section.content_audience
    return Audience.objects.of(community).filter(is_default=True).first()


class SectionPage(BasePage):
    """A section of the community: lists what lies below it and says who it is for."""

    intro = models.TextField(blank=True)
    content_audience = models.ForeignKey(
        Audience,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who may open the pages below, unless they say otherwise"),
    )

    is_creatable = True
    kind_label = _("Section")
    template = "pages/section_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("intro"),
        FieldPanel("content_audience"),
    ]

    def words(self) -> str:
        """The introduction is read too."""
        return f"{super().words()} {strip_tags(self.intro)}"

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The pages below, newest first, locked ones with a mark; twenty at a time."""
        context = super().get_context(request, *args, **kwargs)
        listed = BasePage.objects.listable_to(request.viewer).listed().descendant_of(self).newest()
        context["pager"] = Paginator(listed.for_cards(), PAGES_A_LIST).get_page(
            request.GET.get("page")
        )
        context["cards"] = [card_of(page, request.viewer) for page in context["pager"]]
        return context
