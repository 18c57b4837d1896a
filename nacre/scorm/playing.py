"""How an attempt is opened on the host of its own: its address, its token, the policy of the page around."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from nacre.communities.models import absolute_url
from nacre.scorm import limits
from nacre.scorm.models import Package, PackageAttempt

_signer = TimestampSigner(salt="nacre.scorm.play", sep=".")
KEPT_FOR = 30  # seconds for which a process remembers what a token opens


@dataclass(frozen=True)
class Opened:
    """What a token opens: one attempt, its package, and the only origin that may frame it."""

    attempt_key: str
    folder: str
    origin: str


def token_of(attempt: PackageAttempt) -> str:
    """The word that opens this attempt for some hours, and nothing else."""
    return _signer.sign(attempt.key.hex)


def frame_url(attempt: PackageAttempt) -> str:
    """Where the attempt is played. Made anew for each page that shows it."""
    return absolute_url(settings.NACRE_PLAY_HOST, f"/{token_of(attempt)}/")


def play_origin() -> str:
    """The origin of everything that packages run."""
    return origin_of(absolute_url(settings.NACRE_PLAY_HOST, "/"))


def origin_of(url: str) -> str:
    """The origin of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def frame_policy(response: Any) -> HttpResponse:
    """Let this one page frame what is played; courses that open windows find their way back."""
    response._csp_update = {"frame-src": [play_origin()]}
    response["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return response


def opened(token: str) -> Opened | None:
    """What a token opens, or nothing where it is forged, too old, or the attempt is gone."""
    try:
        key = _signer.unsign(token, max_age=limits.LAUNCH_HOURS * 3600)
    except BadSignature:
        return None
    kept, name = caches["local"], f"scorm:{key}"
    found = kept.get(name)
    if found is None:
        attempt = PackageAttempt.objects.for_playing().filter(key=key).first()
        if attempt is None:
            return None
        package = attempt.package
        found = Opened(key, package.folder, origin_of(package.community.url()))
        kept.set(name, found, KEPT_FOR)
    return found


def pseudonym(package: Package, membership_key: Any) -> str:
    """What a package is told instead of a name: the same each time, another in each package."""
    return salted_hmac("nacre.scorm.learner", f"{package.key}:{membership_key}").hexdigest()[:24]
