"""Which of the demonstration's people receive whose reports."""

from nacre.communities.models import Community, Sponsor
from nacre.insights.models import ReportRecipient
from nacre.launch.actions import user_of
from nacre.launch.personas import PERSONAS


def name_recipients() -> None:
    """Name the personas of the body and of the sponsor as recipients."""
    for persona in PERSONAS:
        user = user_of(persona) if persona.receives else None
        if user:
            ReportRecipient.objects.get_or_create(
                community=Community.objects.get(slug=persona.community),
                user=user,
                audience=persona.receives,
                sponsor=Sponsor.objects.filter(slug=persona.sponsor).first(),
            )
