"""Certificates as a component: what it brings to a community that switches it on."""

from typing import Any

from nacre.certificates import hours, personal_data  # they register themselves
from nacre.certificates.models import Certificate
from nacre.communities.models import Community
from nacre.components import Activity, Component, Urls, metric

REGISTERED = (hours, personal_data)


class Certificates(Component):
    """What a member has earned, and its public proof."""

    slug = "certificates"
    name = "Certificates"
    urls = Urls("", "nacre.certificates.urls")
    activities = [
        Activity("certificate.awarded", "A member earned a certificate."),
        Activity("certificate.revoked", "An editor revoked a certificate."),
        Activity("certificate.reissued", "An editor issued a corrected certificate again."),
        Activity("badge.issued", "A member made an Open Badge of a certificate."),
    ]

    @metric("Certificates awarded", code="certificates_awarded", unit="certificates")
    def certificates_awarded(self, community: Community, period: Any) -> int:
        """Certificates awarded during the period; corrections issued again are not counted."""
        awarded = Certificate.objects.of(community).filter(period.covers("awarded_at"))
        return awarded.first_issued().count()

    @metric("Members who hold a certificate", code="certificate_holders", unit="members")
    def certificate_holders(self, community: Community, period: Any) -> int:
        """Members with a certificate in force at the end of the period."""
        return Certificate.objects.of(community).in_force_at(period.ends_at).holders()
