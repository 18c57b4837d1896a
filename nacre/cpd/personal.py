"""On the home page: what waits in the ledger, for the one who looks."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from nacre.communities.request import Request
from nacre.cpd.permissions import can_read_own
from nacre.cpd.waiting import waiting_count
from nacre.ui.slots import fills


@fills("cpd")
def cpd(request: Request) -> str | SafeString:
    """One line with the number of proposals; nothing where none wait."""
    viewer = request.viewer
    if (
        viewer.community is None
        or "cpd" not in viewer.community.enabled
        or not can_read_own(viewer)
    ):
        return ""
    number = waiting_count(viewer)
    if not number:
        return ""
    words = "learning entry waits" if number == 1 else "learning entries wait"
    return format_html(
        '<section class="panel panel--quiet"><p><a href="/cpd/">{} {} for you</a> '
        '<span class="hint">Accept what counts, in one tap.</span></p></section>',
        number,
        words,
    )
