"""From figures to the document of a report: entitled, disclosed, and told in words."""

from typing import Any

from nacre.communities.models import Community, FundingRelationship, Sponsor
from nacre.insights import counting, story
from nacre.insights.disclosure import (
    BODY,
    RULES_VERSION,
    SPONSOR,
    Headline,
    disclosed,
)
from nacre.insights.figures import DEFINITIONS_VERSION, figures_of
from nacre.insights.membership import MembershipBook
from nacre.insights.periods import Month

FULL, AGGREGATED, DUE_DILIGENCE = "full", "aggregated", "due_diligence"
Document = dict[str, Any]


def compile_document(
    community: Community, month: Month, *, audience: str, sponsor: Sponsor | None = None
) -> Document:
    """Everything that this reader may be told of a month, ready for JSON and nothing else."""
    entitlement = entitlement_of(community, audience, sponsor)
    if entitlement == DUE_DILIGENCE:
        return _due_diligence(community, month, sponsor)
    raw = figures_of(community, month, sponsor=sponsor, groups=audience == SPONSOR)
    told = disclosed(raw, audience)
    document = {
        "audience": audience,
        "sponsor": _named(sponsor),
        "entitlement": entitlement,
        "rules_version": RULES_VERSION,
        **told,
    }
    document["sentences"] = story.sentences(document)
    document["tiles"] = story.tiles(document)
    document["findings"] = story.findings(document)
    document["notes"] = story.notes(document)
    document["method"] = story.method(document)
    return document


def entitlement_of(community: Community, audience: str, sponsor: Sponsor | None) -> str:
    """What a reader has a right to, by the funding relationships and nothing else."""
    if audience == BODY:
        return FULL
    if sponsor is None:
        return AGGREGATED
    funded = list(community.funding_relationships.filter(sponsor=sponsor))
    kinds = {f.kind for f in funded}
    at_arms_length = FundingRelationship.Kind.HANDS_OFF_GRANT in kinds
    buys = any(f.report_entitlement == FundingRelationship.Entitlement.AGGREGATED for f in funded)
    return AGGREGATED if buys and not at_arms_length else DUE_DILIGENCE


def _named(sponsor: Sponsor | None) -> Document | None:
    return {"slug": sponsor.slug, "name": sponsor.name} if sponsor else None


def _due_diligence(community: Community, month: Month, sponsor: Sponsor | None) -> Document:
    """That what was paid for was delivered, and the total that anybody can read: no figures."""
    with counting.opened(community.slug, month) as opened:
        members = MembershipBook(community, opened).count(month).members
    funded = community.funding_relationships.filter(sponsor=sponsor)
    return {
        "audience": SPONSOR,
        "sponsor": _named(sponsor),
        "entitlement": DUE_DILIGENCE,
        "rules_version": RULES_VERSION,
        "definitions_version": DEFINITIONS_VERSION,
        "community": {"slug": community.slug, "name": community.name},
        "month": month.key,
        "period": {
            "label": month.label,
            "dates": f"1–{month.ends_on.day} {month.label}",
            "starts_on": month.starts_on.isoformat(),
            "ends_on": month.ends_on.isoformat(),
            "timezone": "Europe/London",
        },
        "delivered": bool(community.launched_on and community.launched_on <= month.ends_on),
        "funded": [{"area": f.area or "the whole site", "statement": f.statement} for f in funded],
        "members": disclosed(Headline(members), SPONSOR),
        "method": [
            "Support at arm’s length buys no figures: this letter says what was delivered and the "
            "number of members that the community itself makes public, rounded to the nearest 5."
        ],
    }
