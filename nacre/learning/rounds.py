"""How often a module may be attempted: some goes, then a rest, then as many again (domain 5.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Goes:
    """How many attempts are left now; with none, when the next may begin."""

    left: int
    opens_at: datetime | None = None


def goes_left(closed: Sequence[datetime], *, allowed: int, rest: timedelta, now: datetime) -> Goes:
    """The attempts left after failed ones, given when each was closed, oldest first.

    After every `allowed` attempts a rest begins; when it is over, as many are given again.
    """
    used = len(closed) % allowed
    if used or not closed:
        return Goes(allowed - used)
    opens_at = closed[-1] + rest
    return Goes(allowed) if now >= opens_at else Goes(0, opens_at)
