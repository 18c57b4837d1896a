"""Which given names stand for one another: Kate for Katherine, Mo for Mohammed (nicknames.txt)."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("nicknames.txt")


@cache
def _stands_for() -> dict[str, frozenset[str]]:
    """Each name of the table and those that it stands for, in both directions."""
    found: dict[str, set[str]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        spellings, _, short = line.partition("|")
        for name in spellings.split():
            found.setdefault(name, set()).update(spellings.split(), short.split())
            for called in short.split():
                found.setdefault(called, set()).add(name)
    return {name: frozenset(others - {name}) for name, others in found.items()}


def are_alike(one: str, other: str) -> bool:
    """Whether two given names, as `norm` leaves them, are used for the same person."""
    return other in _stands_for().get(one, frozenset())
