"""What visitors of the hub may do, and what the operator does with what they ask."""

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from nacre.communities.models import Community, Enquiry
from nacre.launch.personas import Persona
from nacre.members.models import Membership, User
from nacre.notifications.actions import send_mail


@transaction.atomic
def send_enquiry(*, enquiry: Enquiry) -> Enquiry:
    """Keep what somebody asks of the operator, tell the operator and thank them."""
    enquiry.save()
    facts = {"enquiry": enquiry}
    transaction.on_commit(
        lambda: send_mail(settings.NACRE_OPERATOR_EMAIL, "launch/mail/enquiry", facts, None)
    )
    transaction.on_commit(lambda: send_mail(enquiry.email, "launch/mail/thanks", facts, None))
    return enquiry


def answer_enquiry(*, enquiry: Enquiry) -> None:
    """Note that somebody has written back."""
    enquiry.answered_at = enquiry.answered_at or timezone.now()
    enquiry.save(update_fields=["answered_at"])


def user_of(persona: Persona) -> User | None:
    """The account behind a persona of the demonstration."""
    if persona.family_name:
        return User.objects.filter(email=persona.email).first()
    lead = Membership.objects.filter(
        community__slug=persona.community, duty=Membership.Duty.CLINICAL_EDITOR
    )
    found = lead.filter(profession=persona.profession).order_by("pk").first()
    return found.user if found else None


def sign_in_as(persona: Persona, request: HttpRequest) -> Community | None:
    """Begin a session as a persona; answers the community where they belong. Demo mode only."""
    user = user_of(persona)
    if not settings.NACRE_DEMO or user is None:
        return None
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return Community.objects.for_request().filter(slug=persona.community).first()
