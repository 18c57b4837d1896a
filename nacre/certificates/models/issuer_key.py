"""The keys with which a community signs: public for ever, private only while they are in use."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nacre.certificates import signing
from nacre.certificates.querysets import IssuerKeyQuerySet
from nacre.communities.models import CommunityOwned


class IssuerKey(CommunityOwned):
    """An Ed25519 key. One a community is in use; those before it still prove what they signed."""

    kid = models.CharField(max_length=43, unique=True, editable=False)  # its RFC 7638 thumbprint
    public = models.CharField(max_length=43, editable=False)
    private = models.TextField(blank=True, editable=False)  # sealed; empty once it is retired
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = IssuerKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community"],
                condition=Q(retired_at__isnull=True),
                name="one_signing_key_a_community",
            )
        ]

    def __str__(self) -> str:
        return self.kid

    @property
    def path(self) -> str:
        """Where the public key is published, on the community's host."""
        return f"/badges/keys/{self.kid}/"

    @property
    def jwk(self) -> dict[str, str]:
        """The public key as a JSON Web Key; never the private one."""
        return signing.public_jwk(self.public)

    def signs(self, words: bytes) -> str:
        """A signature over bytes; refuses where the private key cannot be opened."""
        return signing.sign(self.private, words)

    def has_signed(self, words: bytes, signature: str) -> bool:
        """Whether a signature over bytes is of this key."""
        return signing.is_signed(self.public, words, signature)
