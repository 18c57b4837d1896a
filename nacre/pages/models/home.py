"""The home of a community: for visitors what it is, for members what is new."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from nacre.communities.panels import panels
from nacre.communities.request import Request
from nacre.pages.cards import card_of
from nacre.pages.models.page import BasePage, SectionPage

NEW_ON_HOME = 9


class HomePage(BasePage):
    """The root of a community's tree."""

    lead = models.ForeignKey(
        BasePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    is_creatable = False
    kind_label = _("Home")
    template = "pages/home_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        PageChooserPanel("lead"),
    ]

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What everyone with the same audiences sees; the personal part goes in slots."""
        context = super().get_context(request, *args, **kwargs)
        viewer = request.viewer
        latest = (
            BasePage.objects.listable_to(viewer)
            .listed()
            .pieces()
            .exclude(pk=self.lead_id)
            .newest()
            .for_cards()[:NEW_ON_HOME]
        )
        lead = BasePage.objects.listable_to(viewer).filter(pk=self.lead_id).for_cards().first()
        context["lead"] = card_of(lead, viewer) if lead else None
        context["latest"] = [card_of(page, viewer) for page in latest]
        context["sections"] = SectionPage.objects.listable_to(viewer).child_of(self)
        context["is_member"] = viewer.is_member
        context["panels"] = list(panels("home", request))
        return context
