"""Is a badge ours, unchanged and still good? The same answer on the web and on the command line.

Only keys that we keep prove anything: a key that a credential brings along is never looked at, and
no address in it is ever fetched.
"""

import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from nacre.certificates import signing
from nacre.certificates.models import Badge, IssuerKey
from nacre.certificates.models.certificate import State
from nacre.certificates.public import Face, face_of
from nacre.communities.models import Community

LARGEST = 262_144
TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
IN_SVG = re.compile(r"<openbadges:credential\b[^>]{0,200}?\sverify\s*=\s*[\"']([^\"']*)[\"']")
KID = re.compile(r"[A-Za-z0-9_-]{43}")
ENVELOPE = "data:application/vc+jwt,"


class Verdict(StrEnum):
    """What a credential turned out to be."""

    VALID = "valid"
    AHEAD = "ahead"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    FORGED = "forged"
    UNSIGNED = "unsigned"
    FOREIGN = "foreign"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """A verdict in words, with the certificate as anybody may see it."""

    verdict: Verdict
    because: str
    face: Face | None = None
    path: str = ""
    community: Community | None = None

    @property
    def is_good(self) -> bool:
        """Whether somebody may rely on it now."""
        return self.verdict == Verdict.VALID

    @property
    def tone(self) -> str:
        """How it is shown."""
        if self.face is not None and self.verdict == self.face.state:
            return self.face.tone
        return {Verdict.FORGED: "danger", Verdict.REVOKED: "danger"}.get(self.verdict, "warning")


HEADINGS = {
    Verdict.VALID: "Valid", Verdict.AHEAD: "Renewed", Verdict.EXPIRED: "Expired",
    Verdict.REVOKED: "Revoked", Verdict.REPLACED: "Replaced", Verdict.FORGED: "Forged",
    Verdict.UNSIGNED: "Not signed", Verdict.FOREIGN: "Not one of ours",
    Verdict.GONE: "No longer available", Verdict.UNREADABLE: "Not a badge that we can read",
}  # fmt: skip


def check(given: bytes | str, now: datetime | None = None) -> Finding:
    """What a badge is: a .jwt file, a picture with one inside, or what somebody pasted."""
    found = _token_in(given)
    return found if isinstance(found, Finding) else _checked(found, now)


def _token_in(given: bytes | str) -> str | Finding:
    try:
        text = given.decode("utf-8-sig") if isinstance(given, bytes) else given
    except UnicodeDecodeError:
        return _unreadable()
    text = text.strip().strip("\ufeff")
    if len(text) > LARGEST:
        return Finding(Verdict.UNREADABLE, _("This is larger than any badge of ours."))
    if text.startswith("<"):
        inside = IN_SVG.search(text)
        return "".join(inside[1].split()) if inside else _unreadable()
    if text.startswith(("{", "[")):
        return _token_in_json(text)
    token = "".join(text.split())
    return token if TOKEN.fullmatch(token) else _unreadable()


def _token_in_json(text: str) -> str | Finding:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return _unreadable()
    said = said if isinstance(said, dict) else {}
    enveloped = said.get("id")
    if isinstance(enveloped, str) and enveloped.startswith(ENVELOPE):
        token = enveloped.removeprefix(ENVELOPE)
        return token if TOKEN.fullmatch(token) else _unreadable()
    if "proof" in said and not _claims_us(said):
        return _foreign()
    if "credentialSubject" in said:
        return Finding(
            Verdict.UNSIGNED,
            _(
                "There is no signature of ours in it, so anybody may have written it. "
                "Ask for the file that ends in .jwt or .svg."
            ),
        )
    return _unreadable()


def _checked(token: str, now: datetime | None) -> Finding:
    header, claims = signing.header_of(token), signing.unproven(token)
    if not header and not claims:
        return _unreadable()
    key = _key_named(str(header.get("kid", "")))
    if key is None:
        return _forged() if _claims_us(claims) else _foreign()
    said = signing.opened_token(token, key.public)
    if said is None:
        return _forged()
    if "OpenBadgeCredential" not in said.get("type", []):
        return Finding(Verdict.UNREADABLE, _("We signed this, but it is no badge of a person."))
    return _standing(said, key, now)


def _key_named(address: str) -> IssuerKey | None:
    """The key of ours that a header names; by its thumbprint, so that a new host changes nothing."""
    kid = address.rstrip("/").rpartition("/")[2]
    if not KID.fullmatch(kid):
        return None
    return IssuerKey.objects.filter(kid=kid).select_related("community__site").first()


def _standing(said: dict[str, Any], key: IssuerKey, now: datetime | None) -> Finding:
    """What has become of a badge that we did sign."""
    badges = Badge.objects.of(key.community).with_certificate()
    badge = badges.filter(key=_key_in(str(said.get("jti", "")))).first()
    if badge is None:
        return Finding(Verdict.GONE, _("We signed it once, and no longer have the certificate."))
    face = face_of(badge.certificate, now)
    verdict = Verdict.FORGED if face.state == State.ALTERED else Verdict(face.state)
    because = face.text
    if badge.withdrawn_at and verdict in {Verdict.VALID, Verdict.AHEAD, Verdict.EXPIRED}:
        verdict = Verdict.REVOKED
        because = _("Its holder took this badge back. The certificate may still stand: ask for it.")
    path = badge.certificate.public_path if verdict != Verdict.GONE else ""
    return Finding(verdict, because, face, path, key.community)


def _key_in(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name.rstrip("/").rpartition("/")[2])
    except ValueError:
        return None


def _claims_us(said: dict[str, Any]) -> bool:
    """Whether somebody says that a community of ours issued this."""
    issuer = said.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    names = {str(named), str(said.get("iss", ""))}
    ours = {c.url("/badges/issuer/") for c in Community.objects.for_request()}
    return bool(names & ours)


def _forged() -> Finding:
    return Finding(
        Verdict.FORGED,
        _(
            "It says that it is ours, and its signature does not hold: somebody changed it, or made "
            "it without our key."
        ),
    )


def _foreign() -> Finding:
    return Finding(
        Verdict.FOREIGN,
        _("No community of this site signed it. Check it where it was issued."),
    )


def _unreadable() -> Finding:
    return Finding(
        Verdict.UNREADABLE,
        _("We read badges as .jwt, .json and .svg, or pasted as text that begins with “ey”."),
    )
