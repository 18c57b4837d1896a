"""Numbers and check codes that people read from paper: no letter or figure looks like another."""

import secrets

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"  # without vowels, 0 and 1: no words, nothing misread
NUMBER_LENGTH = 6
CODE_LENGTH = 8


def new_number(slug: str, year: int) -> str:
    """LIVER-2027-7K3F9Q: says where and when, and not how many there are."""
    return f"{slug[:16].upper()}-{year}-{_drawn(NUMBER_LENGTH)}"


def new_check_code() -> str:
    """What stands beside the number on paper, so that a number alone finds nothing."""
    drawn = _drawn(CODE_LENGTH)
    return f"{drawn[:4]}-{drawn[4:]}"


def reissued(number: str, reissue: int) -> str:
    """The number of a certificate that was issued again: LIVER-2027-7K3F9Q-R1."""
    return f"{number}-R{reissue}" if reissue else number


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def as_typed(text: str) -> str:
    """A number or code as somebody types it from paper: any case, dashes and spaces as they come."""
    dashes = str.maketrans(dict.fromkeys("‐‑‒–—−_", "-"))
    return "".join(text.translate(dashes).upper().split())[:60]
