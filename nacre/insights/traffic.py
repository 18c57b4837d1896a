"""What is no reader: robots, look-aheads, our own people. Said by flags on the line, never hidden."""

import re
from functools import lru_cache
from typing import Any

from counter_robots import is_robot_or_machine
from django.http import HttpRequest

FLAGS = ("bot", "staff", "sponsor", "preview", "prefetch", "head", "monitoring", "test")
OBJECTION_COOKIE = "nacre_uncounted"
# Drivers of browsers without a reader, which the COUNTER list leaves to us.
HEADLESS = re.compile(
    r"headless|phantomjs|puppeteer|playwright|selenium|lighthouse|safelinks|mimecast|proofpoint",
    re.I,
)
MONITORING = re.compile(r"uptime|pingdom|statuscake|nagios|zabbix|kube-probe|healthcheck", re.I)


@lru_cache(maxsize=4096)
def agent_flags(agent: str) -> tuple[str, ...]:
    """What a browser's own name gives away; a nameless one is a robot."""
    if MONITORING.search(agent):
        return ("monitoring",)
    if not agent.strip() or HEADLESS.search(agent) or is_robot_or_machine(agent):
        return ("bot",)
    return ()


def flags(request: HttpRequest, viewer: Any = None) -> list[str]:
    """Why this request is no reader's; empty if it is one's."""
    found = list(agent_flags(request.META.get("HTTP_USER_AGENT", "")))
    purpose = request.META.get("HTTP_SEC_PURPOSE") or request.META.get("HTTP_PURPOSE") or ""
    moz = request.META.get("HTTP_X_MOZ", "")
    if "prefetch" in purpose or "preview" in purpose or "prefetch" in moz:
        found.append("prefetch")
    if getattr(request, "is_preview", False):
        found.append("preview")
    return found + viewer_flags(viewer)


def viewer_flags(viewer: Any) -> list[str]:
    """Our own people and a sponsor's, told by their account and never by their address."""
    is_staff = getattr(viewer, "is_house", False) or _profession(viewer) == "editorial_staff"
    is_sponsor = getattr(viewer, "is_sponsor", False)
    return ["staff"] * bool(is_staff) + ["sponsor"] * bool(is_sponsor)


def _profession(viewer: Any) -> str:
    return getattr(viewer, "profession", "") or ""


def objects(request: HttpRequest) -> bool:
    """Whether this reader has asked not to be counted."""
    return request.COOKIES.get(OBJECTION_COOKIE) == "1"
