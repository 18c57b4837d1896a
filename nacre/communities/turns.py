"""Moments at which a community's pages turn: an embargo ends, a page goes live, another expires.

What processes keep lies under the community's stamp. A moment that passes writes no row and calls
nobody, so the stamp of a request also names the last moment that has passed: the first request
after it finds nothing kept, in every process, and nothing needs to run at that second.
"""

from collections.abc import Callable
from datetime import datetime

from django.core.cache import caches
from django.utils import timezone

from nacre.communities.models import Community

NEVER = float("inf")
KEPT_FOR = 3600  # seconds; whatever moves a moment changes the stamp and so asks again
Teller = Callable[[Community, datetime], list[datetime]]
# Floors above know the moments: the last that has passed and the next to come, if there are any.
tellers: list[Teller] = []


def turned(community: Community, stamp: str) -> str:
    """The stamp with the last moment that has passed: what is kept now is kept under it."""
    now = timezone.now()
    local = caches["local"]
    key = f"turns:{community.pk}:{stamp}"
    last, upcoming = local.get(key) or (0.0, 0.0)
    if upcoming <= now.timestamp():
        told = [moment.timestamp() for tell in tellers for moment in tell(community, now)]
        last = max((moment for moment in told if moment <= now.timestamp()), default=0.0)
        upcoming = min((moment for moment in told if moment > now.timestamp()), default=NEVER)
        local.set(key, (last, upcoming), KEPT_FOR)
    return f"{stamp}.{last:.6f}" if last else stamp
