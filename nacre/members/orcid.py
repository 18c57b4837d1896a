"""ORCID iDs as people give them: with or without hyphens, as an address, with or without https."""

import re

from django.utils.translation import gettext_lazy as _

_ADDRESS = re.compile(r"^(https?://)?(www\.)?orcid\.org/", re.IGNORECASE)
_SHAPE = re.compile(r"^\d{15}[\dX]$", re.ASCII)


class NotAnOrcidError(ValueError):
    """Why a text is no ORCID iD, in a sentence for whoever typed it."""


def canonical(text: str) -> str:
    """An iD in its one form, 0000-0002-1825-0097. Raises NotAnOrcidError with a sentence."""
    bare = _ADDRESS.sub("", text.strip()).rstrip("/")
    digits = re.sub(r"[\s\u2010-\u2015-]", "", bare).upper()
    if not _SHAPE.match(digits):
        raise NotAnOrcidError(
            _("An ORCID iD has 16 digits, for example 0000-0002-1825-0097; the last may be an X.")
        )
    if check_character(digits[:15]) != digits[15]:
        raise NotAnOrcidError(
            _("One of these digits must be wrong: the last one does not fit them.")
        )
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def check_character(first_fifteen: str) -> str:
    """The last character of an iD, from the others (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in first_fifteen:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)
