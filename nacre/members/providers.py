"""What an identity provider says of somebody who is signed in here, and what of it is believed.

An account is found by the provider's own name for the person and by nothing else: an e-mail address
that a provider gives never finds, opens or joins an account, and is not kept.
"""

import re
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.signals import social_account_added, social_account_updated
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from nacre.communities.request import Request
from nacre.members.actions.evidence import record_evidence
from nacre.members.models import User, VerificationEvidence
from nacre.members.orcid import NotAnOrcidError, canonical

ORCID = "orcid"
SECONDS = 8
NOT_NOW = _("That did not work. Sign in by e-mail instead, or try again later.")
ENOUGH = 2  # identity and authentication assurance, of 3
IDENTITY_CLAIMS = ("idassurancelevel", "id_assurance_level")
SIGN_IN_CLAIMS = ("authentication_assurance_level", "authenticationassurancelevel")
Sort, Outcome = VerificationEvidence.Sort, VerificationEvidence.Outcome


class PatientSession(requests.Session):
    """Asks a provider, waits for seconds, and leads the person back where it does not answer."""

    def __init__(self, asked_by: Request) -> None:
        super().__init__()
        self.asked_by = asked_by

    def request(self, method: str, url: str, **how: Any) -> requests.Response:  # type: ignore[override]
        """One question, with a limit of time."""
        how.setdefault("timeout", SECONDS)
        try:
            answer = super().request(method, url, **how)
        except requests.RequestException:
            _turn_away(self.asked_by, NOT_NOW)
            raise
        if answer.status_code >= 500:
            _turn_away(self.asked_by, NOT_NOW)
        return answer


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Providers are added to an account by its owner; they make none and find none by address."""

    def is_open_for_signup(self, request: Request, sociallogin: SocialLogin) -> bool:
        """People join by our own pages."""
        return False

    def populate_user(self, request: Request, sociallogin: SocialLogin, data: Any) -> User:
        """Take no name and no address from a provider."""
        return sociallogin.user

    def pre_social_login(self, request: Request, sociallogin: SocialLogin) -> None:
        """Keep what was said for this request alone, and turn away whom we do not know."""
        said = sociallogin.account.extra_data
        sociallogin.claims = said
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        if _speaks_of_two(said):
            _turn_away(request, _("The provider's answer was not consistent. Try again."))
        connects = sociallogin.state.get("process") == "connect"
        if not sociallogin.is_existing and not connects:
            _turn_away(
                request,
                _("No account here has this identity yet. Sign in, then add it on your "
                  "verification page."),
            )  # fmt: skip

    def get_requests_session(self) -> "PatientSession":
        """How providers are asked."""
        return PatientSession(self.request)

    def on_authentication_error(
        self, request: Request, provider: Any, error: Any = None, exception: Any = None,
        extra_context: Any = None,
    ) -> None:  # fmt: skip
        """A provider that is down, or says no, closes only its own door."""
        _turn_away(request, NOT_NOW)


def _turn_away(request: Request, sentence: Any) -> None:
    messages.error(request, str(sentence))
    signed_in = request.user.is_authenticated
    raise ImmediateHttpResponse(
        redirect("/members/me/verification/" if signed_in else "/accounts/login/")
    )


def _speaks_of_two(said: dict[str, Any]) -> bool:
    """Whether the token is about one person and the answer about another."""
    subjects = {str(part["sub"]) for part in _parts(said) if part.get("sub")}
    return len(subjects) > 1


def _parts(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in (said.get("id_token"), said.get("userinfo")) if isinstance(part, dict)]


def level_claimed(said: dict[str, Any], names: tuple[str, ...]) -> int:
    """An assurance level, wherever a provider puts it and however it writes it; 0 if it does not.

    Where the token and the answer disagree, the lower one is believed.
    """
    found = [
        int(str(part[name]).strip())
        for part in _parts(said)
        for name in names
        if re.fullmatch(r"\s*[0-9]\s*", str(part.get(name, "")))
    ]
    return min(found, default=0)


def role_codes(said: dict[str, Any]) -> list[str]:
    """The role codes of an NHS identity; anything unexpected is left out."""
    codes = []
    for part in _parts(said):
        roles = part.get("nhsid_nrbac_roles")
        for role in roles if isinstance(roles, list) else []:
            code = role.get("role_code") if isinstance(role, dict) else None
            if isinstance(code, str) and re.fullmatch(r"[A-Z0-9:]{1,60}", code):
                codes.append(code)
    return sorted(set(codes))


@receiver(social_account_added)
@receiver(social_account_updated)
def note_identity(request: Request, sociallogin: SocialLogin, **how: Any) -> None:
    """Add what control of the identity proves to the chain."""
    claims = getattr(sociallogin, "claims", {})
    note_claims(sociallogin.user, sociallogin.account, claims)


def note_claims(user: User, account: SocialAccount, claims: dict[str, Any]) -> None:
    """One finding for what a provider said; nothing for a provider that proves nothing."""
    if account.provider == ORCID:
        _note_orcid(user, account.uid)
    elif settings.NACRE_OIDC_ASSURED:
        _note_assurance(user, account, claims)


def _note_orcid(user: User, uid: str) -> None:
    try:
        orcid = canonical(uid)
    except NotAnOrcidError:
        return
    record_evidence(user=user, sort=Sort.ORCID, detail=orcid, method="OIDC", source_name="ORCID")


def _note_assurance(user: User, account: SocialAccount, claims: dict[str, Any]) -> None:
    identity, sign_in = (
        level_claimed(claims, IDENTITY_CLAIMS),
        level_claimed(claims, SIGN_IN_CLAIMS),
    )
    strong = identity >= ENOUGH and sign_in >= ENOUGH
    roles = ", ".join(role_codes(claims)[:5])
    record_evidence(
        user=user,
        sort=Sort.CIS2,
        outcome=Outcome.MATCH if strong else Outcome.REVIEW,
        detail=account.uid,
        note=f"identity {identity}, sign-in {sign_in}" + f"; {roles}" * bool(roles),
        method="OIDC",
        source_name=settings.NACRE_OIDC_NAME,
    )
