"""Named questions about certificates, badges and keys."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q

from nacre.communities.querysets import CommunityOwnedQuerySet

if TYPE_CHECKING:
    from nacre.communities.models import Community
    from nacre.members.models import Membership
    from nacre.members.viewer import Viewer


class CertificateQuerySet(CommunityOwnedQuerySet):
    """Certificates."""

    def visible_to(self, viewer: "Viewer"):
        """What a viewer may open whole: their own, and all of the community for its desk."""
        here = self.of(viewer.community).filter(forgotten_at__isnull=True)
        if viewer.is_editor and viewer.impersonated_by is None:
            return here.with_seal()
        return here.own(viewer)

    def own(self, viewer: "Viewer"):
        """What a viewer has earned here."""
        if viewer.membership_id is None:
            return self.none()
        mine = self.of(viewer.community).filter(membership=viewer.membership_id)
        return mine.filter(forgotten_at__isnull=True).with_seal()

    def issued(self, viewer: "Viewer"):
        """All of a community's, for those who look after them: latest first."""
        if not viewer.is_editor or viewer.impersonated_by is not None:
            return self.none()
        return self.of(viewer.community).with_seal().order_by("-awarded_at", "-pk")

    def shown_to_anybody(self, community: "Community | None"):
        """Those that a link may lead to; what of each is shown, `public.face_of` decides."""
        return self.of(community).with_seal().select_related("replaced_by")

    def with_seal(self):
        """With what tells whether a row was altered."""
        return self.select_related("sealed_with")

    def for_cards(self):
        """With what a holder's list shows of each, latest first."""
        return self.prefetch_related("badges").order_by("-completed_at", "-pk")

    def about(self, words: str):
        """Those whose number, title or holder has these words."""
        asked = Q()
        for word in words.split()[:6]:
            in_name = Q(facts__learner__icontains=word)
            asked &= in_name | Q(number__icontains=word) | Q(title__icontains=word)
        return self.filter(asked)

    def history(self, membership: "Membership | int | None", subject: str):
        """All that a member earned in one subject, reissues included: latest first."""
        mine = self.filter(membership=membership, subject=subject)
        return mine.with_seal().order_by("-edition", "-reissue")

    def standing(self):
        """Neither revoked, nor replaced, nor without a holder."""
        return self.filter(
            revoked_at__isnull=True,
            replaced_by__isnull=True,
            forgotten_at__isnull=True,
            membership__isnull=False,
        )

    def in_force_at(self, moment: datetime):
        """Those that held at a moment."""
        begun = Q(starts_at__lte=moment, awarded_at__lte=moment)
        unended = Q(expires_at__isnull=True) | Q(expires_at__gt=moment)
        unrevoked = Q(revoked_at__isnull=True) | Q(revoked_at__gt=moment)
        return self.filter(begun, unended, unrevoked)

    def first_issued(self):
        """Without corrections of what was issued before."""
        return self.filter(reissue=0)

    def unrenewed(self):
        """Those after which no later edition stands."""
        later = (
            apps.get_model("certificates", "Certificate")
            .objects.standing()
            .filter(
                membership=OuterRef("membership"),
                subject=OuterRef("subject"),
                edition__gt=OuterRef("edition"),
            )
        )
        return self.standing().filter(~Exists(later))

    def ending_between(self, now: datetime, until: datetime):
        """Standing ones that end soon, are not renewed, and whose holders want to hear of it."""
        ending = self.unrenewed().filter(expires_at__gt=now, expires_at__lte=until)
        return ending.filter(is_reminded=True)

    def untold(self, before: datetime):
        """Those whose holder was not written to, although a letter should have gone."""
        return self.standing().filter(told_at__isnull=True, awarded_at__lte=before, reissue=0)

    def holders(self) -> int:
        """How many members hold any of them."""
        return self.aggregate(n=Count("membership", distinct=True))["n"]


class BadgeQuerySet(CommunityOwnedQuerySet):
    """Badges."""

    def in_hand(self):
        """Those that their holders did not take back."""
        return self.filter(withdrawn_at__isnull=True)

    def published(self):
        """Those that may be fetched at their address."""
        return self.in_hand().exclude(token="").filter(certificate__forgotten_at__isnull=True)

    def with_certificate(self):
        """With what tells the state of each."""
        return self.select_related(
            "community__site", "certificate__sealed_with", "certificate__replaced_by"
        )

    def of_achievement(self, subject: str):
        """Published badges for one subject, the latest first."""
        found = self.published().filter(certificate__subject=subject)
        return found.with_certificate().order_by("-issued_at", "-pk")

    def no_longer_good(self):
        """Those that a list of revoked credentials names."""
        gone = Q(withdrawn_at__isnull=False) | Q(certificate__revoked_at__isnull=False)
        replaced = Q(certificate__replaced_by__isnull=False)
        return self.filter(gone | replaced | Q(certificate__membership__isnull=True))

    def on_list(self, number: int):
        """Those whose places are on one list."""
        return self.filter(status_list=number)

    def places(self) -> list[int]:
        """Their places on a list."""
        return list(self.values_list("status_index", flat=True))

    def last_list(self) -> tuple[int, int]:
        """The number of the list in use, and how many badges are on it."""
        found: Any = self.values(number=F("status_list")).annotate(n=Count("pk"))
        last = found.order_by("-number").first()
        return (last["number"], last["n"]) if last else (0, 0)


class IssuerKeyQuerySet(CommunityOwnedQuerySet):
    """Keys of communities."""

    def in_use(self):
        """The one that signs."""
        return self.filter(retired_at__isnull=True)

    def newest_first(self):
        """All that ever signed."""
        return self.order_by("-made_at", "-pk")
