"""The key with which a community signs now, made when it is first asked for."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from nacre.certificates import signing
from nacre.certificates.models import IssuerKey
from nacre.communities.models import Community

TRIES = 4


def current_key(community: Community) -> IssuerKey:
    """The key in use. One that no longer opens (a new NACRE_SECRET_KEY) is retired for a new one."""
    for _attempt in range(TRIES):
        key = IssuerKey.objects.of(community).in_use().first()
        if key is not None and signing.can_open(key.private):
            return key
        try:
            return _make(community, instead_of=key)
        except IntegrityError:  # another process made one in this moment
            continue
    raise RuntimeError("No signing key could be made.")


def rotate(community: Community) -> IssuerKey:
    """Retire the key in use and make another; what the old one signed stays good."""
    return _make(community, instead_of=IssuerKey.objects.of(community).in_use().first())


@transaction.atomic
def _make(community: Community, *, instead_of: IssuerKey | None) -> IssuerKey:
    if instead_of is not None:
        still = IssuerKey.objects.filter(pk=instead_of.pk).in_use()
        still.update(retired_at=timezone.now(), private="")
    public, private = signing.new_key()
    kid = signing.thumbprint(public)
    return IssuerKey.objects.create(community=community, kid=kid, public=public, private=private)
