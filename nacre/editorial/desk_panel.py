"""The first page of the desk: what waits for somebody's word, then the doors of its rooms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from nacre.editorial import waiting
from nacre.editorial.models import ConferenceSession
from nacre.editorial.rooms import Room, rooms_for
from nacre.members.viewer import Viewer
from nacre.pages.models import PageLink


@dataclass(frozen=True)
class Door:
    """One room with what is in it, and how much of that waits."""

    label: Any
    url: str
    said: str
    waits: str = ""


class WaitingForYou(Component):
    """First on the desk: what waits for this person's word."""

    name = "waiting_for_you"
    template_name = "editorial/admin/waiting_for_you.html"
    order = 10

    class Media:
        css = {"all": ["editorial/waiting.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Pages to sign off, pages to review, own pages under way, own latest work, the rooms."""
        request = parent_context["request"]
        viewer, user, community = request.viewer, request.user, request.community
        waits = {
            "to_sign_off": waiting.to_sign_off(user, community),
            "recalls": waiting.recalled(community),
            "interviews": waiting.interviews(community),
            "to_report": waiting.sessions_to_report(viewer),
            "to_review": waiting.to_review(user, community),
        }
        interests = waiting.own_interests(viewer)
        return waits | {
            "community": community,
            "is_free": not any(waits.values()),
            "interests": interests,
            "under_way": waiting.under_way(user, community),
            "latest": waiting.latest(user, community),
            "doors": list(doors_for(viewer, interests)),
        }


def doors_for(viewer: Viewer, interests: dict[str, str] | None) -> Iterator[Door]:
    """The rooms that somebody may enter, and what else belongs to the desk."""
    for room in rooms_for(viewer):
        yield Door(room.label, room.url, *_said_of(room, viewer))
    yield Door(_("Searches in vain"), "/search/in-vain/", _("What members did not find"))
    if viewer.is_moderator:
        yield Door(_("Moderation"), "/moderation/", _("Who waits to join, and what was flagged"))
    if interests:
        until = interests["due_on"]
        said = _("Confirmed until %(day)s") % {"day": until} if until else _("Not confirmed yet")
        yield Door(_("Your interests"), "/desk/interests/", said)


def _said_of(room: Room, viewer: Viewer) -> tuple[str, str]:
    """What one finds in a room, and how much of it waits."""
    if room.said is not None:
        return room.said(viewer)
    community = viewer.community
    match room.code:
        case "papers" if community:
            found = waiting.new_papers(community)
            waits = ngettext("%(n)s to sort", "%(n)s to sort", found) % {"n": found}
            return _("What your saved questions found"), waits if found else ""
        case "links":
            found = PageLink.objects.of(community).dead().count()
            return _("Addresses that no longer answer"), str(found or "")
        case "programmes":
            ahead = ConferenceSession.objects.of(community).ahead(timezone.localdate()).nobodys()
            found = ahead.count()
            waits = ngettext("%(n)s to give out", "%(n)s to give out", found) % {"n": found}
            return _("Meetings, and who reports from what"), waits if found else ""
    said = {
        "calendar": _("What goes live, embargoes, expiries, reviews"),
        "interviews": _("Whom you asked, and their word on the text"),
        "packages": _("Courses made elsewhere, in SCORM"),
        "questions": _("What modules and courses ask"),
        "funding": _("Who pays for what, and companies’ certificates"),
    }
    return said[room.code], ""
