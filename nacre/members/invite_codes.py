"""Invite codes: hard to guess, easy to type, and kept only as a keyed hash."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import timedelta

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, which look like 1 and 0, and no U
LOOKALIKES = str.maketrans("ILO", "110")
LENGTH, GROUP = 12, 4  # 60 bits
GOOD_FOR = timedelta(days=30)
MOST = 500  # codes in a batch


def new_code() -> str:
    """A code as it is printed: three groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def as_read(typed: str) -> str:
    """What was typed as codes are compared: whatever the case, the dashes and the look-alikes."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[^0-9A-Z]", "", plain).translate(LOOKALIKES)


def code_hash(typed: str) -> str:
    """All that is kept of a code."""
    said = f"invite code:{as_read(typed)}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
