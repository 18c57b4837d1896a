"""Members invite colleagues; what becomes of an invitation and of the address in it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.confidentiality.scanning import BLOCK, scan
from nacre.insights.actions import record
from nacre.members.actions.evidence import record_evidence
from nacre.members.invitations import write_to_colleague
from nacre.members.models import Membership, QuietAddress, Referral, VerificationEvidence
from nacre.members.models.referral import KEPT_FOR
from nacre.members.permissions import can_refer
from nacre.members.referral_items import item_at
from nacre.members.viewer import Viewer
from nacre.privacy.erasing import address_hash

A_DAY = 5
A_MONTH = 20


@transaction.atomic
def refer_colleague(*, by: Viewer, email: str, note: str = "", path: str = "") -> Referral | None:
    """Invite a colleague by one letter, with something to read if the member chose it.

    Answers None where nothing is sent (the address is a member's, was invited lately, or asked for
    quiet): the member is told the same in every case, so nobody learns who is here.
    """
    if not can_refer(by) or by.community is None:
        raise PermissionDenied(_("Verified members invite colleagues; nobody else can."))
    if scan(note).decision == BLOCK:
        raise ValidationError({"note": _("Take out what could identify a patient.")})
    me = Membership.objects.select_for_update().select_related("user").get(pk=by.membership_id or 0)
    _check_caps(me)
    email = email.strip().lower()
    validate_email(email)
    if _is_left_alone(me, email):
        return None

    item = item_at(by.community, path) if path else None
    referral = Referral.objects.create(
        community=by.community, referred_by=me, email=email, address_hash=address_hash(email),
        note=note.strip()[:500],
        item_path=item.path if item else "", item_title=item.title if item else "",
    )  # fmt: skip
    record("referral.sent", viewer=by, object=f"referral:{referral.pk}")
    transaction.on_commit(lambda: write_to_colleague(referral, "referral"))
    return referral


def _check_caps(me: Membership) -> None:
    now = timezone.now()
    made = Referral.objects.filter(referred_by=me)
    if (
        made.filter(sent_at__gt=now - timedelta(days=1)).count() >= A_DAY
        or made.filter(sent_at__gt=now - KEPT_FOR).count() >= A_MONTH
    ):
        raise PermissionDenied(
            _("That is as many as one person may invite for now. Please go on another day.")
        )


def _is_left_alone(me: Membership, email: str) -> bool:
    """Whether nothing is sent: a member already, invited within four weeks, or quiet for good."""
    known = address_hash(email)
    here = Membership.objects.filter(community_id=me.community_id).exclude(status="left")
    recent = Referral.objects.filter(
        community_id=me.community_id, address_hash=known, sent_at__gt=timezone.now() - KEPT_FOR
    )
    return (
        here.filter(user__email__iexact=email).exists()
        or recent.exists()
        or QuietAddress.objects.filter(address_hash=known).exists()
    )


@transaction.atomic
def want_quiet(*, referral: Referral) -> None:
    """Whoever was invited wants no more such letters, from anybody here; the address is erased."""
    QuietAddress.objects.get_or_create(address_hash=referral.address_hash)
    Referral.objects.filter(address_hash=referral.address_hash, joined_at=None).update(
        email="", refused_at=timezone.now()
    )


@transaction.atomic
def take_referral(*, key: str, membership: Membership) -> None:
    """Somebody joined by an invitation: it is theirs now, and counts as one point of evidence."""
    referral = (
        Referral.objects.select_for_update(of=("self",))
        .filter(community_id=membership.community_id, key=key, joined_at=None)
        .select_related("referred_by__user")
        .first()
    )
    if referral is None or referral.referred_by_id == membership.pk or not referral.is_open:
        return
    Referral.objects.filter(membership=membership).update(membership=None)
    referral.membership, referral.joined_at, referral.email = membership, timezone.now(), ""
    referral.save(update_fields=["membership", "joined_at", "email"])
    record_evidence(
        user=membership.user, community=membership.community,
        sort=VerificationEvidence.Sort.SPONSOR, checked_by_id=None, method="referral",
    )  # fmt: skip
    record("referral.joined", viewer=Viewer.of(membership.user, membership.community),
           object=f"referral:{referral.pk}")  # fmt: skip
