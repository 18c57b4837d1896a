"""A certificate as an Open Badge 3.0: a W3C verifiable credential, signed as a JSON Web Token."""

import gzip
import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.html import escape

from nacre.certificates import signing
from nacre.certificates.models import Badge, Certificate, IssuerKey
from nacre.certificates.models.badge import LIST_LENGTH
from nacre.certificates.wording import accreditation_of, duration
from nacre.communities.models import Community
from nacre.ui.motif import mark_svg

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
STATUS_CONTEXT = CONTEXT[:1]
BAKED = "https://purl.imsglobal.org/ob/v3p0"  # the namespace of a credential inside an SVG
LIST_FRESH = timedelta(hours=1)


def signed(badge: Badge, key: IssuerKey, email: str) -> str:
    """The credential as its holder keeps it: one line of text that proves itself."""
    credential = credential_of(badge, email)
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(badge.certificate.starts_at),
    }
    if badge.certificate.expires_at:
        claims["exp"] = _seconds(badge.certificate.expires_at)
    return signing.token(key.private, credential | claims, badge.community.url(key.path))


def credential_of(badge: Badge, email: str) -> dict[str, Any]:
    """What is signed. The holder is in it as a salted hash of their address, and nothing else."""
    certificate, community = badge.certificate, badge.community
    credential: dict[str, Any] = {
        "@context": CONTEXT,
        "id": community.url(badge.path),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": profile_of(community),
        "validFrom": _moment(certificate.starts_at),
        "credentialSubject": {
            "id": f"urn:uuid:{badge.key}",
            "type": ["AchievementSubject"],
            "identifier": [_identity(email)],
            "achievement": achievement_of(certificate, community),
        },
        "evidence": [
            {
                "id": community.url(certificate.public_path),
                "type": ["Evidence"],
                "name": "Check this certificate",
            }
        ],
        "credentialStatus": _status_entry(badge),
    }
    if certificate.expires_at:
        credential["validUntil"] = _moment(certificate.expires_at)
    return credential


def _identity(email: str) -> dict[str, Any]:
    salt = secrets.token_urlsafe(16)
    digest = hashlib.sha256(f"{email.lower()}{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def _status_entry(badge: Badge) -> dict[str, str]:
    where = badge.community.url(f"/badges/status/{badge.status_list}/")
    return {
        "id": f"{where}#{badge.status_index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(badge.status_index),
        "statusListCredential": where,
    }


def profile_of(community: Community) -> dict[str, Any]:
    """Who issues: the community."""
    return {
        "id": community.url("/badges/issuer/"),
        "type": ["Profile"],
        "name": community.name,
        "url": community.url(),
    }


def published_profile(community: Community) -> dict[str, Any]:
    """The same as a document of its own, with what it says of itself."""
    more = {"description": community.strapline} if community.strapline else {}
    image = {"id": community.url("/mark.svg"), "type": "Image"}
    return {"@context": CONTEXT, **profile_of(community), **more, "image": image}


def achievement_of(certificate: Certificate, community: Community) -> dict[str, Any]:
    """What was achieved; it names nobody."""
    said = certificate.said
    passed = f", with a pass mark of {said.pass_mark} %" if said.pass_mark is not None else ""
    achievement: dict[str, Any] = {
        "id": community.url(achievement_path(certificate.subject)),
        "type": ["Achievement"],
        "name": certificate.title,
        "description": " ".join([*said.outcomes, said.funding]),
        "achievementType": "CertificateOfCompletion",
        "criteria": {
            "narrative": f"Completed “{certificate.title}” ({duration(said.minutes)}, "
            f"{said.delivery}){passed}. {accreditation_of(said)}"
        },
        "creator": profile_of(community),
        "image": {"id": community.url("/mark.svg"), "type": "Image"},
    }
    if said.credits is not None:
        achievement["creditsAvailable"] = float(said.credits)
    if said.content_version:
        achievement["version"] = said.content_version
    return achievement


def achievement_path(subject: str) -> str:
    """Where the achievement of a subject is published."""
    return f"/badges/achievements/{subject.replace(':', '/', 1)}/"


def status_list(community: Community, key: IssuerKey, number: int, now: datetime) -> str:
    """A list of places, a bit each: set where a badge is no longer good. Signed like a badge."""
    bits = bytearray(LIST_LENGTH // 8)
    for place in Badge.objects.of(community).on_list(number).no_longer_good().places():
        bits[place // 8] |= 0x80 >> place % 8
    where = community.url(f"/badges/status/{number}/")
    credential = {
        "@context": STATUS_CONTEXT,
        "id": where,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": community.url("/badges/issuer/"),
        "validFrom": _moment(now),
        "validUntil": _moment(now + LIST_FRESH),
        "credentialSubject": {
            "id": f"{where}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + signing.b64(gzip.compress(bytes(bits), mtime=0)),
        },
    }
    claims = {
        "iss": credential["issuer"],
        "jti": where,
        "sub": f"{where}#list",
        "nbf": _seconds(now),
        "exp": _seconds(now + LIST_FRESH),
    }
    return signing.token(key.private, credential | claims, community.url(key.path))


def baked(badge: Badge) -> str:
    """The community's mark as SVG with the credential inside, to be kept or shown anywhere."""
    theme = badge.community.theme
    drawing = mark_svg(theme["motif"], theme["hue"], theme["chroma"], 512)
    head, _, rest = drawing.partition(">")
    return (
        f'{head} xmlns:openbadges="{BAKED}"><openbadges:credential verify="{badge.token}">'
        f"</openbadges:credential><title>{escape(badge.certificate.title)}</title>{rest}"
    )


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(when: datetime) -> int:
    return int(when.timestamp())
