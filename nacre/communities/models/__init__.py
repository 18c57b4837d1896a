"""The tenant, the body that commissions it and the companies that fund parts of it."""

from nacre.communities.models.community import (
    MOTIFS,
    Client,
    Community,
    CommunityOwned,
    EnabledComponent,
    Enquiry,
    TherapyArea,
    absolute_url,
)
from nacre.communities.models.funding import FundingRelationship, FundingVersion, Sponsor

__all__ = [
    "MOTIFS",
    "Client",
    "Community",
    "CommunityOwned",
    "EnabledComponent",
    "Enquiry",
    "FundingRelationship",
    "FundingVersion",
    "Sponsor",
    "TherapyArea",
    "absolute_url",
]
