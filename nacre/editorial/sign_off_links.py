"""The links and codes of a sign-off by mail: hard to guess, and kept only as keyed hashes."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core import signing

SALT, FILE_SALT = "editorial.sign-off", "editorial.sign-off-file"
CODE_DIGITS = 6


def new_token() -> str:
    """What a letter's link carries: random, and signed so that a guess costs no query."""
    return signing.Signer(salt=SALT).sign(secrets.token_urlsafe(24))


def token_hash(token: str) -> str:
    """All that is kept of a token; empty for what we have not signed."""
    try:
        said = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return ""
    return _keyed(f"sign-off link:{said}")


def new_code() -> str:
    """Six digits, to be typed."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def code_hash(request_id: int, code: str) -> str:
    """All that is kept of a code; the same digits are another hash for another request."""
    return _keyed(f"sign-off code:{request_id}:{code}")


def seal_file(request_id: int, sort: str, file_id: int) -> str:
    """Says in an address that this draft, shown for this request, shows this file."""
    return signing.dumps([request_id, sort, file_id], salt=FILE_SALT, compress=False)


def sealed_file(seal: str, request_id: int) -> tuple[str, int] | None:
    """The sort and id of a file that was sealed for a request; None for anything else."""
    try:
        of, sort, file_id = signing.loads(seal, salt=FILE_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (sort, file_id) if of == request_id else None


def _keyed(said: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()
