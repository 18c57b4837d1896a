"""An article of one community, placed in another with an introduction of its own."""

import copy
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from nacre.communities.models import Community, CommunityOwned, FundingRelationship
from nacre.evidence.models import Citation
from nacre.members.viewer import Viewer
from nacre.pages.models import BasePage, SectionPage
from nacre.pages.personas import Persona

if TYPE_CHECKING:
    from nacre.editorial.models.article import Article


class PlacingRule(CommunityOwned):
    """Whether the clinical editors of other communities answer for texts that are placed here."""

    takes_sign_offs = models.BooleanField(
        _("take the sign-off of the other community"),
        default=False,
        help_text=_(
            "Off: a clinical editor of this community approves every placement. "
            "On: the sign-off at home counts, unless an interest touches a sponsor here."
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community"], name="one_placing_rule_a_community")
        ]
        verbose_name = _("rule for placed articles")
        verbose_name_plural = _("rules for placed articles")

    def __str__(self) -> str:
        return str(
            _("Takes sign-offs from home") if self.takes_sign_offs else _("Signs off itself")
        )

    @classmethod
    def counts_home(cls, community: Community) -> bool:
        """Whether a sign-off at home counts in a community; where nobody said so, it does not."""
        return cls.objects.filter(community=community, takes_sign_offs=True).exists()


class PlacedPage(BasePage):
    """The text of an article elsewhere, under this community's own introduction, section, audience.

    It holds no text: what stands at its source shows here in the same second, or is closed here too.
    """

    kind_label = _("Article")
    needs_sign_off = True
    is_discussed = True  # in each community by itself
    clinicians_needed = 1
    is_kept_up_to_date = False
    certificate = None  # no company speaks in it: where one does, it is taken down
    parent_page_types = [SectionPage]
    subpage_types: list[Any] = []
    content_panels = [
        HelpPanel(template="editorial/admin/placed_help.html"),
        FieldPanel("standfirst", heading=_("Introduction")),
    ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """It is called what its text is called."""
        if self.source:
            self.title = self.draft_title = self.source.title
        return super().save(*args, **kwargs)

    @cached_property
    def text(self) -> "Article":
        """The article as it shows here: with our introduction, topics and funders."""
        if self.source is None:
            raise LookupError(f"The text of page {self.pk} is gone.")
        shown: Any = copy.copy(self.source.specific)
        shown._cluster_related_objects = {}
        shown.__dict__.pop("funding", None)
        shown.topics = list(self.topics.all())
        shown.placed_as = self
        shown.standfirst = self.standfirst or shown.standfirst
        return shown

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """Drawn as the article is."""
        return self.text.get_template(request, *args, **kwargs)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The article in this place, and where it stands for everybody."""
        return {**self.text.get_context(request, *args, **kwargs), "canonical": self.home_url}

    def personas(self) -> tuple[Persona, ...]:
        """Those whom the article speaks to."""
        return self.text.personas() if self.source else super().personas()

    @property
    def home_url(self) -> str:
        """Where the text is at home, if anybody at all may open it there."""
        home = self.source
        if home is None:
            return ""
        visitor = Viewer.anonymous(home.community)
        is_open = BasePage.objects.visible_to(visitor).filter(pk=home.pk).exists()
        return home.community.url(home.path_in_community) if is_open else ""

    @cached_property
    def funding(self) -> list[FundingRelationship]:
        """Who paid for the text at home, and who funds the section here."""
        return self.text.funding if self.source else self.section_funding

    @property
    def citations(self) -> list[Citation]:
        """The papers that its text stands on."""
        return self.text.citations if self.source else []

    def words(self) -> str:
        """Our introduction and the text."""
        return " ".join([super().words(), self.text.words() if self.source else ""])

    def names_found_by(self) -> list[str]:
        """As the article is found."""
        return self.text.names_found_by() if self.source else []

    def said_of_withdrawal(self) -> dict[str, str]:
        """What is said at home."""
        return self.text.said_of_withdrawal() if self.source else {}

    def follow(self) -> None:
        """Take over what lists say of the text: how it stands, and when it changed."""
        source = self.source
        if source is not None:
            BasePage.objects.filter(pk=self.pk).update(
                title=source.title,
                draft_title=source.title,
                standing=source.standing,
                changed_at=source.changed_at,
                corrected_at=source.corrected_at,
                review_due_on=source.review_due_on,
                review_put_off_to=source.review_put_off_to,
                reading_minutes=source.reading_minutes,
            )
