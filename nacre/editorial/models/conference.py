"""Meetings of the field and what was said there, before it has been through peer review."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from nacre.editorial.models.article import Article
from nacre.editorial.models.session import ConferenceSession
from nacre.editorial.programme import place_of, programme_for, zone_of
from nacre.pages.cards import card_of
from nacre.pages.models import BasePage


def zones() -> list[tuple[str, str]]:
    """The time zones of places, by name."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]


class ConferencePage(Article):
    """A meeting: who holds it, where and when; the reports from it lie below."""

    society = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    time_zone = models.CharField(
        max_length=40,
        blank=True,
        choices=zones,
        help_text=_("Where it is held; embargoes of its reports are typed in it"),
    )
    reports_embargo_until = models.DateTimeField(
        _("embargo of its reports"),
        null=True,
        blank=True,
        help_text=_("For reports that have no embargo of their own"),
    )

    kind_label = _("Conference")
    needs_sign_off = False  # place and dates; what was said there is signed off report by report
    is_discussed = False
    template = "editorial/conference_page.html"
    subpage_types = ["editorial.ConferenceReportPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("society"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("time_zone"), FieldPanel("reports_embargo_until")]),
        FieldPanel("body"),
    ]

    def embargo_for_below(self) -> datetime | None:
        """What the society asks of reports from its meeting."""
        return self.reports_embargo_until

    def zone_below(self, parent: Page | None) -> str:
        """Where it is held."""
        return self.time_zone

    @property
    def facts(self) -> list[dict[str, str]]:
        """Where and by whom."""
        place = ", ".join(part for part in (self.city, self.country) if part)
        said = [(_("Held by"), self.society), (_("Place"), place)]
        return [{"term": str(term), "value": value} for term, value in said if value]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the programme and the reports, locked ones marked."""
        context = super().get_context(request, *args, **kwargs)
        context |= self._programme(request) if self.pk else {}
        reports = BasePage.objects.listable_to(request.viewer).listed().child_of(self).newest()
        context["cards"] = [card_of(report, request.viewer) for report in reports.for_cards()]
        return context

    def _programme(self, request: Any) -> dict[str, Any]:
        """A day of the programme, and where else it leads."""
        place = {"place": place_of(zone_of(self))}
        is_over = timezone.now().astimezone(zone_of(self)).date() > self.ends_on
        may_miss = is_over and request.viewer.is_member
        return {
            "programme": programme_for(self, request.viewer, request.GET),
            "programme_note": _("Times are those of %(place)s.") % place,
            "calendar_url": f"/meetings/{self.pk}/programme.ics",
            "missed_url": f"/meetings/{self.pk}/missed/" if may_miss else "",
        }


class ConferenceReportPage(Article):
    """What was said in one session, with who paid for our reporter's journey."""

    class Maturity(models.TextChoices):
        INTERIM = "interim", _("Interim data")
        FINAL = "final", _("Final data")

    session_title = models.CharField(max_length=240, blank=True)
    session_type = models.CharField(max_length=40, blank=True)
    speaker = models.CharField(max_length=240, blank=True)
    reporter_funding = models.CharField(
        max_length=300, help_text=_("Who paid for travel and registration; “nobody” is an answer")
    )
    data_maturity = models.CharField(max_length=8, choices=Maturity.choices, blank=True)

    kind_label = _("Conference report")
    is_written = True
    points_heading = _("Key findings")
    template = "editorial/conference_report_page.html"
    parent_page_types = [ConferencePage]
    content_panels = [
        *BasePage.content_panels,
        Article.byline_panel,
        FieldPanel("reporter_funding"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("session_title", "session_type", "speaker", "data_maturity")
            ],
            heading=_("The session"),
        ),
        Article.picture_panel,
        FieldPanel("key_points", heading=_("Key findings")),
        FieldPanel("body"),
        Article.change_panel,
    ]

    def inherited_embargo(self) -> datetime | None:
        """The embargo of the session that it is about, or else the meeting's."""
        session = self.session
        own = session.embargo_until if session else None
        return own or self.conference.specific.embargo_for_below()

    def zone_below(self, parent: Page | None) -> str:
        """The meeting's: its societies give embargoes in the time of the place."""
        return (parent or self.get_parent()).specific.time_zone

    def funding_words(self) -> str:
        """Who paid for the reporter."""
        return self.reporter_funding

    @property
    def session(self) -> ConferenceSession | None:
        """The session of the programme that it is about, if it was started from one."""
        return ConferenceSession.objects.filter(report_id=self.pk).first() if self.pk else None

    @property
    def conference(self) -> Page:
        """The meeting that it reports from."""
        return self.get_parent()

    @property
    def facts(self) -> list[dict[str, str]]:
        """Which session, who spoke, and who paid for our reporter."""
        said = [
            (_("Meeting"), self.conference.title),
            (_("Session"), self.session_title),
            (_("Kind of session"), self.session_type.replace("_", " ").capitalize()),
            (_("Speaker"), self.speaker),
            *self._abstract(),
            (_("Data"), self.get_data_maturity_display()),
            (_("Our reporter's costs"), self.reporter_funding),
        ]
        return [{"term": str(term), "value": str(value)} for term, value in said if value]

    def _abstract(self) -> list[tuple[Any, str]]:
        """The number and the DOI under which the society printed it."""
        session = self.session
        if session is None:
            return []
        return [(_("Abstract"), session.abstract_number), (_("DOI"), session.abstract_doi)]
