"""How allauth's sign-in fits our accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpResponse
from django.template.loader import render_to_string

from nacre.communities.request import Request
from nacre.members import application, throttle
from nacre.members.actions.joining import BLOCKED, note_address
from nacre.members.models import Membership, User
from nacre.notifications.actions import send_letter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mailed code, password or passkey; letters in the community's look."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of allauth's letters through the mail queue, like every other."""
        request = current.request
        community = getattr(request, "community", None)
        facts = {"request": request, "email": email, "community": community, **context}
        facts["site_name"] = community.name if community else settings.WAGTAIL_SITE_NAME
        subject = render_to_string(f"{template_prefix}_subject.txt", facts)
        text = render_to_string(f"{template_prefix}_message.txt", facts)
        send_letter(email, " ".join(subject.split()), text.strip(), community)

    def post_login(self, request: Request, user: User, **how: Any) -> HttpResponse:
        """Whoever typed the code while joining has shown the address: send their application."""
        response = super().post_login(request, user, **how)
        throttle.trust(request, user.email)
        if getattr(request, "community", None) and application.is_complete(request):
            here = Membership.objects.of(request.community).filter(user=user)
            if not here.filter(status__in=BLOCKED).exists():
                application.finish(request, user)
        return response


@receiver(authentication_step_completed)
def keep_address(user: User, method: str, **how: Any) -> None:
    """Whoever typed a mailed code has shown the address: allauth then marks it as confirmed.

    Accounts that an operator made have no address of allauth's own yet.
    """
    email = how.get("email") or ""
    if method == "code" and email.lower() == user.email.lower():
        is_first = not EmailAddress.objects.filter(user=user, primary=True).exists()
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"primary": is_first}
        )
    # Whoever types a code has shown the address once more, so it is good for another year.
    if method == "code" and EmailAddress.objects.filter(user=user, email__iexact=email).exists():
        note_address(user, email.lower())


class SecondFactorAdapter(DefaultMFAAdapter):
    """One passkey serves every community: it is bound to the parent domain."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The parent domain instead of the host of the request."""
        return {"id": settings.NACRE_BASE_HOST, "name": settings.WAGTAIL_SITE_NAME}
