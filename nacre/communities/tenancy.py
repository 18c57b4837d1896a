"""Which community a host belongs to, and the stamp that says how fresh its cached pages are.

A stamp is a word in the shared cache; everything rendered is kept in the process under a key
that holds it. Changing the stamp therefore outdates what all processes hold, at once.
"""

import uuid

from django.conf import settings
from django.core.cache import caches

from nacre.communities.models import Community

UNKNOWN_FOR = 5  # seconds that a host without a community is remembered


def stamp_key(host: str) -> str:
    """Where the stamp of a host lies in the shared cache."""
    return f"stamp:{host}"


def stamp_of(host: str) -> str:
    """The current stamp of a host, or "" where there is none yet."""
    return caches["default"].get(stamp_key(host)) or ""


def new_stamp(host: str) -> str:
    """Give a host of ours its first stamp; two processes at once agree on one."""
    shared = caches["default"]
    shared.add(stamp_key(host), uuid.uuid4().hex[:12], None)
    return shared.get(stamp_key(host)) or uuid.uuid4().hex[:12]


def touch(community: Community) -> None:
    """Outdate every page that any process holds of this community. Call it after the commit."""
    caches["default"].set(stamp_key(community.host), uuid.uuid4().hex[:12], None)


def community_on(host: str, stamp: str) -> Community | None:
    """The community that answers on a host, from this process's memory where it is fresh."""
    local = caches["local"]
    key = f"community:{host}:{stamp or 'unstamped'}"
    found = local.get(key)
    if found is None:
        found = Community.objects.on_host(host) or False
        local.set(key, found, 3600 if found and stamp else UNKNOWN_FOR)
    return found or None


def is_hub(host: str) -> bool:
    """Whether a host is the operator's public front."""
    return host == settings.NACRE_BASE_HOST
