"""What happens to the terms on which something is funded."""

from django.core.exceptions import ValidationError
from django.db import transaction

from nacre.communities import funding
from nacre.communities.models import FundingRelationship, FundingVersion


@transaction.atomic
def answer_funding(
    *, relationship: FundingRelationship, answers: funding.Answers
) -> FundingVersion:
    """Keep a set of answers and let kind, statement and entitlement follow from it.

    The same answers about the same thing make no new version. Raises ValidationError, by question,
    where answers contradict the agreement.
    """
    wrong = [*funding.misread(answers)] or [*funding.contradictions(answers)]
    if wrong:
        raise ValidationError({field: [sentence] for field, sentence in wrong})
    entitlement = FundingRelationship.Entitlement
    relationship.kind = funding.kind_of(answers)
    relationship.statement = funding.statement_of(
        answers,
        sponsor=relationship.sponsor.name,
        scope=relationship.scope,
        body=f"{relationship.community.client.name} and the clinical editors",
    )
    relationship.report_entitlement = (
        entitlement.AGGREGATED if answers.gets_figures else entitlement.DUE_DILIGENCE
    )
    relationship.save()
    latest = relationship.versions.first()
    said = (answers.as_dict(), relationship.statement)
    if latest and (latest.answers, latest.statement) == said:
        return latest
    return FundingVersion.objects.create(
        relationship=relationship,
        number=latest.number + 1 if latest else 1,
        answers=answers.as_dict(),
        kind=relationship.kind,
        statement=relationship.statement,
    )
