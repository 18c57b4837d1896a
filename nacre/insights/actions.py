"""What insights does: record what happens, file it, compile and release reports."""

import json
import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nacre.communities.models import Community, Sponsor
from nacre.communities.request import Request
from nacre.confidentiality import redact
from nacre.insights import keys, monthly, spool, traffic
from nacre.insights.compaction import Compaction, compact
from nacre.insights.compilation import compile_document
from nacre.insights.importing import Import, import_file
from nacre.insights.kinds import PAGE_ENGAGED
from nacre.insights.lines import FIELDS
from nacre.insights.models import Report
from nacre.insights.periods import Month
from nacre.insights.rendering import Look, write_files

logger = logging.getLogger(__name__)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_OWN = frozenset(FIELDS)


def record(kind: str, *, viewer: Any, request: Request | None = None, **said: Any) -> str | None:
    """Write one line about what just happened; answers its id, or None if nothing was written.

    The line is in the spool when this returns, so it is safe before the answer leaves. A full disk
    costs the figure and never the page. Staff who look as a member leave no line: it would be the
    member's.
    """
    if getattr(viewer, "impersonated_by", None):
        return None
    community = getattr(viewer, "community", None) or getattr(request, "community", None)
    if community is None or (request is not None and not _is_wanted(request)):
        return None
    line = _line(kind, viewer, request, said)
    line["community"] = community.slug
    try:
        spool.append((_encode(line) + "\n").encode())
    except OSError:
        logger.exception("Activity could not be written")
        return None
    return line["id"]


def _is_wanted(request: Request) -> bool:
    return request.method != "HEAD" and not traffic.objects(request)


def _line(kind: str, viewer: Any, request: Request | None, said: dict[str, Any]) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": secrets.token_urlsafe(12),
        "time": datetime.now(UTC).isoformat(),
        "kind": kind,
    }
    for name, value in said.items():
        if name not in _OWN:
            line.setdefault("props", {})[name] = value
        elif value or value == 0:
            line[name] = value
    if "query" in line:
        line["query"] = redact(line["query"])
    _say_who(line, viewer, request)
    found = traffic.flags(request, viewer) if request else traffic.viewer_flags(viewer)
    if found:
        line["flags"] = found
    return line


def _say_who(line: dict[str, Any], viewer: Any, request: Request | None) -> None:
    """The key of the member or the visitor, with what a measure needs to know of them."""
    if getattr(viewer, "is_member", False):
        line["member"] = keys.member_key(viewer.membership_id)
        for name in ("profession", "role", "region"):
            if value := getattr(viewer, name, ""):
                line[name] = value
    elif getattr(viewer, "user_id", None):
        line["visitor"] = keys.account_key(viewer.user_id)
    elif request is not None:
        line["visitor"] = keys.visitor_key(request)


def record_beat(request: Request, *, view: str, seconds: float) -> str | None:
    """Write that somebody was reading the page of this view."""
    return record(PAGE_ENGAGED, viewer=request.viewer, request=request, view=view, seconds=seconds)


def compact_activity() -> Compaction:
    """File what all processes have recorded."""
    return compact()


def import_activity(
    community: Community,
    path: Path,
    *,
    skip_bad: bool = False,
    on_progress: Callable[[int], None] = lambda size: None,
) -> Import:
    """Take a file in the documented format into a community, whole or not at all."""
    return import_file(community.slug, path, skip_bad=skip_bad, on_progress=on_progress)


def write_report(
    community: Community,
    month: Month,
    *,
    audience: str,
    out: Path,
    sponsor: Sponsor | None = None,
) -> list[Path]:
    """Compile a month from everything recorded up to now and write its four files."""
    compact()
    document = compile_document(community, month, audience=audience, sponsor=sponsor)
    return write_files(document, Look.of(community), out)


def compile_report(
    community: Community,
    month: Month,
    *,
    audience: str,
    sponsor: Sponsor | None = None,
    restate: str = "",
) -> Report:
    """The kept report of a month; there is one, and it changes only by a reasoned restatement."""
    return monthly.compile_one(
        community, month, audience=audience, sponsor=sponsor, restate=restate
    )


def release_report(report: Report) -> int:
    """Open a report to its recipients and mail each a link; answers how many were told."""
    return monthly.release(report)


def compile_reports(
    community: Community, month: Month, *, restate: str = "", is_released: bool = True
) -> list[Report]:
    """All reports of a community's month: the body's and each sponsor's."""
    made = []
    for audience, sponsor in monthly.readers_of(community):
        made.append(
            compile_report(community, month, audience=audience, sponsor=sponsor, restate=restate)
        )
        if is_released:
            release_report(made[-1])
    return made
