"""Named questions about members, their organisations and what we know of them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from nacre.communities.querysets import CommunityOwnedQuerySet
from nacre.members.levels import JoinedText, counting, held, token
from nacre.members.names import organisation_key
from nacre.members.sealed_querysets import SealedQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.viewer import Viewer

END = "\U0010ffff"  # sorts after every word that begins alike
GRACE = timedelta(days=60)  # after the day up to which a member of the body has paid
LISTED_TIERS = ("full", "guest", "staff")
NAMES = ("current", "former", "abbreviation", "initials")


class OrganisationQuerySet(models.QuerySet):
    """Organisations, found by code or by any of their names."""

    def called(self, text: str):
        """Those whose code, name, former name or abbreviation begins with the text."""
        key = organisation_key(text)
        if not key:
            return self.none()
        is_named = Q(names__key__gte=key, names__key__lt=key + END)
        return self.filter(Q(ods_code__iexact=key) | is_named).distinct()

    def called_exactly(self, key: str):
        """Those of which a name, as a whole, has this key; who is in a town is not called by it."""
        return self.filter(names__key=key, names__sort__in=NAMES).distinct()

    def coded(self, code: str):
        """The one with an ODS code."""
        return self.filter(ods_code__iexact=code)

    def for_page(self):
        """With what the page of an organisation shows."""
        return self.select_related("parent").prefetch_related(
            "names", "sites", "successions__successor", "predecessions__predecessor"
        )

    def located(self):
        """Those of which we know where they are on the map."""
        return self.filter(latitude__isnull=False, longitude__isnull=False)


class MembershipQuerySet(CommunityOwnedQuerySet):
    """Memberships of a community."""

    def active(self):
        """Those that moderators have let in and that have not ended."""
        return self.filter(status="active")

    def counted(self):
        """Those that count as members: not staff, sponsors or Learning Zone only."""
        return self.filter(tier__in=("full", "guest"))

    def here_at_end_of(self, period):
        """Those that had been let in, and had not ended, when a period ended."""
        still_here = Q(ended_at__isnull=True) | ~period.before_end("ended_at")
        return self.filter(period.before_end("activated_at"), still_here)

    def own(self, viewer: "Viewer"):
        """A viewer's own membership, whatever its state."""
        return self.of(viewer.community).filter(pk=viewer.membership_id)

    def due_to_confirm(self, since: datetime):
        """Listed members who neither confirmed their profile nor were asked to since a moment."""
        is_old = Q(confirmed_at__lt=since) | Q(confirmed_at__isnull=True, activated_at__lt=since)
        not_asked = Q(asked_at__isnull=True) | Q(asked_at__lt=since)
        found = self.filter(is_old, not_asked, status="active", tier__in=LISTED_TIERS)
        return found.filter(user__in=self._live_users()).order_by("pk")

    def _live_users(self):
        return apps.get_model("members", "User").objects.filter(is_active=True).values("pk")

    def here(self, viewer: "Viewer"):
        """Those of the viewer's community, and their own: what is shown is for `visibility`."""
        return self.of(viewer.community) if viewer.community else self.none()

    def for_colleagues(self, viewer: "Viewer"):
        """Colleagues at a viewer's hospital or in their profession, newest first."""
        near = Q(profession=viewer.profession)
        if viewer.organisation_id:  # by the entry, which has no hospital that is not shown
            near |= Q(directory_entry__organisation=viewer.organisation_id)
        others = self.visible_to(viewer).exclude(pk=viewer.membership_id).filter(near)
        return others.for_profile().order_by("-activated_at")

    def pending(self):
        """Those that wait for a moderator, longest first."""
        return self.filter(status="pending").order_by("joined_at")

    def listed(self):
        """Those that the directory shows: active, in full, with a live account."""
        return self.active().filter(tier__in=LISTED_TIERS, user__is_active=True)

    def visible_to(self, viewer: "Viewer"):
        """Colleagues that a viewer may find: listed members, to those who see people.

        Everybody else, except sponsors, finds those who chose to show their profile.
        """
        if viewer.community is None or (viewer.is_sponsor and not viewer.is_superuser):
            return self.none()
        listed = self.of(viewer.community).listed()
        return listed if viewer.sees_people else listed.filter(is_public=True)

    def for_profile(self):
        """With what a profile shows."""
        return self.select_related(
            "user", "organisation__parent", "profile__second_organisation", "community"
        )

    def for_queue(self):
        """With what a moderator weighs."""
        return self.select_related("user", "organisation").prefetch_related("user__registrations")

    def with_evidence(self):
        """With `told`: what the evidence says of each person here, for `Known.read`."""
        rows = _evidence_of_membership().order_by().values("user_id")
        told = rows.annotate(told=JoinedText(token(timezone.now()))).values("told")
        return self.annotate(told=Subquery(told))

    def for_viewers(self):
        """With all that makes a viewer of each."""
        return self.with_evidence().select_related("organisation", "user")

    def signing_in(self):
        """Active ones whose account is live: those to whom something can be open or closed."""
        return self.active().filter(user__is_active=True)

    def to_look_at(self):
        """Those that wait for a moderator: new ones, and members to be looked at again."""
        again = Q(review_due_at__isnull=False, status__in=("active", "suspended"))
        return self.filter(Q(status="pending") | again)


