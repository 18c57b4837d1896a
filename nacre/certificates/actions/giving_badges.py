"""A holder makes a badge of a certificate, or takes it back; the operator changes the key."""

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nacre.certificates import keys
from nacre.certificates.badges import signed
from nacre.certificates.models import Badge, Certificate, IssuerKey
from nacre.certificates.models.badge import LIST_LENGTH
from nacre.certificates.models.certificate import State
from nacre.certificates.permissions import can_choose
from nacre.communities.models import Community
from nacre.insights.actions import record
from nacre.members.refusals import Refused
from nacre.members.viewer import Viewer

TRIES = 6
FULLEST = LIST_LENGTH // 2  # then the next list begins, so that a free place is quickly found


@transaction.atomic
def opt_in_badge(*, certificate: Certificate, by: Viewer) -> Badge:
    """A holder wants a badge of this certificate; asked again, it is the one that is there."""
    if not can_choose(by, certificate):
        raise Refused(_("Only its holder makes a badge of a certificate."))
    if certificate.state() not in {State.VALID, State.AHEAD}:
        raise Refused(_("A badge is made of a certificate that is valid."))
    badge, is_new = _badge_of(certificate)
    if is_new:
        record("badge.issued", viewer=by, object=certificate.subject)
    return badge


@transaction.atomic
def withdraw_badge(*, certificate: Certificate, by: Viewer) -> None:
    """A holder takes a badge back: copies of it are told as revoked from now on."""
    if not can_choose(by, certificate):
        raise Refused(_("Only its holder takes a badge back."))
    Badge.objects.in_hand().filter(certificate=certificate).update(withdrawn_at=timezone.now())


def carry_badge(old: Certificate, new: Certificate) -> None:
    """A certificate was issued again: whoever had a badge of it has one of the new."""
    if Badge.objects.in_hand().filter(certificate=old).exists():
        _badge_of(new)


def rotate_key(*, community: Community) -> IssuerKey:
    """The community signs with a new key from now on; what the old one signed stays good."""
    return keys.rotate(community)


def _badge_of(certificate: Certificate) -> tuple[Badge, bool]:
    problem: IntegrityError | None = None
    for _attempt in range(TRIES):
        kept = Badge.objects.in_hand().filter(certificate=certificate).first()
        if kept is not None:
            return kept, False
        try:
            return _new_badge(certificate), True
        except IntegrityError as clash:  # asked twice at once, or the place is taken
            problem = clash
    raise RuntimeError("A badge could not be kept.") from problem


@transaction.atomic
def _new_badge(certificate: Certificate) -> Badge:
    community = certificate.community
    number, taken = Badge.objects.of(community).last_list()
    badge = Badge(
        community=community,
        certificate=certificate,
        status_list=number + (1 if taken >= FULLEST else 0),
        status_index=secrets.randbelow(LIST_LENGTH),
    )
    assert certificate.membership is not None  # noqa: S101 - nobody chooses for a forgotten holder
    badge.token = signed(badge, keys.current_key(community), certificate.membership.user.email)
    badge.save()
    return badge
