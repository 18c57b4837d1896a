"""How much one network address may do before it waits a little; everybody else goes on.

Hospitals share an address. One from which somebody confirmed a work address lately may do far more.
"""

import hmac
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from nacre.insights.keys import address_of
from nacre.members.work_email import is_work_domain

TRUSTED_FOR = 30 * 24 * 3600


@dataclass(frozen=True)
class Limit:
    """How often something may be done, by an address and by a trusted address."""

    name: str
    usual: int
    trusted: int
    seconds: int = 60


PAGES = Limit("pages", 90, 600)  # answers to the pages of joining, right or wrong
CODES = Limit("codes", 20, 200)  # codes mailed, which is when an account begins
WRONG_INVITES = Limit("invites", 10, 100, seconds=600)  # invite codes that are none


def may_go_on(request: HttpRequest, limit: Limit) -> bool:
    """Count one more, and say whether that is still in order."""
    cache, key = caches["default"], _key(request, limit)
    if cache.add(key, 1, 2 * limit.seconds):
        return True
    try:
        return _is_in_order(request, limit, cache.incr(key))
    except ValueError:  # it was thrown out between the two
        return True


def may_begin(request: HttpRequest, limit: Limit) -> bool:
    """Say whether one more would be in order, and count nothing: for what only failures use up."""
    return _is_in_order(request, limit, caches["default"].get(_key(request, limit), 0) + 1)


def _is_in_order(request: HttpRequest, limit: Limit, done: int) -> bool:
    is_trusted = f"throttle:ok:{_who(request)}"
    return done <= limit.usual or (
        done <= limit.trusted and bool(caches["default"].get(is_trusted))
    )


def _key(request: HttpRequest, limit: Limit) -> str:
    return f"throttle:{limit.name}:{_who(request)}:{int(time.time()) // limit.seconds}"


def trust(request: HttpRequest, email: str) -> None:
    """Remember that somebody at this address confirmed that they work in health care."""
    if is_work_domain(email):
        caches["default"].set(f"throttle:ok:{_who(request)}", 1, TRUSTED_FOR)


def _who(request: HttpRequest) -> str:
    """The address, so that it cannot be read from the cache."""
    said = address_of(request).encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, "sha256").hexdigest()[:24]