def _evidence_of_membership():
    about = Q(community=OuterRef("community")) | Q(community__isnull=True)
    return EvidenceQuerySet.of_model().filter(about, user=OuterRef("user"))


class EvidenceQuerySet(SealedQuerySet):
    """What we found out about people. Nothing here changes or deletes a row."""

    @classmethod
    def of_model(cls):
        """All evidence, for questions that other querysets ask."""
        # The model imports this module; Django's registry knows it once apps are loaded.
        return apps.get_model("members", "VerificationEvidence").objects.all()

    def newest(self):
        """The rows that no later finding of their sort supersedes."""
        return self.filter(superseded_by__isnull=True)

    def standing(self):
        """What matches, has not expired and is the last word of its sort."""
        unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        return self.newest().filter(unexpired, outcome="match")

    def counting(self):
        """What counts for a person's level now, the two weeks of grace included."""
        return self.filter(counting(timezone.now()))

    def holding(self):
        """What a register said last, and that holds a person at once."""
        return self.filter(held())

    def last_check(self, membership):
        """When somebody's entry on a register was last checked; None if never, or too long ago."""
        found = (
            self.about(membership.user_id, membership.community)
            .standing()
            .filter(sort="register_match")
        )
        return found.order_by("-checked_at").values_list("checked_at", flat=True).first()

    def about(self, user_id: int, community: "Community"):
        """What is known of a person in a community, newest first."""
        here = Q(community=community) | Q(community__isnull=True)
        return self.filter(here, user_id=user_id).order_by("-checked_at")

    def blank_subject(self) -> int:
        """Take the person out of these rows, for `forget_person`."""
        return self.blank_out(user=None, detail="", note="", register_status="", detail_salt="")

    def blank_checker(self) -> int:
        """Take the name of who checked out of these rows, for `forget_person`."""
        return self.blank_out(checked_by=None, checker_salt="")


class DecisionQuerySet(CommunityOwnedQuerySet):
    """Decisions of moderators."""

    def taken(self):
        """Those that gave somebody who waited an answer."""
        return self.filter(kind__in=("verified", "declined"))

    def open_proposal(self, membership):
        """The last word about a membership, if it is a proposal that waits for a second."""
        since = self.filter(membership=membership, decided_at__gte=membership.joined_at)
        last: Any = since.order_by("-decided_at", "-pk").first()
        return last if last and last.kind == "proposed" else None

    def for_log(self):
        """With what the log shows, newest first."""
        return self.select_related("membership__user", "by").order_by("-decided_at", "-pk")


class MemberListQuerySet(CommunityOwnedQuerySet):
    """Lines of the bodies' member lists."""

    def current(self):
        """Those of members of the body, with the days of grace after a lapse."""
        paid = Q(paid_until__gte=timezone.localdate() - GRACE)
        unpaid = Q(paid_until__isnull=True, status="active")
        return self.filter(unpaid | Q(paid, status__in=("active", "lapsed")))

    def naming(self, *, emails: list[str], registrations: list[tuple[str, str]]):
        """Lines with one of the confirmed addresses, or a surname together with its number."""
        addresses = [e.lower() for e in emails if e]
        is_named = Q(email__in=addresses) | Q(alt_email__in=addresses)
        for surname_key, number in registrations:
            if surname_key and number:
                is_named |= Q(surname_key=surname_key, registration_number=number)
        return self.current().filter(is_named)


class TeamQuerySet(CommunityOwnedQuerySet):
    """What is said about the teams of organisations."""

    def visible_to(self, viewer: "Viewer"):
        """The teams of the viewer's community, to those who see people there."""
        if viewer.community is None or not viewer.sees_people:
            return self.none()
        return self.of(viewer.community)

    def at(self, organisation):
        """That of one organisation."""
        return self.filter(organisation=organisation).select_related("lead__user", "organisation")


LINE_OF_MEMBERSHIP = ("key", "profession", "role", "post", "interests", "visibility", "photograph",
                      "confirmed_at", "activated_at")  # fmt: skip


class DirectoryQuerySet(CommunityOwnedQuerySet):
    """Entries of the directory."""

    def visible_to(self, viewer: "Viewer"):
        """The entries of the viewer's community, to those who see people there."""
        if viewer.community is None or not viewer.sees_people:
            return self.none()
        return self.of(viewer.community)

    def at(self, organisations: set[int]):
        """Those of people who work at one of these organisations."""
        return self.filter(organisation__in=organisations)

    def for_list(self):
        """With what a line of the list shows (`as_line`) and no more, in the order of the list."""
        shown = [f"membership__{name}" for name in LINE_OF_MEMBERSHIP]
        shown += [f"membership__user__{name}" for name in ("title", "given_name", "family_name")]
        shown += ["organisation__name", "organisation__ods_code", "community", "sort_name"]
        joined = self.select_related("membership__user", "organisation")
        return joined.only(*shown).order_by("sort_name", "id")


class ReferralQuerySet(CommunityOwnedQuerySet):
    """Questions about invitations."""

    def made_by(self, viewer: "Viewer"):
        """The invitations of one member, newest first; nobody else sees them."""
        return self.filter(referred_by_id=viewer.membership_id or 0).order_by("-sent_at", "-pk")

    def for_landing(self):
        """With whoever invites."""
        return self.select_related("referred_by__user", "referred_by__organisation", "community")
