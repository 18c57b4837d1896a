"""Who reports from which session, and how far each report is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from nacre.communities.models import Community
from nacre.editorial.desks import DESK_DUTIES
from nacre.editorial.models import ConferenceReportPage, ConferenceSession
from nacre.editorial.programme import moment_in_words, when, zone_of
from nacre.members.models import Membership


@dataclass(frozen=True)
class Assignment:
    """A session at the desk: where and when, who is sent, and what became of it."""

    session: ConferenceSession
    when: str
    reporter: str
    state: str  # free, assigned, draft, waiting, published
    label: str
    held_until: str

    @property
    def is_to_start(self) -> bool:
        """Whether nobody has begun a report yet."""
        return self.session.report_id is None and not self.session.is_cancelled


def reporters_of(community: Community | None) -> QuerySet[Membership]:
    """Who can be sent: everybody with a desk in the community; nobody who is here for a company."""
    desks = Membership.objects.of(community).signing_in().filter(duty__in=DESK_DUTIES)
    company = Q(tier=Membership.Tier.SPONSOR_OBSERVER) | Q(profession="pharma_staff")
    return desks.exclude(company).select_related("user").order_by("user__family_name", "pk")


def assignments_of(sessions: Iterable[ConferenceSession]) -> list[Assignment]:
    """Sessions with how far their reports are, in a number of queries that does not grow."""
    found = list(sessions)
    waiting = _waiting([session.report_id for session in found if session.report_id])
    return [_assignment(session, waiting) for session in found]


def _waiting(ids: list[int]) -> set[int]:
    """The reports that wait for a sign-off."""
    if not ids:
        return set()
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, object_id__in=[str(pk) for pk in ids]
    )
    under_way = states.filter(
        base_content_type__model="page", content_type__model="conferencereportpage"
    )
    return {int(pk) for pk in under_way.values_list("object_id", flat=True)}


def _assignment(session: ConferenceSession, waiting: set[int]) -> Assignment:
    zone = zone_of(session.conference)
    state = _state(session, waiting)
    held = (
        moment_in_words(session.held_until, zone) if session.held_until and session.is_held else ""
    )
    return Assignment(
        session=session,
        when=when(session, zone),
        reporter=session.reporter.user.name if session.reporter else "",
        state=state,
        label=_label(state, session.report),
        held_until=held,
    )


def _state(session: ConferenceSession, waiting: set[int]) -> str:
    report = session.report
    if report is None:
        return "assigned" if session.reporter_id else "free"
    if report.live:
        return "published"
    return "waiting" if report.pk in waiting else "draft"


def _label(state: str, report: ConferenceReportPage | None) -> str:
    if state == "published" and report and report.is_held:
        return _("Published, under embargo")
    labels: dict[str, Any] = {
        "free": _("Nobody yet"),
        "assigned": _("Assigned"),
        "draft": _("Draft"),
        "waiting": _("Waiting for sign-off"),
        "published": _("Published"),
    }
    return str(labels[state])
