"""What verifiers of badges fetch: issuer, keys, achievement, credential, list of revoked ones."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from nacre.certificates import badges
from nacre.certificates.keys import current_key
from nacre.certificates.models import Badge, IssuerKey
from nacre.communities.request import Request, here

JSON_LD = "application/ld+json"


@require_safe
def issuer(request: Request) -> HttpResponse:
    """The community as an issuer."""
    return _open(JsonResponse(badges.published_profile(here(request)), content_type=JSON_LD))


@require_safe
def key_list(request: Request) -> HttpResponse:
    """All keys that ever signed here, as a JSON Web Key Set; the first is in use."""
    keys = IssuerKey.objects.of(here(request)).newest_first()
    return _open(JsonResponse({"keys": [key.jwk for key in keys]}))


@require_safe
def key_detail(request: Request, kid: str) -> HttpResponse:
    """One key: where the header of a badge leads."""
    key = get_object_or_404(IssuerKey.objects.of(here(request)), kid=kid)
    return _open(JsonResponse(key.jwk))


@require_safe
def achievement(request: Request, kind: str, ref: str) -> HttpResponse:
    """What badges are about: published once somebody has a badge of it."""
    subject = f"{kind}:{ref}"
    badge = Badge.objects.of(here(request)).of_achievement(subject).first()
    if badge is None:
        raise Http404
    said: dict[str, Any] = {"@context": badges.CONTEXT}
    said |= badges.achievement_of(badge.certificate, here(request))
    return _open(JsonResponse(said, content_type=JSON_LD))


@require_safe
def credential(request: Request, key: str) -> HttpResponse:
    """A badge itself, as long as its holder wants it."""
    badge = get_object_or_404(Badge.objects.of(here(request)).published(), key=key)
    return _open(HttpResponse(badge.token, content_type="text/plain"))


@require_safe
def status_list(request: Request, number: int) -> HttpResponse:
    """Which badges are no longer good, each a bit among many: true at this moment."""
    community = here(request)
    last, taken = Badge.objects.of(community).last_list()
    if number > last or not taken:
        raise Http404
    token = badges.status_list(community, current_key(community), number, timezone.now())
    return _open(HttpResponse(token, content_type="application/vc+jwt"))


def _open(answer: HttpResponse) -> HttpResponse:
    """For programs anywhere, asked anew each time, and for no search engine."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
