"""Named questions about the editorial board and its tools."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import F, Max, Min, Q
from django.utils import timezone

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.members.sealed_querysets import SealedQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer

SHOWN_FOR = timedelta(days=90)

LETS_APPEAR = (
    "approved",
    "placed",
    "at home",
    "overridden",
)  # the acts after which a text may be published


class ClinicalEditorQuerySet(CommunityOwnedQuerySet):
    """Clinical editors of a community."""

    def in_office(self):
        """Those whose term has begun and not ended, the lead first."""
        today = timezone.localdate()
        begun = self.filter(term_starts_on__lte=today)
        serving = begun.filter(Q(term_ends_on__isnull=True) | Q(term_ends_on__gte=today))
        return serving.order_by("-is_lead", "name")

    def out_of_office(self):
        """Those who were on the board and whose accounts have no seat on it today."""
        seated = self.filter(user__isnull=False)
        return seated.exclude(user__in=seated.in_office().order_by().values("user"))

    def seats_of(self, viewer: "Viewer"):
        """The seat in office of whoever is looking, in their community."""
        return self.of(viewer.community).in_office().filter(user_id=viewer.user_id or 0)

    def due_to_confirm(self, day: "date", asked_before: "date"):
        """In office with an account; their declaration is good until a day at most, or not at all.

        Nobody who was asked since `asked_before` is among them. Takes the day a year before the
        end, as the confirmation is kept.
        """
        waiting = Q(interests_confirmed_on=None) | Q(interests_confirmed_on__lte=day)
        quiet = Q(interests_asked_on=None) | Q(interests_asked_on__lt=asked_before)
        return self.in_office().filter(waiting, quiet, user__is_active=True)

    def for_board(self):
        """With what a portrait on the page of the board shows."""
        return (
            self.in_office()
            .select_related("organisation", "photo")
            .prefetch_related("declarations", "remit")
        )


class PollVoteQuerySet(CommunityOwnedQuerySet):
    """Votes of members."""

    def by_option(self) -> dict[Any, int]:
        """How many for each answer."""
        return dict(self.values_list("option").annotate(models.Count("pk")).order_by())


class DeclarationQuerySet(CommunityOwnedQuerySet):
    """Declarations of interest."""


class ApprovalQuerySet(models.QuerySet):
    """Clinicians' words for texts."""

    def for_text(self, page_id: int, fingerprint: str):
        """Those for exactly one text of a page, with whoever gave them, first come first."""
        return self.filter(page_id=page_id, fingerprint=fingerprint).select_related("editor")

    def placed(self):
        """Those that a blueprint brought."""
        return self.filter(kind="placed")


class ComplianceQuerySet(models.QuerySet):
    """Certificates of what companies say."""

    def good(self):
        """Neither void nor run out."""
        return self.filter(voided_at=None, expires_on__gte=timezone.localdate())

    def standing(self):
        """Not void, run out or not."""
        return self.filter(voided_at=None)


class FactCheckQuerySet(CommunityOwnedQuerySet):
    """Windows in which sponsors read one revision for its facts."""

    def open_to(self, viewer: "Viewer"):
        """What this person may read now: opened for them, here, and not over."""
        mine = self.of(viewer.community).filter(observer_id=viewer.membership_id or 0)
        return mine.filter(closes_at__gt=timezone.now())

    def for_desk(self, viewer: "Viewer"):
        """All of a community, for its editors, with what a list shows."""
        if not viewer.is_editor or viewer.is_sponsor:
            return self.none()
        return self.of(viewer.community).select_related("page", "sponsor", "observer__user")


class InterviewAnswerQuerySet(models.QuerySet):
    """What members said about interviews with them."""

    def agreed(self):
        """The yeses of those whom the interviews name now."""
        return self.filter(is_given=True, membership=F("interview__interviewee"))

    def for_link(self):
        """Of published interviews, with what a profile shows."""
        interviews = apps.get_model("editorial", "InterviewPage").objects.open_now()
        return self.filter(interview__in=interviews).select_related(
            "membership__user",
            "membership__organisation__parent",
            "membership__profile__second_organisation",
            "membership__community",
        )


class ToolkitRegistrationQuerySet(models.QuerySet):
    """Who works with which toolkit."""

    def of(self, community: "Community"):
        """Registrations for the toolkits of one community."""
        return self.filter(toolkit__community=community)

    def members(self) -> int:
        """How many different members have registered."""
        return self.values("membership").distinct().count()


class SignOffRequestQuerySet(CommunityOwnedQuerySet):
    """Who was asked to sign off what."""

    def waiting(self):
        """Those that nobody has answered, closed or outdated."""
        return self.filter(state="waiting")

    def with_all(self):
        """With what the page behind a link needs."""
        return self.select_related(
            "community", "user", "page__latest_revision", "revision", "task_state__task"
        )


class EditorAbsenceQuerySet(CommunityOwnedQuerySet):
    """Who is away."""

    def on(self, day):
        """Those that cover a day."""
        return self.filter(away_from__lte=day, away_until__gte=day)


class SignOffActQuerySet(SealedQuerySet):
    """The log of sign-offs."""

    def answers_for(self, page_id: int, fingerprint: str):
        """Where somebody answered for exactly this text of this page, the latest first."""
        answers = self.filter(page_id=page_id, fingerprint=fingerprint)
        return answers.filter(kind__in=LETS_APPEAR).order_by("-number")

    def allow(self, page_id: int, fingerprint: str, since: "datetime | None" = None) -> bool:
        """Whether somebody answered for exactly this text of this page, since a moment if one is given."""
        answers = self.answers_for(page_id, fingerprint)
        return (answers.filter(happened_at__gte=since) if since else answers).exists()

    def placed(self, page_id: int, fingerprint: str) -> bool:
        """Whether a blueprint brought exactly this text."""
        return self.filter(page_id=page_id, fingerprint=fingerprint, kind="placed").exists()

    def about(self, page_id: int):
        """What happened with one page, newest first, with names."""
        return self.filter(page_id=page_id).select_related("user").order_by("-number")


class PageChangeQuerySet(CommunityOwnedQuerySet):
    """What became of pages after readers had seen them."""

    def for_readers(self):
        """What readers are told of, latest first: no spelling."""
        return self.exclude(kind="minor").order_by("-number")

    def to_tell(self):
        """Those of which readers have not all been told yet."""
        return self.filter(is_material=True, told_at__isnull=True).order_by("pk")


class RecallQuerySet(CommunityOwnedQuerySet):
    """Pages that an editor looks at because of a paper."""

    def waiting(self):
        """Those that nobody has closed, the most urgent first."""
        open_ones = self.filter(closed_at__isnull=True).order_by("due_on", "pk")
        return open_ones.select_related("page", "notice__citation")


class ReaderNoticeQuerySet(CommunityOwnedQuerySet):
    """What readers were told."""

    def unseen(self):
        """What members were told in the last three months and have not put away."""
        return self.filter(seen_at__isnull=True, told_at__gt=timezone.now() - SHOWN_FOR)

    def to_see(self, viewer: "Viewer"):
        """Of that, what this member may still open the page of, newest first."""
        own = self.unseen().filter(membership_id=viewer.membership_id)
        pages = apps.get_model("pages", "BasePage").objects
        taken = pages.withdrawn_for(viewer).filter(audience_id__in=viewer.audience_ids)
        is_open = Q(page__in=pages.visible_to(viewer).order_by().values("pk"))
        is_withdrawn = Q(change__isnull=False, page__in=taken.order_by().values("pk"))
        open_ones = own.filter(is_open | is_withdrawn).order_by("-told_at", "-pk")
        return open_ones.select_related("page", "notice__citation", "change")


class ConferenceSessionQuerySet(CommunityOwnedQuerySet):
    """Sessions of meetings."""

    def visible_to(self, viewer: "Viewer"):
        """Those of meetings that a viewer may open; what an embargo hides of them `Line` knows."""
        meetings = apps.get_model("editorial", "ConferencePage").objects.visible_to(viewer)
        return self.of(viewer.community).filter(conference__in=meetings.order_by().values("pk"))

    def taking_place(self):
        """Those that were not called off."""
        return self.filter(is_cancelled=False)

    def ahead(self, today: "date"):
        """Those of meetings that are not over."""
        return self.filter(conference__ends_on__gte=today)

    def nobodys(self):
        """Those that somebody could still be sent to."""
        return self.taking_place().filter(reporter__isnull=True)

    def reported_by(self, viewer: "Viewer"):
        """Those that this member was asked to report from, in order of time."""
        own = self.of(viewer.community).filter(reporter_id=viewer.membership_id or 0)
        return own.for_desk().order_by("starts_at", "pk")

    def for_desk(self):
        """With what the desk shows of each."""
        return self.select_related("conference", "reporter__user", "report")

    def embargoes(self, now: "datetime"):
        """The last of their embargoes that has passed, and the next that ends."""
        asked = {
            "past": Max("embargo_until", filter=Q(embargo_until__lte=now)),
            "next": Min("embargo_until", filter=Q(embargo_until__gt=now)),
        }
        return [moment for moment in self.aggregate(**asked).values() if moment]
